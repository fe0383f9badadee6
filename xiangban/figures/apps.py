"""Tells Django of this room, collects every room's indicators, names its verbs and jobs, puts its pages into the menu.

Whose menu shows them is decided by the grants in access/.
"""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import name_subjects, name_verbs
from xiangban.web.menu import MenuItem, register

VERBS = {
    "figures.freeze": _("Freeze a table"),
    "figures.write_paper": _("Write a frozen table as a workbook"),
    "figures.fetch": _("Fetch a frozen table"),
    "figures.receive": _("Receive a summary table"),
    "figures.read_back": _("Read a summary table back"),
}
SUBJECTS = {"figures.snapshot": _("Frozen table"), "figures.receivedsummary": _("Summary received")}


class FiguresConfig(AppConfig):
    name = "xiangban.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Collect indicators.py of every room, then name what this room adds to trail, jobs and menu."""
        autodiscover_modules("indicators")
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        jobs = "xiangban.figures.jobs"
        register_job("figures.write_paper", f"{jobs}.run_write_paper", _("Writing a frozen table"))
        register_job("figures.read_back", f"{jobs}.run_read_back", _("Reading a summary table"))
        section = _("Figures")
        register(
            MenuItem(_("32-column summary"), "figures:summary", "report-analytics", "children.count", section, 200),
            MenuItem(_("Frozen tables"), "figures:snapshots", "archive", "children.count", section, 201),
            MenuItem(_("Summaries received"), "figures:received_list", "upload", "figures.receive", section, 202),
        )
