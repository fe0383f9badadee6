"""Workbooks as offices make them: a pen that writes rows, merged headings and hidden rows into a sheet; plain CSV.

What is written is the layouts' in education.py, police.py and villages.py. The same rows give the same bytes.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

Cell = str | int | date
CREATED = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)  # any fixed moment: the clock must not reach the bytes
TITLE, NOTE, HEAD, DATA, DAY = "title", "note", "head", "data", "day"
FORMATS: dict[str, dict[str, Any]] = {
    TITLE: {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    NOTE: {"align": "left"},
    HEAD: {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    DATA: {"num_format": "@", "border": 1},
    DAY: {"num_format": "yyyy/m/d", "border": 1},
}


class Pen:
    """Writes one sheet from top to bottom; rows and columns are counted as people see them, from 1."""

    def __init__(self, sheet: Any, formats: dict[str, Any]) -> None:
        self._sheet = sheet
        self._formats = formats
        self.row = 0

    def write(self, cells: Sequence[Cell], look: str = DATA) -> int:
        """Write the next row, empty texts leaving their cells empty; answers its number."""
        style, day = self._formats[look], self._formats[DAY]
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    self._sheet.write_string(self.row, column, cell, style)
            elif isinstance(cell, date):
                self._sheet.write_datetime(self.row, column, cell, day)
            else:
                self._sheet.write_number(self.row, column, cell, style)
        self.row += 1
        return self.row

    def hide_next(self) -> None:
        """Hide the row that is written next."""
        self._sheet.set_row(self.row, None, None, {"hidden": True})

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Join the cells from (row, column) to (row, column) that are already written."""
        # merge_range would write blanks into rows that constant memory has already let go.
        if first != last:
            self._sheet.merge.append([first[0] - 1, first[1] - 1, last[0] - 1, last[1] - 1])

    def line(self, text: str, columns: int, look: str = NOTE) -> None:
        """A row with one text across all columns."""
        row = self.write([text], look)
        self.merge((row, 1), (row, columns))

    def headings(self, heads: Sequence[Sequence[str]]) -> None:
        """Heading rows of the columns, each from top to bottom; equal groups and empty cells below are joined."""
        depth, top = len(heads[0]), self.row + 1
        for level in range(depth):
            starts = [at for at in range(len(heads)) if _begins(heads, level, at)]
            shown = [head[level] if at in starts else "" for at, head in enumerate(heads)]
            self.write(shown, HEAD)
            for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
                lowest = _lowest(heads[start], level) if heads[start][level] else level
                if heads[start][level]:
                    self.merge((top + level, start + 1), (top + lowest, end))


class Book:
    """An Excel workbook written row by row; used as a context."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._book.set_properties({"created": CREATED})
        self._formats = {name: self._book.add_format(look) for name, look in FORMATS.items()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()

    def sheet(self, name: str) -> Pen:
        """A new sheet; finish one before the next."""
        return Pen(self._book.add_worksheet(name), self._formats)


def write_csv(path: Path, rows: Iterable[Sequence[Cell]], encoding: str) -> None:
    """One CSV file with Windows line ends; characters the encoding lacks become question marks, as in offices."""
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file).writerows(rows)


def _begins(heads: Sequence[Sequence[str]], level: int, at: int) -> bool:
    """Whether another group than the left neighbour's begins here."""
    return at == 0 or heads[at][: level + 1] != heads[at - 1][: level + 1] or not heads[at][level]


def _lowest(head: Sequence[str], level: int) -> int:
    """The last level that belongs to this cell: those below it that are empty."""
    while level + 1 < len(head) and not head[level + 1]:
        level += 1
    return level
