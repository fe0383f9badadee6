"""Tells Django of this room and puts the list and the search into the menu.

Whose menu shows them is decided by the grants in access/.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.web.menu import MenuItem, register


class ChildfileConfig(AppConfig):
    name = "xiangban.childfile"
    label = "childfile"

    def ready(self) -> None:
        section = _("Children")
        register(
            MenuItem(_("List of children"), "childfile:list", "users", "children.list", section, 20),
            MenuItem(_("Find a child"), "childfile:search", "search", "children.search", section, 21),
        )
