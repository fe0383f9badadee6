"""Files that are no roster of this round: not a sheet, no children in it, another place's, another year's.

Gates before any library opens a file are in lib/sheets/; kinds of sheets that are no rosters in rosters/guards.py.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.census.models import Import, ImportFile
from xiangban.census.places import Places
from xiangban.census.roster_words import NO_ROSTERS, REFUSALS
from xiangban.census.rosters.head_lines import year_in
from xiangban.census.rosters.tables import ReadRoster
from xiangban.census.staging import StagedRow
from xiangban.lib.sheets.workbook import SheetRefused

MOSTLY = 0.5  # a file most of whose placed rows lie elsewhere is another place's
PLACED_AT_LEAST = 20
OF_ANOTHER_YEAR = timedelta(days=180)  # in spring the lists of the year before are still the newest
STALE = timedelta(days=300)  # rosters of a yearly round that say an older day are last year's


def say_refused(name: str, refused: SheetRefused) -> str:
    """Why a file was not opened, with its name and what to do."""
    return _("{name}: {reason}").format(name=name, reason=REFUSALS[refused.kind])


def refuse_unread(
    batch: Import, files: Sequence[ImportFile], rosters: Sequence[ReadRoster], rows: Sequence[StagedRow]
) -> None:
    """Raises Refused for the first file that cannot belong to this round."""
    places = Places(batch.interval)
    for file, roster in zip(files, rosters, strict=True):
        if not roster.tables:
            kinds = [str(NO_ROSTERS[refused.kind]) for refused in roster.refused]
            reason = kinds[0] if kinds else _("there is nothing in it.")
            raise Refused(_("{name}: {reason}").format(name=file.name, reason=reason), "files")
        _refuse_other_place(file, [row for row in rows if row.file_id == file.pk], places)
        _refuse_other_year(batch, file, roster)


def _refuse_other_place(file: ImportFile, rows: Sequence[StagedRow], places: Places) -> None:
    found = [places.of(row.values) for row in rows]
    placed = [one for one in found if one.outside or one.code is not None]
    outside = sum(one.outside for one in placed)
    if len(placed) >= PLACED_AT_LEAST and outside > MOSTLY * len(placed):
        named = Counter(row.values.get("county", "") for row, one in zip(rows, found, strict=True) if one.outside)
        words = _(
            "{name}: {outside} of {rows} rows lie in {place}, outside this territory. Is it another place's roster?"
        )
        raise Refused(
            words.format(name=file.name, outside=outside, rows=len(rows), place=named.most_common(1)[0][0]), "files"
        )


def _refuse_other_year(batch: Import, file: ImportFile, roster: ReadRoster) -> None:
    for table in roster.tables:
        said, titled = _day(table.as_of), year_in(table.title)
        if said is None and titled and batch.round.reference_date - date(titled, 12, 31) > OF_ANOTHER_YEAR:
            words = _("{name}: the title “{title}” is of another year than the round. Is it last year's file?")
            raise Refused(words.format(name=file.name, title=table.title[:60]), "files")
        if said is not None and batch.round.reference_date - said > STALE:
            words = _(
                "{name}: sheet “{sheet}” says it is of {day}; the round asks for {asked}. Is it last year's file?"
            )
            raise Refused(
                words.format(
                    name=file.name, sheet=table.sheet, day=table.as_of, asked=batch.round.reference_date.isoformat()
                ),
                "files",
            )


def _day(text: str) -> date | None:
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    try:
        return date(*[*parts, 28][:3]) if len(parts) in (2, 3) else None
    except ValueError:
        return None
