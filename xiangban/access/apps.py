"""The gate, as Django knows it: its entries of the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.web.menu import MenuItem, register


class AccessConfig(AppConfig):
    name = "xiangban.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        installation = _("Administration")
        register(
            MenuItem(_("Posts"), "access:post_list", "users", "posts.see", installation, 110),
            MenuItem(_("Accounts"), "access:user_list", "user-circle", "users.see", installation, 120),
        )
