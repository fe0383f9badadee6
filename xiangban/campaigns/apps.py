"""Tells Django of this room, names its verbs and job, puts its page into the menu.

Whose menu shows it is decided by the grants in access/.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import name_subjects, name_verbs
from xiangban.children.following import register_follower
from xiangban.conference.above import register_origin
from xiangban.conference.task_rules import OriginKind
from xiangban.web.menu import MenuItem, register

VERBS = {
    "campaigns.open": _("Open a special action"),
    "campaigns.begin": _("Freeze the lists and begin"),
    "campaigns.close": _("Close a special action"),
    "campaigns.set_target": _("Set a target"),
    "campaigns.fill": _("Fill in a figure"),
    "campaigns.add_child": _("Add a child to a list"),
    "campaigns.draw_curve": _("Draw the curve of a special action"),
}
SUBJECTS = {
    "campaigns.campaign": _("Special action"),
    "campaigns.targetnumber": _("Target of a special action"),
    "campaigns.filledfigure": _("Figure filled in"),
}


class CampaignsConfig(AppConfig):
    name = "xiangban.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what this room adds to trail, jobs and menu."""
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        jobs = "xiangban.campaigns.jobs"
        register_job("campaigns.draw_curve", f"{jobs}.run_draw_curve", _("Drawing the curve of a special action"))
        register_follower("xiangban.campaigns.actions.following.follow_merge")
        register_origin(OriginKind.CAMPAIGN_TASK, "xiangban.campaigns.origins")
        register(
            MenuItem(_("Special actions"), "campaigns:campaign_list", "flag", "campaigns.see", _("Conference"), 330)
        )
