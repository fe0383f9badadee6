"""Bytes to a workbook: the gate first, then the library that knows the format, in this very process.

What comes from outside is read through apart(read_workbook, content), whose process may die of it.
"""

import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from xiangban.lib.sheets.gate import inspect
from xiangban.lib.sheets.manifest import parts_of_sheets
from xiangban.lib.sheets.markup import Extent, hold
from xiangban.lib.sheets.packages import Package
from xiangban.lib.sheets.texts import read_text_table
from xiangban.lib.sheets.workbook import CITY, Cell, Inspection, Limits, Refusal, Sheet, SheetRefused, Workbook

EXACT = 1 << 53  # a whole number beyond it may have lost digits, and stays a float to show it


def read_workbook(content: bytes, limits: Limits = CITY) -> Workbook:
    """The file as sheets of cells, whatever its name says it is. Raises SheetRefused."""
    inspection = inspect(content, limits)
    if inspection.kind == "csv":
        return read_text_table(content, limits)
    try:
        return _read_by_calamine(content, inspection, limits)
    except SheetRefused:
        raise
    except PasswordError as locked:
        raise SheetRefused(Refusal.ENCRYPTED) from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise SheetRefused(Refusal.DAMAGED, {"why": type(broken).__name__}) from broken
    except BaseException as panic:
        # A panic in calamine is no Exception; anything else of that rank goes on its way.
        if type(panic).__name__ != "PanicException":
            raise
        raise SheetRefused(Refusal.DAMAGED, {"why": "panic"}) from panic


def _read_by_calamine(content: bytes, inspection: Inspection, limits: Limits) -> Workbook:
    hidden = _hidden_rows(content, inspection, limits)
    sheets: list[Sheet] = []
    known: dict[str, str | None] = {"": None}
    extents: list[Extent] = []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        if len(book.sheets_metadata) > limits.sheets:
            raise SheetRefused(Refusal.TOO_MANY_SHEETS, {"limit": limits.sheets})
        for number, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            found = book.get_sheet_by_index(number)
            extents.append(_extent(found))
            hold(extents, limits)
            merged = [(*first, *last) for first, last in found.merged_cell_ranges or ()]
            visible = about.visible == SheetVisibleEnum.Visible
            rows = hidden.get(number, frozenset())
            sheets.append(Sheet(about.name, _rows(found, known), merged, rows, visible))
    if not any(sheet.rows for sheet in sheets):
        raise SheetRefused(Refusal.EMPTY)
    return Workbook(inspection.kind, sheets)


def _extent(sheet: CalamineSheet) -> Extent:
    return Extent(sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else Extent()


def _rows(sheet: CalamineSheet, known: dict[str, str | None]) -> list[list[Cell]]:
    """The rows from the first of the sheet, each from column A; equal texts become one object, which halves memory."""
    if sheet.start is None:
        return []
    left: list[Cell] = [None] * sheet.start[1]
    once = known.setdefault
    return [
        left + [once(cell, cell) if type(cell) is str else _exact(cell) for cell in row] for row in sheet.iter_rows()
    ]


def _exact(cell: Cell) -> Cell:
    """A whole number without its point."""
    if type(cell) is not float:
        return cell
    return int(cell) if cell.is_integer() and -EXACT < cell < EXACT else cell


def _hidden_rows(content: bytes, inspection: Inspection, limits: Limits) -> dict[int, frozenset[int]]:
    """The hidden rows by number of sheet, counted from 0."""
    if not inspection.hidden:
        return {}
    if inspection.kind != "xlsx":
        return {int(number): rows for number, rows in inspection.hidden.items()}
    parts = parts_of_sheets(Package(content, limits))
    return {number: inspection.hidden.get(part, frozenset()) for number, (_, part) in enumerate(parts)}
