"""The room of the service network, as Django knows it, and its entries of the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.web.menu import MenuItem, register

SECTION = _("Service network")


class NetworkConfig(AppConfig):
    name = "xiangban.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put this room's pages into the menu."""
        register(
            MenuItem(_("Administrative divisions"), "network:overview", "sitemap", "network.see", SECTION, 300),
            MenuItem(_("Agencies and staff"), "network:agency_list", "building-community", "network.see", SECTION, 310),
            MenuItem(_("Coverage"), "network:coverage", "clipboard-check", "network.see", SECTION, 320),
            MenuItem(_("Working calendar"), "network:calendar", "calendar", "network.see", SECTION, 330),
        )
