"""A workbook to roster tables: every sheet is read or refused, every row is a child's or left out with its kind.

Opening the file is in lib/sheets/; which rows are the same child is decided in matching/.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xiangban.census.rosters.filling import columns_of, fill_dittos
from xiangban.census.rosters.finding import Found, find_tables
from xiangban.census.rosters.head_lines import HeadLines, places_named, read_head_lines
from xiangban.census.rosters.households import fold_households
from xiangban.census.rosters.row_kinds import Rows
from xiangban.census.rosters.tables import (
    ColumnChoice,
    Doubt,
    Kind,
    LeftOut,
    ReadRoster,
    RefusedSheet,
    RememberedMapping,
    RosterTable,
    Trouble,
)
from xiangban.census.rosters.values.cells import Value, written
from xiangban.census.rosters.values.readers import FREE_TEXT, LONGEST_CELL, bounded, plain_of, reader_of
from xiangban.lib.sheets.workbook import Cell, Sheet, Workbook

JOINED = {"contact_phone": ";", "aid": ";", "hukou_place": "", "guardian_address": "", "remark": "；"}
LONGEST_SUM = 40  # characters of a cell in which a sum may stand
_COUNT = re.compile(r"([0-9]+)\s*[人名]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is told about a file besides its cells."""

    file: str
    mapping: RememberedMapping | None = None
    today: date | None = None


def read_roster(
    workbook: Workbook, file: str, mapping: RememberedMapping | None = None, today: date | None = None
) -> ReadRoster:
    """All tables of a workbook; `today` tells children from adults where a list of households says no date."""
    reading = Reading(file, mapping, today)
    roster = ReadRoster()
    for sheet in workbook.sheets:
        found, refusal = find_tables(sheet, mapping)
        lines = _head_lines(sheet, found)
        roster.tables += [_read(sheet, one, lines, reading) for one in found]
        roster.refused += [RefusedSheet(sheet.name, refusal)] if refusal else []
    if workbook.kind == "csv":
        for table in roster.tables:
            table.sheet = ""
    return roster


def _read(sheet: Sheet, found: Found, lines: HeadLines, reading: Reading) -> RosterTable:
    rows = found.rows
    table = RosterTable(reading.file, sheet.name, unit=lines.unit, as_of=lines.as_of, title=lines.title)
    table.rows = [number + 1 for number in rows.kept]
    table.choices = found.choices
    table.header_rows = [number + 1 for number in range(found.header.top, found.header.bottom + 1)]
    table.left_out = [*_rows_of_head(sheet, found), *rows.left_out]
    _read_columns(sheet, found, table)
    _continue_lines(sheet, found, table)
    _fill_places(table, lines, rows)
    _judge_rows(sheet, found, table)
    fold_households(table, reading.today)
    return table


def _head_lines(sheet: Sheet, found: Sequence[Found]) -> HeadLines:
    """What stands above the first table and in the footers of all."""
    if not found:
        return HeadLines()
    left_out = [left for one in found for left in one.rows.left_out]
    footers = [sheet.rows[left.row - 1] for left in left_out if left.kind in (Kind.FOOTER, Kind.NOTE)]
    return read_head_lines(sheet.rows[: found[0].header.top], footers)


def _rows_of_head(sheet: Sheet, found: Found) -> list[LeftOut]:
    header = found.header
    filled = [any(cell not in (None, "") for cell in row) for row in sheet.rows[: header.top]]
    above = (
        []
        if found.follows
        else [LeftOut(row + 1, Kind.TITLE if said else Kind.BLANK) for row, said in enumerate(filled)]
    )
    own = [LeftOut(row + 1, Kind.HEADER) for row in range(header.top, header.bottom + 1)]
    return [*above, *own, *([LeftOut(header.numbers + 1, Kind.COLUMN_NUMBERS)] if header.numbers >= 0 else [])]


def _read_columns(sheet: Sheet, found: Found, table: RosterTable) -> None:
    mapped = [choice for choice in found.choices if choice.field]
    cells = columns_of(sheet, found.rows.kept, [choice.column for choice in mapped])
    beside: list[tuple[list[Cell], dict[str, dict[Cell, str]]]] = []
    for choice in mapped:
        column = cells.pop(choice.column)
        table.doubts += fill_dittos(column, choice, table.rows)
        texts, known = _known_values(column, choice, table)
        _lay(table.columns, choice.field or "", list(map(texts.__getitem__, column)))
        doubted = {cell: value.doubt for cell, value in known.items() if value.doubt}
        for index, cell in enumerate(column) if doubted else ():
            if cell in doubted:
                table.doubts.append(_doubt(table.rows[index], choice, cell, doubted[cell]))
        also = _said_beside(known)
        beside += [(column, also)] if also else []
    for column, also in beside:
        _lay_beside(table, column, also)


def _said_beside(known: Mapping[Cell, Value]) -> dict[str, dict[Cell, str]]:
    """By field what cells say of it besides their own."""
    beside: dict[str, dict[Cell, str]] = {}
    for cell, value in known.items():
        for field, text in value.also:
            beside.setdefault(field, {}).setdefault(cell, text)
    return beside


