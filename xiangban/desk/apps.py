"""Tells Django of this room and puts the day at the head of the menu.

Every seat has a day.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.web.menu import MenuItem, register


class DeskConfig(AppConfig):
    name = "xiangban.desk"
    label = "desk"

    def ready(self) -> None:
        register(MenuItem(_("My day"), "desk:today", "home", "desk.see", _("Desk"), 10))
