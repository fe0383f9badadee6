"""The room of the service network, as Django knows it, and its entries of the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.words import name_subjects, name_verbs
from xiangban.web.menu import MenuItem, register

SECTION = _("Service network")
VERBS = {
    "network.load_divisions": _("Load the divisions"),
    "network.rename_place": _("Rename a place"),
    "network.merge_places": _("Merge places"),
    "network.split_place": _("Split a place"),
    "network.edit_calendar": _("Edit the calendar"),
    "network.open_agency": _("Open an agency"),
    "network.rename_agency": _("Rename an agency"),
    "network.close_agency": _("Close an agency"),
    "network.staff_agency": _("Staff an agency"),
}
SUBJECTS = {"territories.territory": _("Place"), "territories.agency": _("Agency")}


class NetworkConfig(AppConfig):
    name = "xiangban.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put this room's pages into the menu, and its words into the trail's reader."""
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        register(
            MenuItem(_("Administrative divisions"), "network:overview", "sitemap", "network.see", SECTION, 300),
            MenuItem(_("Agencies and staff"), "network:agency_list", "building-community", "network.see", SECTION, 310),
            MenuItem(_("Coverage"), "network:coverage", "clipboard-check", "network.see", SECTION, 320),
            MenuItem(_("Working calendar"), "network:calendar", "calendar", "network.see", SECTION, 330),
        )
