"""Where a sheet's header stands and which cells lie above one another; merged cells know their anchor.

What the header's words mean is in headers.py; which of the rows below are children in row_kinds.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xiangban.census.rosters.context import CODED, HeaderColumn
from xiangban.census.rosters.headers import meaning_of, person_of_group
from xiangban.census.rosters.values.cells import written
from xiangban.census.rosters.values.codes import code_of
from xiangban.census.rosters.words import LONGEST_HEADER
from xiangban.lib.sheets.workbook import Cell, Sheet

SEARCHED_ROWS = 60
MOST_HEADER_ROWS = 5
ROWS_AFTER_FIRST = 6
_DATA_LIKE = re.compile(r"[0-9xX'*]{6,}|[0-9]{4}[-./年][0-9].*|[0-9.]+|1[3-9][0-9]{9}.*|[√×✓]|是|否|有|无|[—-]+")
_UNIT_LINE = re.compile(
    r"(填报|填表|制表|上报|编制|报送|统计|报表)?(单位|部门|日期|时间|人)(\(盖章\)|（盖章）|（公章）|\(公章\))?\s*[:：]|截[至止]|单位[:：]"
)
_UNIT_CELL = re.compile(r"(填报|填表|制表|上报|报送)(单位|部门|日期|时间|人)")
_COLUMN_NUMBER = re.compile(r"[(（]?([0-9]{1,3}|[甲乙丙丁戊]|[A-Z]{1,2})[)）]?(列|栏)?")
_TITLE = re.compile(
    r"(花名册|登记表|统计表|汇总表|台账|名单|一览表|情况表|明细表|信息表|排查表|名册|清单|摸底表|采集表)$"
)


@dataclass(slots=True)
class Header:
    """The header of a table: `top` and `bottom` 0-based inclusive, `numbers` the row of column numbers or -1."""

    top: int
    bottom: int
    columns: list[HeaderColumn] = field(default_factory=list)
    numbers: int = -1

    @property
    def first_data_row(self) -> int:
        """0-based."""
        return max(self.bottom, self.numbers) + 1


class Grid:
    """The upper part of a sheet as texts; a covered cell answers with its anchor."""

    def __init__(self, sheet: Sheet, first: int, last: int) -> None:
        self.first, self.last = first, min(last, len(sheet.rows))
        self.rows = sheet.rows
        self._texts: dict[int, list[str]] = {}
        self.areas: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for area in sheet.merged:
            if area[0] < self.last and area[2] >= first:
                self._cover(area)
        self.width = max(map(len, sheet.rows[first : self.last]), default=0)

    def texts(self, row: int) -> list[str]:
        """The row's own cells as texts; none outside the part looked at."""
        if row not in self._texts:
            cells = self.rows[row] if self.first <= row < self.last else []
            self._texts[row] = [written(cell) for cell in cells]
        return self._texts[row]

    def _cover(self, area: tuple[int, int, int, int]) -> None:
        for row in range(max(area[0], self.first), min(area[2] + 1, self.last)):
            for column in range(area[1], min(area[3], 1023) + 1):
                self.areas[row, column] = area

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the text shown at this place."""
        area = self.areas.get((row, column))
        return (area[0], area[1]) if area else (row, column)

    def text(self, row: int, column: int) -> str:
        """The text shown at this place."""
        row, column = self.anchor(row, column)
        texts = self.texts(row)
        return texts[column] if column < len(texts) else ""

    def filled(self, row: int) -> list[int]:
        """The columns of the row whose own cells hold a text."""
        return [column for column, text in enumerate(self.texts(row)) if text]

    def spans_down_to(self, row: int) -> int:
        """The last row that a merged cell beginning in this row covers."""
        own = [area[2] for (first, _column), area in self.areas.items() if first == row and area[0] == row]
        return min(max(own, default=row), self.last - 1)


def find_header(sheet: Sheet, start: int = 0) -> Header | None:
    """The first header at or below a row, None where the next rows hold none."""
    grid = Grid(sheet, start, start + SEARCHED_ROWS)
    seed = _seed(grid)
    if seed is None:
        return None
    top, bottom = _extent(grid, seed)
    header = Header(top, bottom, _columns(grid, top, bottom))
    header.numbers = bottom + 1 if is_column_numbers(grid.texts(bottom + 1)) else -1
    return header


def _seed(grid: Grid) -> int | None:
    """The first row that shows nearly as many header words as the best of the rows near it."""
    counts: dict[int, int] = {}
    best = 0
    for row in range(grid.first, grid.last):
        counts[row] = _known_words(grid, row)
        best = max(best, counts[row])
        first = next((seen for seen, count in counts.items() if count >= 2), row)
        if best >= 2 and row - first >= ROWS_AFTER_FIRST:
            break
    return next((row for row, count in counts.items() if count >= max(2, 0.7 * best)), None)


def is_header_word(text: str) -> bool:
    """Whether a cell can stand in a header."""
    return 0 < len(text) <= LONGEST_HEADER and meaning_of(text).known


def is_column_numbers(texts: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: 1 2 3 …, 甲 乙 1 2 …, (1) (2) …."""
    filled = [text for text in map(written, texts) if text and text not in ("栏次", "列次", "列号")]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in filled]
    if len(filled) < 3 or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) >= 3 and steps >= len(numbers) - 2


