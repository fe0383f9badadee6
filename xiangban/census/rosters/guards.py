"""A sheet that is no roster of children is refused with its kind: sums, staff, scores, waters, adults, a single form.

Files that no library may open are refused before, in lib/sheets/.
"""

import re
from collections import Counter
from collections.abc import Sequence

from xiangban.census.rosters.layout import Header
from xiangban.census.rosters.row_kinds import Rows
from xiangban.census.rosters.tables import ColumnChoice, NoRoster
from xiangban.census.rosters.values.cells import written
from xiangban.census.rosters.values.dates import DateOrder, read_date
from xiangban.census.rosters.words import first_of, plain
from xiangban.lib.resident_id import read_number
from xiangban.lib.sheets.workbook import Cell, Sheet

LOOKED_AT = 60
FIRST_CHILD_YEAR = 2000  # the register began in 2016 with children under 16
ADULT_SHARE = 0.97
_LABEL = re.compile(
    "^[^0-9]*(姓名|性别|出生(日期|年月)|民族|号码|电话|住址|地址|户籍(所在)?地|情况|关系|时间|日期|单位)$"
)
_OF_CHILDREN = [
    "guardian",
    "guardianship",
    "father",
    "mother",
    "parent",
    "left_behind",
    "grade",
    "class",
    "student_no",
    "schooling",
    "boarding",
    "dropout",
    "relation_to",
    "migrant",
    "orphan",
    "household_no",
    "disability",
]


def refusal_of(sheet: Sheet, header: Header | None, choices: Sequence[ColumnChoice], rows: Rows) -> NoRoster | None:
    """Why the sheet is no roster; None where it is one."""
    title = _kind_of_title(sheet, header)
    if header is None:
        return title or NoRoster.NO_HEADER
    fields = {choice.field for choice in choices if choice.field}
    other = _other_matter(choices, fields)
    if not fields & {"child_name", "id_number"}:
        return title or other or (NoRoster.SUMMARY if _mostly_numbers(sheet, rows) else NoRoster.NO_NAMES)
    if other:
        return other
    if title and not any(field.startswith(tuple(_OF_CHILDREN)) for field in fields):
        return title
    if not rows.kept:
        return NoRoster.NO_ROWS
    if len(fields - {"row_no"}) < 2:
        return NoRoster.NO_HEADER
    return NoRoster.SIDE_BY_SIDE if _side_by_side(sheet, choices, rows) else _by_content(sheet, choices, rows)


def _kind_of_title(sheet: Sheet, header: Header | None) -> NoRoster | None:
    above = sheet.rows[: header.top if header else 5]
    texts = [plain(written(cell)) for row in above for cell in row[:20] if cell not in (None, "")]
    kinds = {first_of("titles.txt", text) for text in [*texts, plain(sheet.name)] if text}
    return None if "-" in kinds else next((NoRoster(kind) for kind in sorted(kinds) if kind), None)


def _other_matter(choices: Sequence[ColumnChoice], fields: set[str]) -> NoRoster | None:
    """Judged by the headers that speak of something else, against those that speak of children."""
    said = Counter(first_of("not_rosters.txt", plain(choice.header)) for choice in choices if choice.header)
    del said[""]
    # A lone place of work is anybody's own: it is read as the parents' only where the sheet speaks of children.
    of_children = [field for field in fields - {"parents_workplace"} if field.startswith(tuple(_OF_CHILDREN))]
    for kind, number in said.most_common(1):
        if kind == "staff":
            return NoRoster.STAFF if not of_children else None
        beyond = len(
            fields - {"row_no", "child_name", "class", "school", "student_no", "grade", "sex", "contact_phone"}
        )
        return NoRoster(kind) if number >= 2 and number > beyond else None
    return None


def _side_by_side(sheet: Sheet, choices: Sequence[ColumnChoice], rows: Rows) -> bool:
    """Whether most headers come twice, and a second column of children's names is filled as well."""
    names = [choice for choice in choices if choice.field == "child_name"]
    again = [choice.column for choice in names[1:] if choice.header == names[0].header]
    headers = Counter(choice.header for choice in choices if choice.header)
    if not again or sum(number > 1 for number in headers.values()) < 0.6 * len(headers):
        return False
    looked_at = [sheet.rows[number] for number in rows.kept[:LOOKED_AT]]
    return any(column < len(row) and row[column] not in (None, "") for row in looked_at for column in again)


def _mostly_numbers(sheet: Sheet, rows: Rows) -> bool:
    cells = [cell for number in rows.kept[:LOOKED_AT] for cell in sheet.rows[number] if cell not in (None, "")]
    return sum(isinstance(cell, int | float) or written(cell).isdigit() for cell in cells) > 0.5 * max(len(cells), 1)


def _by_content(sheet: Sheet, choices: Sequence[ColumnChoice], rows: Rows) -> NoRoster | None:
    looked_at = [sheet.rows[number] for number in rows.kept[:LOOKED_AT]]
    labels = sum(_labels(row) >= 3 for row in looked_at[:20])
    if labels > 0.5 * min(len(looked_at), 20):
        return NoRoster.FORM
    telling = [choice for choice in choices if choice.field in ("id_number", "birth_date")]
    years = [year for choice in telling for row in looked_at if (year := _birth_year(choice, row))]
    adults = sum(year < FIRST_CHILD_YEAR for year in years)
    return NoRoster.ADULTS if len(years) >= 3 and adults > ADULT_SHARE * len(years) else None


def _labels(row: Sequence[Cell]) -> int:
    """How many cells of the row are the labels of a printed form."""
    return sum(isinstance(cell, str) and len(cell) < 12 and bool(_LABEL.search(cell)) for cell in row)


def _birth_year(choice: ColumnChoice, row: Sequence[Cell]) -> int:
    cell = row[choice.column] if choice.column < len(row) else None
    if cell in (None, ""):
        return 0
    if choice.field == "id_number":
        born = read_number(written(cell)).birth_date
        return born.year if born else 0
    text = read_date(cell, DateOrder()).text.removeprefix("lunar:")
    return int(text[:4]) if text else 0
