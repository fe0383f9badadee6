"""The room of the conference, as Django knows it: its words in the trail, its jobs, its entries in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import name_purposes, name_subjects, name_verbs
from xiangban.children.following import register_follower
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
    "conference.open_task": _("opened a task"),
    "conference.break_down_task": _("broke a task down"),
    "conference.receive_task": _("received a task"),
    "conference.report_progress": _("reported progress of a task"),
    "conference.report_done": _("reported a task done"),
    "conference.ask_extension": _("asked for an extension"),
    "conference.answer_extension": _("answered an extension"),
    "conference.verify_task": _("verified a task"),
    "conference.return_task": _("returned a task"),
    "conference.strike_off_task": _("struck a task off"),
    "conference.withdraw_task": _("withdrew a task"),
    "conference.open_evidence": _("opened evidence of a task"),
    "conference.record_instruction": _("recorded a written instruction"),
    "conference.edit_work_points": _("edited work points"),
    "conference.edit_duties": _("edited the duty list"),
    "conference.receive_paper": _("laid a paper of the past, or had it read again"),
    "conference.open_paper": _("opened the original of a paper of the past"),
    "conference.lay_reading": _("read a paper of the past"),
    "conference.withdraw_paper": _("withdrew a paper of the past"),
    "conference.accept_piece": _("accepted a piece of a paper of the past"),
    "conference.decline_piece": _("did not take over a piece of a paper"),
    "conference.undo_piece": _("took back what was decided on a piece of a paper"),
    "conference.compare_figure": _("set the register's figure beside one of a paper"),
    "conference.keep_feed": _("made or revoked a calendar link"),
    "conference.write_digests": _("wrote the weekly digests"),
}
SUBJECTS = {
    "conference.task": _("Task"),
    "conference.taskprogress": _("Report of the work"),
    "conference.extension": _("Extension"),
    "conference.instruction": _("Written instruction"),
    "conference.workplan": _("Work points"),
    "conference.workpoint": _("Item of the work points"),
    "conference.listedduty": _("Duty of the list"),
    "conference.conference": _("Conference"),
    "conference.memberunit": _("Member unit"),
    "conference.member": _("Person of a conference"),
    "conference.meeting": _("Meeting"),
    "conference.agendaitem": _("Agenda item"),
    "conference.decision": _("Decision of a meeting"),
    "conference.minutes": _("Minutes"),
    "conference.issuedminutes": _("Issued minutes"),
    "conference.minutespart": _("Part of minutes"),
    "conference.minutescomment": _("Comment on minutes"),
    "conference.receivedpaper": _("Paper of the past"),
    "conference.paperpiece": _("Piece of a paper of the past"),
    "conference.paperfigure": _("Figure of a paper of the past"),
}
PURPOSES = {
    "task_paper": _("task given to the unit"),
    "task": _("task of the conference"),
    "conference_papers": _("papers of a conference it is a member of"),
}


class ConferenceConfig(AppConfig):
    name = "xiangban.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        name_purposes(PURPOSES)
        register_follower("xiangban.conference.actions.following.follow_merge")
        jobs = "xiangban.conference.jobs"
        register_job("conference.write_paper", f"{jobs}.run_write_paper", _("Writing issued minutes"))
        register_job("conference.write_digests", f"{jobs}.run_write_digests", _("Writing the weekly digests"))
        register_job(
            "conference.read_paper", f"{jobs}.run_read_paper", _("Reading a paper of the past"), f"{jobs}.leave_paper"
        )
        register_job(
            "conference.compare_figure", f"{jobs}.run_compare_figure", _("Counting beside a figure of a paper")
        )
        register(
            MenuItem(_("Tasks"), "conference:task_list", "clipboard-check", "conference.see", _("Conference"), 33),
            MenuItem(
                _("Written instructions"),
                "conference:instruction_list",
                "pencil",
                "conference.record_instruction",
                _("Conference"),
                34,
            ),
            MenuItem(_("Work points"), "conference:work_points", "list-details", "conference.see", _("Conference"), 35),
            MenuItem(_("Duty list"), "conference:duties", "list-check", "conference.see", _("Conference"), 36),
            MenuItem(
                _("Joint conference"), "conference:overview", "users-group", "conference.see", _("Conference"), 30
            ),
            MenuItem(_("Meetings"), "conference:meeting_list", "calendar-event", "conference.see", _("Conference"), 31),
            MenuItem(
                _("Papers of the past"),
                "conference:paper_list",
                "archive",
                "conference.receive_paper",
                _("Conference"),
                37,
            ),
        )