def _lay_beside(table: RosterTable, column: Sequence[Cell], beside: Mapping[str, Mapping[Cell, str]]) -> None:
    """What the cells of one column say of other fields fills their gaps."""
    for field, texts in beside.items():
        said = [texts.get(cell, "") for cell in column]
        first = table.columns.get(field)
        table.columns[field] = [own or text for own, text in zip(first, said, strict=True)] if first else said


def _known_values(
    column: Sequence[Cell], choice: ColumnChoice, table: RosterTable
) -> tuple[dict[Cell, str], dict[Cell, Value]]:
    """The text of each distinct cell of the column, and what those say that do not just say themselves.

    A city has a hundred times as many cells as distinct ones.
    """
    distinct = set(column)
    read = reader_of(choice, list(distinct), table.as_of)
    plain = plain_of(choice)
    texts = {cell: cell for cell in distinct if type(cell) is str and plain.fullmatch(cell)} if plain else {}
    others = distinct.difference(texts)
    if choice.field not in FREE_TEXT and max(map(len, map(str, others)), default=0) > LONGEST_CELL:
        read = bounded(read)
    known = {cell: read(cell) for cell in others}
    return texts | {cell: value.text for cell, value in known.items()}, known


def _doubt(row: int, choice: ColumnChoice, cell: Cell, trouble: Trouble) -> Doubt:
    return Doubt(row, choice.column, choice.header, choice.field or "", written(cell), trouble)


def _lay(columns: dict[str, list[str]], field: str, texts: list[str]) -> None:
    """Lay a further column of a field under the first: what the first leaves empty it may say."""
    first = columns.get(field)
    if first is None:
        columns[field] = texts
        return
    joint = JOINED.get(field)
    for index, text in enumerate(texts):
        if not first[index]:
            first[index] = text
        elif joint is not None and text and text not in first[index]:
            first[index] = f"{first[index]}{joint}{text}"


def _continue_lines(sheet: Sheet, found: Found, table: RosterTable) -> None:
    """Further lines of one child, its name cell merged over them, can name the second parent."""
    place = {row - 1: index for index, row in enumerate(table.rows)}
    relatives = [choice for choice in found.choices if (choice.field or "").startswith("parent1_")]
    for number, first in found.rows.continued.items() if relatives else ():
        index = place.get(first)
        for choice in relatives if index is not None else ():
            cells = sheet.rows[number]
            cell = cells[choice.column] if choice.column < len(cells) else None
            value = reader_of(choice, [cell], "")(cell)
            column = table.columns.setdefault(
                (choice.field or "").replace("parent1", "parent2"), [""] * len(table.rows)
            )
            column[index or 0] = column[index or 0] or value.text


def _fill_places(table: RosterTable, lines: HeadLines, rows: Rows) -> None:
    """What the sheet's head, its name or a heading above says of the place holds for rows that say nothing."""
    number = len(table.rows)
    for level, name in places_named(lines, table.sheet).items():
        if not any(choice.field == level for choice in table.choices):
            table.columns[level] = [text or name for text in table.columns.get(level, [""] * number)]
    for row, name in rows.sections:
        level = (
            "village"
            if name.endswith(("村", "社区", "委会"))
            else "town"
            if name.endswith(("镇", "乡", "街道"))
            else ""
        )
        column = table.columns.setdefault(level, [""] * number) if level else []
        for index in range(len(column)):
            if table.rows[index] > row + 1 and not _said(table, level, index):
                column[index] = name


def _said(table: RosterTable, level: str, index: int) -> bool:
    """Whether a column of the sheet itself says the place of the row."""
    return any(choice.field == level for choice in table.choices) and bool(table.columns[level][index])


def _judge_rows(sheet: Sheet, found: Found, table: RosterTable) -> None:
    names = table.columns.get("child_name", [""] * len(table.rows))
    table.doubts += [
        _of_row(row, "child_name", Trouble.NO_NAME) for row, name in zip(table.rows, names, strict=True) if not name
    ]
    if not sheet.visible:
        table.doubts.append(_of_row(table.header_rows[0], "", Trouble.HIDDEN))
    if sheet.hidden_rows:
        table.doubts += [_of_row(row, "", Trouble.HIDDEN) for row in table.rows if row - 1 in sheet.hidden_rows]
    last = 0
    for number, kind in found.rows.totals:
        first = last if kind is Kind.SUBTOTAL else 0
        counted = sum(first < row <= number for row in table.rows)
        last = number + 1
        said = _COUNT.search(
            " ".join(written(cell)[:LONGEST_SUM] for cell in sheet.rows[number] if cell not in (None, ""))
        )
        if said and int(said[1]) != counted:
            table.doubts.append(_of_row(number + 1, "", Trouble.WRONG_SUM, said[0]))


def _of_row(row: int, field: str, trouble: Trouble, written_text: str = "") -> Doubt:
    return Doubt(row, -1, "", field, written_text, trouble)
