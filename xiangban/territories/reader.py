"""Reads division lists (CSV, one file a level) row by row and lists every row that cannot be right.

Pure: what is written where stands in bulk_writer.py; which words a fault is told in stands in network/.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from xiangban.territories.rules import CodeMalformed, Level, ancestor_code, parent_code, read_code

LONGEST_NAME = 60
HEADING_LINE = 1


class FaultKind(StrEnum):
    """Why a row, or a whole file, is refused."""

    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    COLUMN_MISSING = "column_missing"
    ROW_TOO_SHORT = "row_too_short"
    CODE_MALFORMED = "code_malformed"
    CODE_TWICE = "code_twice"
    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"
    PARENT_UNKNOWN = "parent_unknown"
    PARENT_DIFFERS = "parent_differs"
    PLACE_UNKNOWN = "place_unknown"
    NAME_AMBIGUOUS = "name_ambiguous"


class Fault(NamedTuple):
    """One thing wrong: where, in which column, what stood there."""

    file: str
    line: int
    field: str
    value: str
    kind: FaultKind


class DivisionRow(NamedTuple):
    """One place as the list gives it, its code padded to twelve digits."""

    level: Level
    code: int
    name: str


@dataclass(frozen=True)
class DivisionFile:
    """One file of the list: its level and the column that repeats the code of the place above."""

    level: Level
    name: str
    parent_column: str


FILES = (
    DivisionFile(Level.PROVINCE, "provinces.csv", ""),
    DivisionFile(Level.CITY, "cities.csv", "provinceCode"),
    DivisionFile(Level.COUNTY, "areas.csv", "cityCode"),
    DivisionFile(Level.TOWNSHIP, "streets.csv", "areaCode"),
    DivisionFile(Level.VILLAGE, "villages.csv", "streetCode"),
)


class DivisionReader:
    """Streams the rows of all files, highest level first; `faults` is complete when the stream has ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.counts: dict[Level, int] = dict.fromkeys(Level, 0)
        self._known: dict[Level, set[int]] = {level: set() for level in Level}

    @property
    def known_provinces(self) -> frozenset[int]:
        """Codes of the provinces the list speaks of."""
        return frozenset(self._known[Level.PROVINCE])

    def rows(self) -> Iterator[DivisionRow]:
        """Every row that is right; the others are in `faults`."""
        for file in FILES:
            yield from self._rows_of(file)

    def _rows_of(self, file: DivisionFile) -> Iterator[DivisionRow]:
        for line, (code, name, parent) in _cells(
            self.folder / file.name, ("code", "name", file.parent_column), self.faults
        ):
            row = self._checked(file, line, code, name)
            if row is not None and self._stands_below(file, line, row.code, parent):
                self._known[file.level].add(row.code)
                self.counts[file.level] += 1
                yield row

    def _checked(self, file: DivisionFile, line: int, code: str, name: str) -> DivisionRow | None:
        try:
            number = read_code(code, file.level)
        except CodeMalformed:
            self._refuse(file, line, "code", code, FaultKind.CODE_MALFORMED)
            return None
        if number in self._known[file.level]:
            self._refuse(file, line, "code", code, FaultKind.CODE_TWICE)
            return None
        name = name.strip()
        if not name:
            self._refuse(file, line, "name", name, FaultKind.NAME_EMPTY)
            return None
        if len(name) > LONGEST_NAME:
            self._refuse(file, line, "name", name, FaultKind.NAME_TOO_LONG)
            return None
        return DivisionRow(file.level, number, name)

    def _stands_below(self, file: DivisionFile, line: int, code: int, parent: str) -> bool:
        above = parent_code(file.level, code)
        if above is None:
            return True
        if above not in self._known[Level(file.level - 1)]:
            self._refuse(file, line, "code", str(code), FaultKind.PARENT_UNKNOWN)
            return False
        if not parent or not str(above).startswith(parent):
            self._refuse(file, line, file.parent_column, parent, FaultKind.PARENT_DIFFERS)
            return False
        return True

    def _refuse(self, file: DivisionFile, line: int, field: str, value: str, kind: FaultKind) -> None:
        self.faults.append(Fault(file.name, line, field, value, kind))


class CivilRow(NamedTuple):
    """One place of the civil-affairs list: a county or a township in that numbering."""

    line: int
    level: Level
    code: int
    name: str


def read_civil_codes(path: Path, faults: list[Fault]) -> Iterator[CivilRow]:
    """The rows of a civil-affairs list (columns code, name; codes of 6 or 9 digits); others go to `faults`."""
    for line, (code, name, _nothing) in _cells(path, ("code", "name", ""), faults):
        level = Level.COUNTY if len(code) == len("990101") else Level.TOWNSHIP
        try:
            yield CivilRow(line, level, read_code(code, level), name.strip())
        except CodeMalformed:
            faults.append(Fault(path.name, line, "code", code, FaultKind.CODE_MALFORMED))


def match_civil_codes(
    rows: Iterator[CivilRow], places: dict[tuple[int, str], list[int]]
) -> Iterator[tuple[CivilRow, int | FaultKind]]:
    """Each civil-affairs row with the statistics code of its namesake inside the county, or why there is none.

    `places` maps (county, name) to statistics codes: the two numberings share counties, but differ for a quarter of
    the townships, so the bare code is never compared.
    """
    for row in rows:
        namesakes = places.get((ancestor_code(row.code, Level.COUNTY), row.name), [])
        if len(namesakes) == 1:
            yield row, namesakes[0]
        else:
            yield row, FaultKind.NAME_AMBIGUOUS if namesakes else FaultKind.PLACE_UNKNOWN


def _cells(path: Path, columns: tuple[str, str, str], faults: list[Fault]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and the three wanted cells of each row; a column named "" is an empty cell."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _cells_of(csv.reader(file), path.name, columns, faults)
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "", str(path), FaultKind.FILE_MISSING))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        faults.append(Fault(path.name, 0, "", str(fault), FaultKind.FILE_UNREADABLE))


def _cells_of(
    lines: Iterator[list[str]], file: str, columns: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    heading = next(lines, [])
    if missing := [column for column in columns if column and column not in heading]:
        faults.append(Fault(file, HEADING_LINE, missing[0], ",".join(heading), FaultKind.COLUMN_MISSING))
        return
    where = [heading.index(column) if column else len(heading) for column in columns]
    for number, cells in enumerate(lines, HEADING_LINE + 1):
        if not cells:
            continue
        if len(cells) < len(heading):
            faults.append(Fault(file, number, "", ",".join(cells), FaultKind.ROW_TOO_SHORT))
            continue
        cells.insert(len(heading), "")  # what a column named "" reads
        yield number, (cells[where[0]], cells[where[1]], cells[where[2]])
