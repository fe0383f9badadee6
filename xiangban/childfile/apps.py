"""Tells Django of this room, puts the list and the search into the menu and offers the list as an export.

Whose menu shows them is decided by the grants in access/.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import ExportKind, register_export
from xiangban.web.menu import MenuItem, register

# The filters of the list and its place: an export answers the question that was on the page.
EXPORTED = (
    "state", "attention", "age", "sex", "schooling", "guardianship_kind", "guardianship_rating", "health", "place",
)  # fmt: skip


class ChildfileConfig(AppConfig):
    name = "xiangban.childfile"
    label = "childfile"

    def ready(self) -> None:
        section = _("Children")
        register_export(
            ExportKind(
                "children",
                _("List of children"),
                count="xiangban.childfile.exports.count_children",
                write="xiangban.childfile.exports.rows_of_children",
                permission="children.list",
                parameters=EXPORTED,
                told="xiangban.childfile.exports.told_of_children",
            )
        )
        register(
            MenuItem(_("List of children"), "childfile:list", "users", "children.list", section, 20),
            MenuItem(_("Find a child"), "childfile:search", "search", "children.search", section, 21),
        )
