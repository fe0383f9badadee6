"""The room of the conference, as Django knows it: its words in the trail, its jobs, its entries in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import name_purposes, name_subjects, name_verbs
from xiangban.web.menu import MenuItem, register

VERBS = {
    "conference.set_up": _("set up a conference, its units, people or words"),
    "conference.call_meeting": _("called or changed a meeting"),
    "conference.propose_item": _("proposed an item for an agenda"),
    "conference.adopt_item": _("adopted an item"),
    "conference.decline_item": _("declined an item"),
    "conference.give_notice": _("gave notice of a meeting"),
    "conference.hold_meeting": _("held a meeting"),
    "conference.cancel_meeting": _("cancelled a meeting"),
    "conference.freeze_figures": _("froze figures for a meeting"),
    "conference.take_attendance": _("took the attendance"),
    "conference.state": _("wrote down a statement"),
    "conference.decide": _("wrote down a decision"),
    "conference.draft_minutes": _("drafted minutes"),
    "conference.circulate_minutes": _("circulated minutes"),
    "conference.comment_minutes": _("commented on minutes"),
    "conference.answer_comment": _("answered a comment on minutes"),
    "conference.issue_minutes": _("issued minutes"),
    "conference.write_paper": _("wrote issued minutes as a text document"),
    "conference.fetch_minutes": _("fetched minutes as a text document"),
}
SUBJECTS = {
    "conference.conference": _("Conference"),
    "conference.memberunit": _("Member unit"),
    "conference.member": _("Person of a conference"),
    "conference.meeting": _("Meeting"),
    "conference.agendaitem": _("Agenda item"),
    "conference.decision": _("Decision"),
    "conference.minutes": _("Minutes"),
    "conference.issuedminutes": _("Issued minutes"),
    "conference.minutespart": _("Part of minutes"),
    "conference.minutescomment": _("Comment on minutes"),
}
PURPOSES = {"conference_papers": _("papers of a conference it is a member of")}


class ConferenceConfig(AppConfig):
    name = "xiangban.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        name_purposes(PURPOSES)
        jobs = "xiangban.conference.jobs"
        register_job("conference.write_paper", f"{jobs}.run_write_paper", _("Writing issued minutes"))
        register(
            MenuItem(
                _("Joint conference"), "conference:overview", "users-group", "conference.see", _("Conference"), 30
            ),
            MenuItem(_("Meetings"), "conference:meeting_list", "calendar-event", "conference.see", _("Conference"), 31),
        )
