"""Loads the national list of places down to the village; the guarded verb is actions.divisions.load_divisions."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.acts import NotPermitted
from xiangban.access.models import User
from xiangban.access.viewer import Viewer, current_seats, system_viewer, viewer_from_seat
from xiangban.network.actions.divisions import DivisionList, load_divisions
from xiangban.network.fault_words import fault_sentence
from xiangban.territories.bulk_writer import DivisionsRefused, LoadReport
from xiangban.territories.reader import FILES, Fault

PERMISSION = "network.load_divisions"
MOST_SHOWN = 50


class Command(BaseCommand):
    AS_OF = date(2023, 6, 30)  # the day of the newest list that is openly published
    help = _("Load the national list of places (provinces, cities, areas, streets, villages as CSV files).")

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("the folder of the five CSV files"))
        parser.add_argument(
            "--as-of", type=date.fromisoformat, default=self.AS_OF, help=_("the day the list speaks of")
        )
        parser.add_argument("--civil-codes", type=Path, help=_("a CSV file of civil-affairs codes (code, name)"))
        parser.add_argument("--by", default="", help=_("the user name of the system administrator who loads"))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        source = DivisionList(options["folder"], options["as_of"], options["civil_codes"])
        viewer = _viewer_of(options["by"])
        try:
            with tqdm(total=_lines_of(source.folder), desc=_("Places"), file=sys.stderr, disable=None) as bar:
                report = load_divisions(None, viewer, source=source, progress=lambda rows: _advance(bar, rows))
        except NotPermitted as refusal:
            raise CommandError(_("Only a system administrator may load places.")) from refusal
        except DivisionsRefused as refusal:
            self._list(refusal.faults)
            raise CommandError(
                _("Nothing was loaded: {number} rows cannot be right.").format(number=len(refusal.faults))
            ) from refusal
        self._tell(report)

    def _tell(self, report: LoadReport) -> None:
        self.stdout.write(
            _("{added} added, {renamed} renamed, {unchanged} unchanged.").format(
                added=report.added, renamed=len(report.renamed), unchanged=report.unchanged
            )
        )
        if report.civil_matched:
            self.stdout.write(_("{number} civil-affairs codes matched.").format(number=report.civil_matched))
        if report.vanished:
            self.stdout.write(
                _("{number} places are no longer in the list; merge or rename them by hand. The first: {name}").format(
                    number=len(report.vanished), name=report.vanished[0].name
                )
            )
        self._list(report.civil_faults)

    def _list(self, faults: list[Fault]) -> None:
        for fault in faults[:MOST_SHOWN]:
            self.stderr.write(fault_sentence(fault))
        if len(faults) > MOST_SHOWN:
            self.stderr.write(_("… and {number} more.").format(number=len(faults) - MOST_SHOWN))


def _viewer_of(username: str) -> Viewer:
    """A system administrator's seat; before the first account exists, set-up itself."""
    if not username:
        if User.objects.exists():
            raise CommandError(_("Name the system administrator who loads: --by USER."))
        return system_viewer("set_up")
    user = User.objects.filter(username=username, is_active=True).first()
    seats = current_seats(user.pk, timezone.localdate()) if user else []
    viewers = [viewer_from_seat(seat) for seat in seats]
    found = next((viewer for viewer in viewers if viewer.may(PERMISSION)), viewers[0] if viewers else None)
    if found is None:
        raise CommandError(_("{name} holds no seat today.").format(name=username))
    return found


def _advance(bar: "tqdm[Any]", rows: int) -> None:
    bar.update(rows)


def _lines_of(folder: Path) -> int | None:
    """How many rows there are to read, for the bar; None when a file is missing, which the load itself tells."""
    try:
        return sum((folder / file.name).read_bytes().count(b"\n") - 1 for file in FILES)
    except OSError:
        return None
