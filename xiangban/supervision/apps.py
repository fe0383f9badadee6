"""Tells Django of this room, names its verbs and subjects, puts its pages into the menu.

Whose menu shows them is decided by the grants in access/.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.words import name_subjects, name_verbs
from xiangban.conference.above import register_origin
from xiangban.conference.task_rules import OriginKind
from xiangban.web.menu import MenuItem, register

VERBS = {
    "supervision.open_inspection": _("Open an inspection"),
    "supervision.draw_sample": _("Draw the sample"),
    "supervision.begin_inspection": _("Begin the inspection"),
    "supervision.conclude_inspection": _("Feed the conclusion back"),
    "supervision.close_inspection": _("Close the inspection"),
    "supervision.ask_review": _("Ask for a review"),
    "supervision.answer_review": _("Decide a review"),
    "supervision.add_finding": _("Write down a problem"),
    "supervision.order_rectification": _("Order rectification"),
    "supervision.report_rectification": _("Report rectification"),
    "supervision.return_rectification": _("Return a rectification"),
    "supervision.strike_off_finding": _("Strike a problem off"),
    "supervision.issue_order": _("Issue a supervision paper"),
    "supervision.receive_order": _("Sign for a supervision paper"),
    "supervision.answer_order": _("Answer a supervision paper"),
    "supervision.return_answer": _("Return an answer"),
    "supervision.accept_answer": _("Accept an answer"),
    "supervision.suspend_order": _("Suspend the clock"),
    "supervision.resume_order": _("Let the clock go on"),
    "supervision.withdraw_order": _("Withdraw a supervision paper"),
    "supervision.appeal_order": _("Appeal against a paper"),
    "supervision.decide_appeal": _("Decide an appeal"),
    "supervision.suggest_accountability": _("Suggest accountability"),
    "supervision.send_suggestion": _("Send a suggestion of accountability"),
    "supervision.record_result": _("Record the result of a suggestion"),
    "supervision.withdraw_suggestion": _("Withdraw a suggestion"),
}
SUBJECTS = {
    "supervision.inspection": _("Inspection"),
    "supervision.finding": _("Problem found"),
    "supervision.order": _("Supervision paper"),
    "supervision.suggestion": _("Suggestion of accountability"),
}


class SupervisionConfig(AppConfig):
    name = "xiangban.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what this room adds to trail and menu."""
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        register_origin(OriginKind.INSPECTION, "xiangban.supervision.from_inspections")
        section = _("Supervision")
        register(
            MenuItem(_("Supervision papers"), "supervision:order_list", "bell", "supervision.see", section, 340),
            MenuItem(_("Inspections"), "supervision:inspection_list", "eye-check", "supervision.see", section, 341),
            MenuItem(_("Three lists"), "supervision:three_lists", "list-check", "supervision.see", section, 342),
            MenuItem(
                _("Suggestions of accountability"),
                "supervision:suggestion_list",
                "gavel",
                "supervision.suggest_accountability",
                section,
                343,
            ),
        )
