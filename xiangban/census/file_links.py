"""Files to links without a register: rosters are read apart, matched, and every row gets its line.

Pure, for the command match_rosters; imports that are settled and committed are in actions/.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from xiangban.census.roster_rows import TableRows, read_for_matching
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.workbook import MEBIBYTE, Limits, Refusal, SheetRefused
from xiangban.matching.linking import Linking
from xiangban.matching.rows import Roster

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


@dataclass(frozen=True)
class FileRows:
    """A file with what was read of it; `kinds` say why its sheets are no rosters."""

    source: Source
    tables: list[TableRows]
    kinds: list[str]


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
