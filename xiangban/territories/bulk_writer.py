"""Writes a read division list into the table of places, in the caller's transaction.

Reading is in reader.py; the guarded verb that calls this, and what follows from a new name, is in network/.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection

from xiangban.lib.bulk_rows import insert_rows
from xiangban.territories.models import Territory
from xiangban.territories.reader import (
    DivisionReader,
    DivisionRow,
    Fault,
    FaultKind,
    match_civil_codes,
    read_civil_codes,
)
from xiangban.territories.rules import Level, ancestor_code

COLUMNS = ("level", "code", "name", "kind", "valid_from")
REPORT_EVERY = 5_000  # rows between two calls of `progress`

Progress = Callable[[int], None]


class DivisionsRefused(Exception):
    """The list has rows that cannot be right; nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} rows of the list of places cannot be right")
        self.faults = faults


@dataclass
class LoadReport:
    """What a load did: rows added and found unchanged, names that differ, places the list no longer has."""

    added: int = 0
    unchanged: int = 0
    renamed: list[DivisionRow] = field(default_factory=list)
    vanished: list[DivisionRow] = field(default_factory=list)
    counts: dict[Level, int] = field(default_factory=dict)
    civil_matched: int = 0
    civil_faults: list[Fault] = field(default_factory=list)

    @property
    def changes(self) -> int:
        return self.added + len(self.renamed) + self.civil_matched


def write_divisions(folder: Path, as_of: date, progress: Progress) -> LoadReport:
    """Add the places that are not there yet and say what differs; raises DivisionsRefused, then nothing may stay."""
    reader, report = DivisionReader(folder), LoadReport()
    present = _present_names()
    new = _new_rows(reader, present, report, progress)
    with connection.cursor() as cursor:
        report.added = insert_rows(
            cursor, connection.vendor, Territory._meta.db_table, COLUMNS, ((*row, "", as_of) for row in new)
        )
    if reader.faults:
        raise DivisionsRefused(reader.faults)
    report.counts = reader.counts
    loaded = reader.known_provinces
    report.vanished = [
        DivisionRow(level, code, name)
        for level, names in present.items()
        for code, name in names.items()
        if ancestor_code(code, Level.PROVINCE) in loaded
    ]
    return report


def _present_names() -> dict[Level, dict[int, str]]:
    names: dict[Level, dict[int, str]] = {level: {} for level in Level}
    rows = Territory.objects.current().order_by().values_list("level", "code", "name")
    for level, code, name in rows.iterator(chunk_size=REPORT_EVERY):
        names[Level(level)][code] = name
    return names


def _new_rows(
    reader: DivisionReader, present: dict[Level, dict[int, str]], report: LoadReport, progress: Progress
) -> Iterator[DivisionRow]:
    """Rows whose place is not there; what is met is taken out of `present`, so that the rest has vanished."""
    for number, row in enumerate(reader.rows(), 1):
        if not number % REPORT_EVERY:
            progress(REPORT_EVERY)
        name = present[row.level].pop(row.code, None)
        if name is None:
            yield row
        elif name == row.name:
            report.unchanged += 1
        else:
            report.renamed.append(row)


def write_civil_codes(path: Path, report: LoadReport) -> None:
    """Put the civil-affairs codes of a second list beside the statistics codes, matched by name inside the county."""
    places, present = _places_by_name()
    changed: list[Territory] = []
    for row, found in match_civil_codes(read_civil_codes(path, report.civil_faults), places):
        if isinstance(found, FaultKind):
            report.civil_faults.append(Fault(path.name, row.line, "name", row.name, found))
            continue
        place = present[found]
        if place.civil_code != row.code:
            place.civil_code = row.code
            changed.append(place)
    Territory.objects.bulk_update(changed, ["civil_code"], batch_size=500)
    report.civil_matched = len(changed)


def _places_by_name() -> tuple[dict[tuple[int, str], list[int]], dict[int, Territory]]:
    by_name: dict[tuple[int, str], list[int]] = defaultdict(list)
    present: dict[int, Territory] = {}
    for place in Territory.objects.current().filter(level__in=[Level.COUNTY, Level.TOWNSHIP]):
        by_name[ancestor_code(place.code, Level.COUNTY), place.name].append(place.code)
        present[place.code] = place
    return by_name, present
