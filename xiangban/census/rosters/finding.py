"""The tables of a sheet: header, columns and sorted rows of each, or why the sheet is no roster.

Cells become values in reading.py.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from xiangban.census.rosters.context import HeaderColumn
from xiangban.census.rosters.guards import refusal_of
from xiangban.census.rosters.layout import Header, find_header
from xiangban.census.rosters.mapping import choose_columns
from xiangban.census.rosters.row_kinds import Rows, RowSorter
from xiangban.census.rosters.tables import ColumnChoice, NoRoster, RememberedMapping
from xiangban.lib.sheets.workbook import Cell, Sheet

MOST_TABLES = 200  # of one sheet
MOST_FALSE_HEADERS = 20  # rows of header words that begin no table; after these none is looked at any more
SAMPLED_ROWS = 200


@dataclass(slots=True)
class Found:
    """One table of a sheet before its cells are read."""

    header: Header
    choices: list[ColumnChoice]
    rows: Rows
    follows: bool = False  # another table of the same sheet stands above
    no_headers: set[int] = field(default_factory=set)  # rows of header words at which no other table begins


def find_tables(sheet: Sheet, mapping: RememberedMapping | None = None) -> tuple[list[Found], NoRoster | None]:
    """The tables of a sheet, or the kind of refusal where it is no roster."""
    if not any(cell not in (None, "") for row in sheet.rows for cell in row):
        return [], NoRoster.EMPTY
    header = find_header(sheet)
    if header is None:
        return [], refusal_of(sheet, None, [], Rows())
    first = _found(sheet, header, mapping)
    refusal = refusal_of(sheet, header, first.choices, first.rows)
    if refusal:
        return [], refusal
    found = [first]
    while found[-1].rows.next_header >= 0:
        if len(found) < MOST_TABLES and len(found[-1].no_headers) < MOST_FALSE_HEADERS:
            _go_on(sheet, found, mapping)
        else:
            _end(sheet, found[-1], range(len(sheet.rows)))
    return found, None


def find_form(sheet: Sheet, mapping: RememberedMapping | None = None) -> Found | None:
    """The columns of a roster's form that nobody has filled in yet; None for anything else."""
    header = find_header(sheet)
    if header is None:
        return None
    form = _found(sheet, header, mapping)
    return form if refusal_of(sheet, header, form.choices, form.rows) is NoRoster.NO_ROWS else None


def _go_on(sheet: Sheet, found: list[Found], mapping: RememberedMapping | None) -> None:
    """Read the table whose header ends the last one; what proves to be no header is a row left out of the last one."""
    last, start = found[-1], found[-1].rows.next_header
    header = find_header(sheet, start)
    if header is not None and header.top == start:
        one = _found(sheet, header, mapping)
        one.follows = True
        if refusal_of(sheet, header, one.choices, one.rows) is None:
            found.append(one)
            return
    last.no_headers.add(start)
    _end(sheet, last, last.no_headers)


def _end(sheet: Sheet, found: Found, no_headers: Collection[int]) -> None:
    found.rows = RowSorter(sheet, found.header, found.choices).sort(no_headers)


def _found(sheet: Sheet, header: Header, mapping: RememberedMapping | None) -> Found:
    columns, contents = used_columns(sheet, header)
    choices = choose_columns(columns, contents, mapping)
    return Found(header, choices, RowSorter(sheet, header, choices).sort())


def used_columns(sheet: Sheet, header: Header) -> tuple[list[HeaderColumn], list[Sequence[Cell]]]:
    """The columns that have a header or hold anything, and the first cells of each."""
    rows = sheet.rows[header.first_data_row :]
    sample = [row for row in rows[:SAMPLED_ROWS] if len(row) - row.count(None) - row.count("") > 1]
    width = max(len(header.columns), max(map(len, rows), default=0))
    columns = [*header.columns, *(HeaderColumn(column, "") for column in range(len(header.columns), width))]
    used = [column for column in columns if column.header or _holds_anything(rows, column.column)]
    return used, _cells_of(sample, [column.column for column in used])


def _cells_of(sample: Sequence[Sequence[Cell]], columns: Sequence[int]) -> list[Sequence[Cell]]:
    widths = set(map(len, sample))
    if len(widths) != 1:
        return [[row[column] for row in sample if column < len(row)] for column in columns]
    cells = list(zip(*sample, strict=True))
    return [cells[column] if column < len(cells) else () for column in columns]


def _holds_anything(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    return any(column < len(row) and row[column] not in (None, "") for row in rows)
