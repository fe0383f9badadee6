"""The gate, as Django knows it: its entries of the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import SUBJECTS_OF_THIS_ROOM, VERBS_OF_THIS_ROOM, name_subjects, name_verbs
from xiangban.web.menu import MenuItem, register


class AccessConfig(AppConfig):
    name = "xiangban.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        own, installation = _("Desk"), _("Administration")
        register_job(
            "access.export",
            "xiangban.access.exports.make_export",
            _("Making an export"),
            unfinished="xiangban.access.exports.leave_unmade",
        )
        name_verbs(VERBS_OF_THIS_ROOM)
        name_subjects(SUBJECTS_OF_THIS_ROOM)
        register(
            MenuItem(_("Exports"), "access:export_list", "download", "exports.see", own, 80),
            MenuItem(_("Jobs"), "access:job_list", "hourglass", "jobs.see", own, 90),
            MenuItem(_("Posts"), "access:post_list", "users", "posts.see", installation, 110),
            MenuItem(_("Accounts"), "access:user_list", "user-circle", "users.see", installation, 120),
            MenuItem(_("Trail"), "access:trail", "history", "trail.read", installation, 130),
        )
