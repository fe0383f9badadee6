"""Columns of cells before they are read: merged cells filled down, 同上 taken from above.

Nothing is filled that the sheet does not show at that place.
"""

from collections.abc import Sequence

from xiangban.census.rosters.tables import ColumnChoice, Doubt, Trouble
from xiangban.lib.sheets.workbook import Cell, Sheet

MOST_COVERED = 4_000_000  # rows that merged cells may cover, all columns together; an honest sheet has far fewer
DITTO = frozenset(
    (
        "同上",
        "〃",
        "″",
        "”",
        "“",
        '"',
        "''",
        "＂",
        "同前",
        "同 上",
        "上同",
        "同左上",
        "do",
        "ditto",
        "〞",
        "々",
        "仝上",
        "↑",
    )
)


def columns_of(sheet: Sheet, kept: Sequence[int], wanted: Sequence[int]) -> dict[int, list[Cell]]:
    """The cells of the wanted columns in the kept rows (0-based), merged cells filled down."""
    width = max(wanted, default=-1) + 1
    rows = [sheet.rows[number] for number in kept]
    padded = [row if len(row) >= width else [*row, *[None] * (width - len(row))] for row in rows]
    columns = list(zip(*padded, strict=False)) if padded else [() for _ in range(width)]
    cells = {column: list(columns[column]) for column in wanted}
    _fill_merged(sheet, kept, cells)
    return cells


def _fill_merged(sheet: Sheet, kept: Sequence[int], cells: dict[int, list[Cell]]) -> None:
    downward = [area for area in sheet.merged if area[2] > area[0] and area[1] in cells]
    if not downward or not kept:
        return
    place = {number: index for index, number in enumerate(kept)}
    covered = 0
    for top, left, bottom, _right in downward:
        covered += min(bottom, kept[-1]) - top
        if covered > MOST_COVERED:
            break
        above = sheet.rows[top] if top < len(sheet.rows) else []
        shown = above[left] if left < len(above) else None
        for number in range(top + 1, min(bottom, kept[-1]) + 1) if shown not in (None, "") and top >= kept[0] else ():
            index = place.get(number)
            if index is not None and cells[left][index] in (None, ""):
                cells[left][index] = shown


def fill_dittos(cells: list[Cell], choice: ColumnChoice, rows: Sequence[int]) -> list[Doubt]:
    """Put what stands above in the place of every 同上; a doubt where nothing stands above. `rows` are 1-based."""
    if DITTO.isdisjoint(set(cells)):
        return []
    doubts: list[Doubt] = []
    above: Cell = None
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and cell.strip() in DITTO:
            cells[index] = above
            if above in (None, ""):
                field = choice.field or ""
                doubts.append(
                    Doubt(rows[index], choice.column, choice.header, field, cell, Trouble.DITTO_WITHOUT_ABOVE)
                )
        else:
            above = cell
    return doubts