def _known_words(grid: Grid, row: int) -> int:
    """How many header words the row shows; 0 where it rather holds data or a sentence."""
    texts = [grid.texts(row)[column] for column in grid.filled(row)]
    data = sum(bool(_DATA_LIKE.fullmatch(text)) for text in texts)
    if len(texts) < 2 or data > 0.15 * len(texts):
        return 0
    known = len({text for text in texts if is_header_word(text)})
    named = known >= 3 and any(meaning_of(text).field == "child_name" for text in texts)
    if known < 2 or (known < 0.4 * len(texts) and not named):
        return 0
    return 0 if any(_UNIT_LINE.search(text) for text in texts) else known


def _extent(grid: Grid, seed: int) -> tuple[int, int]:
    bottom = max(seed, grid.spans_down_to(seed))
    while bottom - seed < MOST_HEADER_ROWS and _is_below_header(grid, bottom + 1):
        bottom = max(bottom + 1, grid.spans_down_to(bottom + 1))
    top = seed
    while seed - top < MOST_HEADER_ROWS and _is_above_header(grid, top - 1):
        top -= 1
    return top, bottom


def _is_below_header(grid: Grid, row: int) -> bool:
    """A further header row: its words are header words or the options of a group above."""
    texts = [(column, grid.texts(row)[column]) for column in grid.filled(row)]
    if not texts or is_column_numbers(grid.texts(row)):
        return False
    # What words mean is asked last: the first row of data, which ends every header, hardly ever comes so far.
    data = sum(bool(_DATA_LIKE.fullmatch(text)) for _column, text in texts)
    under = sum(bool(grid.text(row - 1, column)) for column, _text in texts)
    repeated = sum(text == grid.text(row - 1, column) for column, text in texts)
    if data > 0.1 * len(texts) or not under or repeated >= 0.5 * len(texts):
        return False
    known = sum(is_header_word(text) or _is_option(grid, row, column, text) for column, text in texts)
    return known >= 0.6 * len(texts)


def _is_option(grid: Grid, row: int, column: int, text: str) -> bool:
    above = next((shown for left in range(column, -1, -1) if (shown := grid.text(row - 1, left))), "-")
    group = meaning_of(above).field
    return group in CODED and bool(code_of(group or "", text, whole=True))


def _is_above_header(grid: Grid, row: int) -> bool:
    """A row of groups: short texts over parts of the header, neither title nor unit line."""
    filled = grid.filled(row)
    texts = [grid.texts(row)[column] for column in filled]
    if not texts or any(_UNIT_LINE.search(text) or len(text) > LONGEST_HEADER for text in texts):
        return False
    if any(_TITLE.search(text) or _UNIT_CELL.fullmatch(text) for text in texts) or any(
        _DATA_LIKE.fullmatch(text) for text in texts
    ):
        return False
    if len(filled) == 1:
        return _is_partial(grid, row, filled[0]) and _is_group_word(texts[0])
    return sum(map(_is_group_word, texts)) >= 0.4 * len(texts)


def _is_partial(grid: Grid, row: int, column: int) -> bool:
    area = grid.areas.get((row, column))
    wide = area[3] - area[1] + 1 if area else 1
    return wide < 0.8 * grid.width and (column > 0 or wide > 1)


def _is_group_word(text: str) -> bool:
    return is_header_word(text) or bool(person_of_group(text)) or text.endswith(("情况", "信息", "资料", "状况"))


def _columns(grid: Grid, top: int, bottom: int) -> list[HeaderColumn]:
    return [_column(grid, top, bottom, column) for column in range(grid.width)]


def _column(grid: Grid, top: int, bottom: int, column: int) -> HeaderColumn:
    """The lowest filled header cell of the column, and what stands above it."""
    row = next((row for row in range(bottom, top - 1, -1) if grid.text(row, column)), bottom)
    leaf = grid.anchor(row, column)
    groups: list[str] = []
    seen = {leaf}
    for above in range(leaf[0] - 1, top - 1, -1):
        place = _group_place(grid, above, column, bottom)
        if place and place not in seen:
            seen.add(place)
            groups.insert(0, grid.text(*place))
    return HeaderColumn(column, grid.text(row, column), tuple(groups))


def _group_place(grid: Grid, row: int, column: int, bottom: int) -> tuple[int, int] | None:
    """The cell above: the anchor of a merged one, else its own text, else the nearest text to the left that is open."""
    if grid.text(row, column):
        return grid.anchor(row, column)
    for left in range(column - 1, -1, -1):
        if grid.text(row, left):
            merged = grid.areas.get((row, left))
            is_group = any(
                grid.anchor(below, left) != grid.anchor(row, left) and grid.text(below, left)
                for below in range(row + 1, bottom + 1)
            )
            return grid.anchor(row, left) if not merged and is_group else None
    return None
