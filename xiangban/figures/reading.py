"""Reading a summary table back: the row of column numbers 1 to 32 is found, then the line of all. Pure.

Runs in a process of its own; what the figures mean is said in summary.py.
"""

from collections.abc import Sequence
from pathlib import Path

from xiangban.figures.columns import COLUMNS
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import Cell

_FILE = Path(__file__).parent / "data" / "words_of_all.txt"
WORDS_OF_ALL = frozenset(_FILE.read_text("utf-8").split())


def read_table(content: bytes) -> dict[int, int]:
    """The figures of the line of all by column number; the only line when there is one.

    Empty when no row of column numbers from 1 to 32 stands in any sheet, or no figures under it. Raises SheetRefused.
    """
    for sheet in read_workbook(content).sheets:
        for number, row in enumerate(sheet.rows):
            places = _numbered(row)
            if places:
                return _whole(sheet.rows[number + 1 :], places)
    return {}


def _numbered(row: Sequence[Cell]) -> dict[int, int]:
    """Where each column number stands when this is the row of them, else nothing."""
    found = {value: at for at, cell in enumerate(row) if (value := _figure(cell)) is not None}
    wanted = range(1, COLUMNS + 1)
    in_order = all(number in found for number in wanted)
    return {number: found[number] for number in wanted} if in_order else {}


def _whole(rows: Sequence[Sequence[Cell]], places: dict[int, int]) -> dict[int, int]:
    lines = [row for row in rows if _figure(_at(row, places[1])) is not None]
    if not lines:
        return {}
    first = places[1]
    totals = [row for row in lines if any(_says_all(cell) for cell in row[:first])]
    if not totals and len(lines) > 1:
        return {n: sum(_figure(_at(row, at)) or 0 for row in lines) for n, at in places.items()}
    line = (totals or lines)[0]
    return {number: _figure(_at(line, at)) or 0 for number, at in places.items()}


def _says_all(cell: Cell) -> bool:
    """Whether the cell names the line of all; forms set a word of two characters wide (合　计)."""
    return isinstance(cell, str) and "".join(cell.split()).lower() in WORDS_OF_ALL


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _figure(cell: Cell) -> int | None:
    """A whole number as the cell holds it, also written as text; None for anything else."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else None
    text = str(cell).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
