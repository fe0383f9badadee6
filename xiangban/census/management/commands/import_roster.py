"""Import rosters: files in, read and matched; nothing reaches the register until commit_roster."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.acts import NotPermitted, Refused, demand
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import Dropped, acknowledge_cautions, fail_import, receive_files
from xiangban.census.bars import bar_of
from xiangban.census.jobs import READER
from xiangban.census.models import CensusRound, Import, ImportFile
from xiangban.census.preparing import prepare_import
from xiangban.census.previews import remarks_on
from xiangban.census.queries import round_named
from xiangban.census.reception import agency_kind, digest_of, refuse_known, refuse_round, refuse_size
from xiangban.census.refusals import say_cautions, say_refusal, unanswered
from xiangban.census.rules import IN_DOUBT, ImportState
from xiangban.census.seats import seat_named
from xiangban.census.working import say_counts, worked_from_files
from xiangban.territories.models import Territory

LEFT_WAITING = 3
Read = tuple[Import, list[ImportFile]]


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they load every page of the house, which takes as long as a small roster
    help = _("Read and match rosters: AGENCY=FILE for each, e.g. education=a.xlsx police=b.xlsx villages=c.xlsx")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="AGENCY=FILE")
        parser.add_argument("--round", dest="sweep", required=True, help=_("name of an open round"))
        parser.add_argument("--as", dest="seat", required=True, help=_("number of a seat, or an account"))
        parser.add_argument("--despite", default="", metavar="REASON", help=_("why to go on in spite of cautions"))
        parser.add_argument("--dry-run", action="store_true", help=_("read and match only; nothing is kept"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = seat_named(options["seat"], "census.receive")
        sweep, dropped = _round_named(options["sweep"], by), [_dropped(given) for given in options["files"]]
        try:
            with tqdm(total=100, desc=_("Reading and matching"), disable=None, leave=False) as bar:
                work = _tried if options["dry_run"] else _imported
                batch, files = work(_place_of(by, sweep), by, sweep, dropped, bar)
                _answer(batch, by, files, options["despite"])
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except NotPermitted as refusal:
            raise CommandError(_("This seat may not do that.")) from refusal
        self.stdout.write(say_counts(batch))
        self.stdout.write("\n".join([_say_files(batch), *remarks_on(batch.counts), *_say_trouble(batch, files)]))
        self.stdout.write(str(batch.pk or 0))
        doubted = any(batch.counts["rows"][verdict] for verdict in IN_DOUBT) or any(file.refusal for file in files)
        if doubted or unanswered(batch, files):
            raise SystemExit(LEFT_WAITING)


def _place_of(by: Viewer, sweep: CensusRound) -> Territory:
    """The place of the round where it lies in the seat's, else the seat's own."""
    code, level = (
        (sweep.place_code, sweep.level) if by.interval.holds(sweep.place_code) else (by.interval.low, by.level)
    )
    return Territory.objects.current().get(code=code, level=level)


def _imported(place: Territory, by: Viewer, sweep: CensusRound, dropped: list[Dropped], bar: "tqdm[Any]") -> Read:
    batch = _begun(by, sweep, dropped) or receive_files(place, by, sweep=sweep, files=dropped)
    prepared = _prepared(batch, by, bar)
    return prepared, list(prepared.files.order_by("number"))


def _answer(batch: Import, by: Viewer, files: list[ImportFile], reason: str) -> None:
    """Lay the reason with an import that is cautioned for."""
    if reason and batch.pk and unanswered(batch, files):
        acknowledge_cautions(batch, by, reason=reason)


def _say_trouble(batch: Import, files: list[ImportFile]) -> list[str]:
    """Files that were left out, each with its reason; cautions, and what to do about them."""
    lines = [say_refusal(file) for file in files if file.refusal]
    lines += [caution for file in files for caution in say_cautions(file)]
    if unanswered(batch, files):
        lines.append(_("Look again; if it is right, commit with --despite and the reason."))
    return lines


def _begun(by: Viewer, sweep: CensusRound, dropped: list[Dropped]) -> Import | None:
    """The import of these very files that was received and never read to the end: it is gone on with."""
    wanted = sorted((one.agency, digest_of(one.pieces())) for one in dropped)
    begun = Import.objects.visible_to(by).filter(round=sweep, state=ImportState.RECEIVED, job=None)
    for batch in begun.prefetch_related("files"):
        if sorted((file.agency_kind, file.sha256) for file in batch.files.all()) == wanted:
            return batch
    return None


def _tried(place: Territory, by: Viewer, sweep: CensusRound, dropped: list[Dropped], bar: "tqdm[Any]") -> Read:
    """What the files would come to, worked out in memory: neither they nor the import are kept."""
    demand("census.receive", place, by)
    refuse_round(sweep, place, len(dropped))
    batch = Import(round=sweep, place_code=place.code, place_end=place.interval.high, level=place.level)
    files: list[ImportFile] = []
    for number, one in enumerate(dropped, start=1):
        refuse_size(one.name, one.size)
        digest = digest_of(one.pieces())
        refuse_known(one.name, digest, place.interval, files)
        # A key that no kept file has: rows are told apart by it.
        files.append(ImportFile(pk=-number, number=number, agency_kind=one.agency, name=one.name, sha256=digest))
    contents = [(file, b"".join(one.pieces())) for file, one in zip(files, dropped, strict=True)]
    batch.counts = worked_from_files(batch, contents, bar_of(bar)).counts
    return batch, files


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
    return Dropped(agency_kind(agency), Path(path).name, content)


def _round_named(name: str, by: Viewer) -> CensusRound:
    sweep = round_named(by, name)
    if sweep is None:
        words = _("This seat takes part in no round “{name}”, or in several: open one by “xiangban open_round”.")
        raise CommandError(words.format(name=name))
    return sweep


def _say_files(batch: Import) -> str:
    files = batch.counts["files"]
    words = _(
        "files: {new} new, {changed} changed, {unchanged} unchanged, {conflict} with conflicts, {gone} in no roster"
    )
    return words.format(**files)
