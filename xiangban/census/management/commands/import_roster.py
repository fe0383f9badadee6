"""Import rosters: files in, read and matched; nothing reaches the register until commit_roster."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import Dropped, fail_import, receive_files
from xiangban.census.bars import bar_of
from xiangban.census.jobs import READER
from xiangban.census.models import CensusRound, Import
from xiangban.census.rules import IN_DOUBT
from xiangban.census.seats import seat_named
from xiangban.census.strokes import prepare_import
from xiangban.census.working import say_counts
from xiangban.territories.models import Territory

LEFT_WAITING = 3


class Command(BaseCommand):
    help = _("Read and match rosters: AGENCY=FILE for each, e.g. education=a.xlsx police=b.xlsx villages=c.xlsx")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="AGENCY=FILE")
        parser.add_argument("--round", dest="sweep", required=True, help=_("name of an open round"))
        parser.add_argument("--as", dest="seat", required=True, help=_("number of a seat, or an account"))
        parser.add_argument("--dry-run", action="store_true", help=_("read and match only; nothing is kept"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = seat_named(options["seat"], "census.receive")
        dropped = [_dropped(given) for given in options["files"]]
        try:
            batch = self._import(by, _round_named(options["sweep"]), dropped, keep=not options["dry_run"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except NotPermitted as refusal:
            raise CommandError(_("This seat may not do that.")) from refusal
        self.stdout.write(say_counts(batch))
        self.stdout.write(_say_files(batch))
        self.stdout.write(str(batch.pk))
        if any(batch.counts["rows"][verdict] for verdict in IN_DOUBT):
            raise SystemExit(LEFT_WAITING)

    def _import(self, by: Viewer, sweep: CensusRound, dropped: list[Dropped], *, keep: bool) -> Import:
        place = Territory.objects.current().get(code=by.interval.low, level=by.level)
        with tqdm(total=100, desc=_("Reading and matching"), disable=None, leave=False) as bar:
            if keep:
                batch = receive_files(place, by, sweep=sweep, files=dropped)
                return _prepared(batch, by, bar)
            with transaction.atomic():
                batch = receive_files(place, by, sweep=sweep, files=dropped)
                prepare_import(batch, by, progress=bar_of(bar))
                transaction.set_rollback(True)
                return batch


def _prepared(batch: Import, by: Viewer, bar: "tqdm[Any]") -> Import:
    """The import matched; where that is refused, the import says why and its files can come again."""
    try:
        return prepare_import(batch, by, progress=bar_of(bar))
    except Refused as refusal:
        fail_import(batch, READER, sentence=refusal.sentence)
        raise


def _dropped(given: str) -> Dropped:
    agency, separator, path = given.partition("=")
    if not separator or not agency or not path:
        raise CommandError(_("“{given}” is not AGENCY=FILE.").format(given=given), returncode=2)
    try:
        content = Path(path).read_bytes()
    except OSError as fault:
        raise CommandError(_("{file} cannot be read.").format(file=path)) from fault
    return Dropped(agency, Path(path).name, content)


def _round_named(name: str) -> CensusRound:
    sweep = CensusRound.objects.filter(name=name).first()
    if sweep is None:
        words = _("There is no round “{name}”: open it with “xiangban open_round”, or on the page of rounds.")
        raise CommandError(words.format(name=name))
    return sweep


def _say_files(batch: Import) -> str:
    files = batch.counts["files"]
    words = _(
        "files: {new} new, {changed} changed, {unchanged} unchanged, {conflict} with conflicts, {gone} in no roster"
    )
    return words.format(**files)
