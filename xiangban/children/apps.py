"""The room of children, as Django knows it: its words in the trail, its job, its export and its menu."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import (
    IndexColumn,
    register_index,
    register_job,
    register_opening,
)
from xiangban.access.words import name_purposes, name_subjects, name_verbs
from xiangban.children.codes import SightPurpose
from xiangban.territories.fields import PlaceChange, register_recoding
from xiangban.web.menu import MenuItem, register

VERBS = {
    "children.open": _("opened the file"),
    "children.found": _("founded the file"),
    "children.amend": _("amended facts"),
    "children.record_schooling": _("recorded schooling"),
    "children.submit": _("submitted"),
    "children.review": _("reviewed"),
    "children.register": _("put on the register"),
    "children.return": _("returned"),
    "children.propose_exit": _("proposed exit"),
    "children.exit": _("agreed to the exit"),
    "children.refuse_exit": _("refused the exit"),
    "children.restore": _("restored"),
    "children.claim": _("claimed"),
    "children.propose_handover": _("proposed a handover"),
    "children.receive_handover": _("received a handover"),
    "children.decline_handover": _("declined a handover"),
    "children.lapse_handover": _("ended a handover, since both places became one"),
    "children.reveal": _("revealed a value"),
    "children.break_glass": _("opened in an emergency"),
    "children.review_break_glass": _("reviewed an emergency look"),
    "children.open_with_reason": _("opened with a reason"),
    "children.assign": _("assigned to a social worker"),
    "children.unassign": _("took back from a social worker"),
    "children.invite_parent": _("invited a parent"),
    "children.withdraw_parent": _("took the child back from a parent"),
    "children.print": _("printed the form"),
    "children.propose_merge": _("proposed to merge two files"),
    "children.merge": _("merged two files"),
    "children.refuse_merge": _("said that two files are two children"),
    "children.part": _("took a merge apart"),
    "children.set_photo": _("laid a photo with the file"),
    "children.withdraw_source": _("withdrew a source"),
}
SUBJECTS = {
    "children.child": _("Child's file"),
    "children.handover": _("Handover"),
    "children.breakglass": _("Emergency look"),
    "children.merge": _("Merge of two files"),
    "children.source": _("Source"),
}


# The blind indexes beside identity numbers, which follow when the keys are replaced.
INDEXES = (
    ("children.child", "id_index", "index_of"),
    ("children.child", "id_last_six_index", "last_six_index_of"),
    ("children.person", "id_index", "index_of"),
)


def _note_place_change(change: PlaceChange) -> Iterable[Mapping[str, Any]]:
    """The step by its dotted name: models are not ready when this file is read."""
    step: Callable[[PlaceChange], Iterable[Mapping[str, Any]]] = import_string(
        "xiangban.children.recoding.note_place_change"
    )
    return step(change)


class ChildrenConfig(AppConfig):
    name = "xiangban.children"
    label = "children"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        section = _("Children")
        register_recoding(_note_place_change)
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        name_purposes(dict(SightPurpose.choices))
        register_job("children.exit_at_sixteen", "xiangban.children.jobs.run_exits_at_sixteen", _("Exits at 16"))
        register_opening("xiangban.children.actions.handovers.show_waiting_to")
        for model, column, compute in INDEXES:
            register_index(IndexColumn(model, column, "id_number", f"xiangban.children.identity.{compute}"))
        register(
            MenuItem(_("Found a file"), "children:found", "file-plus", "children.found", section, 22),
            MenuItem(_("Claim a child"), "children:claim", "user-check", "children.claim", section, 23),
            MenuItem(_("Emergency look"), "children:break_glass", "lock-open", "children.break_glass", section, 28),
            MenuItem(
                _("Emergency looks"),
                "children:break_glass_list",
                "shield-check",
                "children.review_break_glass",
                section,
                29,
            ),
        )
