"""Say what a real office should still put in order."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from xiangban.config.safety_checks import findings


class Command(BaseCommand):
    help = _("Check whether this installation is safe to use in an office, and say what to do where it is not.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(findings())
        for finding in found:
            self.stdout.write(f"{'  ok  ' if finding.advice is None else '  !!  '}{finding.title}")
            if finding.advice is not None:
                self.stdout.write(f"      {finding.advice}")
        open_points = sum(finding.advice is not None for finding in found)
        self.stdout.write(
            _("{count} of {total} points are to be put in order.").format(count=open_points, total=len(found))
        )
        if open_points:
            sys.exit(1)
