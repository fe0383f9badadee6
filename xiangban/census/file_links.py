"""Files to links without a register: rosters are read apart, matched, and every row gets its line.

Pure, for the command match_rosters; imports that are settled and committed are in actions/.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from xiangban.census.rosters.reading import read_roster
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import MEBIBYTE, Limits, Refusal, SheetRefused
from xiangban.matching.families import PERSONS, PHONES
from xiangban.matching.linking import Linking
from xiangban.matching.rows import Roster

FIELDS = (
    *("child_name", "pet_or_former_name", "sex", "birth_date", "age", "id_number", "id_prefix"),
    *("county", "town", "village", *PERSONS, *PHONES),
)
HEADER = ("file", "sheet", "row", "child", "decision", "score", "candidates")
AUTOMATIC, REVIEW = "automatic", "review"
AT_ONCE = 2
# An operator's own files, up to a province's.
PROVINCE = Limits(
    bytes=1024 * MEBIBYTE,
    unpacked=4096 * MEBIBYTE,
    rows=3_000_000,
    cells=150_000_000,
    memory=8192 * MEBIBYTE,
    seconds=900,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as given on the command line, and whose it is."""

    agency: str
    file: str


@dataclass(slots=True)
class TableRows:
    """The rows of one sheet with the fields that matching looks at; `rows` are 1-based in the sheet."""

    sheet: str
    rows: list[int]
    columns: dict[str, list[str]]


@dataclass(frozen=True)
class FileRows:
    """A file with what was read of it; `kinds` say why its sheets are no rosters."""

    source: Source
    tables: list[TableRows]
    kinds: list[str]


def read_for_matching(content: bytes, file: str, limits: Limits) -> tuple[list[TableRows], list[str]]:
    """The rows of every roster in a file, and why its other sheets are none. Raises SheetRefused."""
    read = read_roster(read_workbook(content, limits), file)
    tables = [
        TableRows(table.sheet, table.rows, {name: table.columns[name] for name in FIELDS if name in table.columns})
        for table in read.tables
    ]
    return tables, [str(refused.kind) for refused in read.refused]


def read_files(sources: Sequence[Source], tell: Callable[[], object]) -> list[FileRows]:
    """Every file, each in a process of its own, two at once. Raises SheetRefused with detail "file"."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda source: _read(source, tell), sources))


def _read(source: Source, tell: Callable[[], object]) -> FileRows:
    path = Path(source.file)
    try:
        if path.stat().st_size > PROVINCE.bytes:
            raise SheetRefused(Refusal.TOO_LARGE, {"limit": PROVINCE.bytes})
        tables, kinds = apart(read_for_matching, path.read_bytes(), source.file, PROVINCE, limits=PROVINCE)
    except SheetRefused as refused:
        raise SheetRefused(refused.kind, {**refused.detail, "file": source.file}) from refused
    tell()
    return FileRows(source, tables, kinds)


def rosters_of(files: Sequence[FileRows]) -> list[Roster]:
    """A roster for every table, under its file's agency."""
    return [Roster(file.source.agency, _columns(table)) for file in files for table in file.tables]


def write_links(files: Sequence[FileRows], linking: Linking, out: TextIO) -> int:
    """One line per data row, in the order of the files; returns how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    labels = _labels(linking)
    count = 0
    for count, (file, sheet, row) in enumerate(_rows(files), start=1):
        writer.writerow((file, sheet, row, *_said(linking, labels, count - 1)))
    return count


def _columns(table: TableRows) -> dict[str, list[str]]:
    return table.columns or {"child_name": [""] * len(table.rows)}


def _rows(files: Sequence[FileRows]) -> Iterator[tuple[str, str, int]]:
    for file in files:
        for table in file.tables:
            for row in table.rows:
                yield file.source.file, table.sheet, row


def _labels(linking: Linking) -> dict[int, int]:
    """Labels counted from 1 in the order of the rows."""
    labels: dict[int, int] = {}
    for child in linking.child.tolist():
        labels.setdefault(child, len(labels) + 1)
    return labels


def _said(linking: Linking, labels: dict[int, int], at: int) -> tuple[int, str, str, str]:
    score = float(linking.score[at])
    candidates = ";".join(str(labels[child]) for child in linking.candidates.get(at, ()))
    decision = AUTOMATIC if linking.automatic[at] else REVIEW
    return labels[int(linking.child[at])], decision, "" if score != score else f"{score:.3f}", candidates
