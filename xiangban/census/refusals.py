"""Files that are no roster are left out with their kind; what a person may know better is a caution to be answered.

Gates before any library opens a file are in lib/sheets/; kinds of sheets that are no rosters in rosters/guards.py.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.census.models import Import, ImportFile
from xiangban.census.places import Places
from xiangban.census.roster_words import NO_ROSTERS, REFUSALS
from xiangban.census.rosters.head_lines import year_in
from xiangban.census.rosters.tables import NoRoster, ReadRoster
from xiangban.census.staging import StagedRow
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

MOSTLY = 0.5  # a file most of whose placed rows lie elsewhere is another place's
PLACED_AT_LEAST = 20
OF_ANOTHER_YEAR = timedelta(days=180)  # in spring the lists of the year before are still the newest
STALE = timedelta(days=300)  # rosters of a yearly round that say an older day are last year's
SHEET, ROSTER = "sheet", "roster"  # whether the file could not be opened, or holds no roster
Caution = tuple[str, dict[str, Any]]


def refusal_of(refused: SheetRefused | ReadRoster) -> str:
    """The kind under which a file is left out; "" for a file that holds a roster."""
    if isinstance(refused, SheetRefused):
        return f"{SHEET}.{refused.kind.value}"
    kinds = [one.kind for one in refused.refused]
    return "" if refused.tables else f"{ROSTER}.{(kinds[0] if kinds else NoRoster.EMPTY).value}"


def say_refusal(file: ImportFile) -> str:
    """Why nothing of a file was read, with its name; "" for a file that was."""
    if not file.refusal:
        return ""
    where, _dot, kind = file.refusal.partition(".")
    reason = REFUSALS[Refusal(kind)] if where == SHEET else NO_ROSTERS[NoRoster(kind)]
    return _("{name}: {reason}").format(name=file.name, reason=reason)


def refuse_without_rosters(files: Sequence[ImportFile]) -> None:
    """Raises Refused when none of the files holds a roster, and says of each why."""
    if all(file.refusal for file in files):
        raise Refused(" ".join(map(say_refusal, files)), "files")


def cautions_of(
    batch: Import, file: ImportFile, roster: ReadRoster, rows: Sequence[StagedRow], places: Places
) -> list[Caution]:
    """What is remarkable of a file: another place's, another year's, here already under another name."""
    found = [_other_place(rows, places), _other_year(batch, roster), _here_already(batch, file)]
    return [caution for caution in found if caution]


def say_cautions(file: ImportFile) -> list[str]:
    """The cautions of a file in sentences."""
    sentences = {
        "other_place": _(
            "{name}: {outside} of {rows} rows lie in {place}, outside this territory. Is it another place's roster?"
        ),
        "other_title": _("{name}: the title “{title}” is of another year than the round. Is it last year's file?"),
        "other_day": _(
            "{name}: sheet “{sheet}” says it is of {day}; the round asks for {asked}. Is it last year's file?"
        ),
        "here_already": _("{name} is the same file as {other} of import {number}. Is it taken twice?"),
    }
    return [sentences[kind].format(name=file.name, **told) for kind, told in file.cautions]


def unanswered(batch: Import, files: Iterable[ImportFile]) -> bool:
    """Whether a file is cautioned for and nobody said why the import goes on."""
    return not batch.despite and any(file.cautions for file in files)


def _other_place(rows: Sequence[StagedRow], places: Places) -> Caution | None:
    found = [places.of(row.values) for row in rows]
    placed = [one for one in found if one.outside or one.code is not None]
    outside = sum(one.outside for one in placed)
    if len(placed) < PLACED_AT_LEAST or outside <= MOSTLY * len(placed):
        return None
    named = Counter(row.values.get("county", "") for row, one in zip(rows, found, strict=True) if one.outside)
    return "other_place", {"outside": outside, "rows": len(rows), "place": named.most_common(1)[0][0]}


def _other_year(batch: Import, roster: ReadRoster) -> Caution | None:
    asked = batch.round.reference_date
    for table in roster.tables:
        said, titled = _day(table.as_of), year_in(table.title)
        if said is None and titled and asked - date(titled, 12, 31) > OF_ANOTHER_YEAR:
            return "other_title", {"title": table.title[:60]}
        if said is not None and asked - said > STALE:
            return "other_day", {"sheet": table.sheet[:60], "day": table.as_of, "asked": asked.isoformat()}
    return None


def _here_already(batch: Import, file: ImportFile) -> Caution | None:
    standing = Import.objects.standing().overlapping(batch.interval).exclude(pk=batch.pk)
    known = ImportFile.objects.filter(sha256=file.sha256, batch__in=standing, refusal="").first()
    return ("here_already", {"other": known.name, "number": known.batch_id}) if known else None


def _day(text: str) -> date | None:
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    try:
        return date(*[*parts, 28][:3]) if len(parts) in (2, 3) else None
    except ValueError:
        return None
