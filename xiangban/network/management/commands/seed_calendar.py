"""Writes the national holidays and moved working days of every known year that is not in the calendar yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from xiangban.access.viewer import system_viewer
from xiangban.network.holiday_list import seed_calendar


class Command(BaseCommand):
    help = _("Write the national holidays of all known years into the working-day calendar.")

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        years = seed_calendar(system_viewer("seed_calendar"))
        if years:
            self.stdout.write(_("Calendar of {first} to {last} written.").format(first=years[0], last=years[-1]))
        else:
            self.stdout.write(_("The calendar already holds every known year."))
