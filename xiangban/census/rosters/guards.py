"""A sheet that is no roster of children is refused with its kind: sums, staff, scores, waters, adults, a single form.

Files that no library may open are refused before, in lib/sheets/.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

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
LEAST_TOLD = 3  # rows that tell whose they are
ADULT = 18
LAST_ADULT_YEAR, NEXT_YEAR = FIRST_CHILD_YEAR - 1, FIRST_CHILD_YEAR  # an age tells no more than child or not
_AGE = re.compile("([0-9]{1,3})(岁|周岁|$|[.])")
_LABEL = re.compile(
    "^[^0-9]*(姓名|性别|出生(日期|年月)|民族|号码|电话|住址|地址|户籍(所在)?地|情况|关系|时间|日期|单位)$"
)
_LAST_OF_LABEL = frozenset("名别期月族码话址地况系间位")
# Fields that only a list of children has; class, grade and schooling stand in teachers' lists as well.
_OF_CHILDREN = (
    *("guardian", "father", "mother", "parent1", "parent2", "left_behind", "student_no", "boarding", "dropout"),
    *("relation_to", "migrant", "orphan", "household_no", "disability_flag", "disability_type", "disability_cert"),
)
_CHILDS = re.compile("儿童|学生|幼儿|孩子|少年|未成年|被监护|被照护")
_HIGH_DEGREE = re.compile("本科|大专|专科|硕士|研究生|博士|中师|学士")
# What tells one child from another; without any of it a list of marks is a list of marks.
_TELLING = frozenset({"birth_date", "id_number", "age", "village", "home_address", "hukou_place"})


class Whose(StrEnum):
    """Whose facts stand in the rows, as far as birth dates, numbers, ages and degrees say."""

    CHILDREN = "children"
    ADULTS = "adults"
    UNKNOWN = "unknown"


def refusal_of(sheet: Sheet, header: Header | None, choices: Sequence[ColumnChoice], rows: Rows) -> NoRoster | None:
    """Why the sheet is no roster; None where it is one."""
    title = _kind_of_title(sheet, header)
    if header is None:
        return title or NoRoster.NO_HEADER
    fields = {choice.field for choice in choices if choice.field}
    looked_at = _looked_at(sheet, rows)
    whose = _whose(choices, looked_at)
    of_children = whose is Whose.CHILDREN or _of_children(choices, fields)
    other = _other_matter(choices, fields, of_children)
    if not fields & {"child_name", "id_number"}:
        return title or other or (NoRoster.SUMMARY if _mostly_numbers(sheet, rows) else NoRoster.NO_NAMES)
    if other or (title and not of_children):
        return other or title
    if not rows.kept or whose is Whose.ADULTS:
        return NoRoster.ADULTS if rows.kept else NoRoster.NO_ROWS
    if len(fields - {"row_no"}) < 2:
        return NoRoster.NO_HEADER
    if _side_by_side(sheet, choices, rows):
        return NoRoster.SIDE_BY_SIDE
    labels = sum(_labels(row) >= 3 for row in looked_at[:20])
    return NoRoster.FORM if labels > 0.5 * min(len(looked_at), 20) else None


def _kind_of_title(sheet: Sheet, header: Header | None) -> NoRoster | None:
    above = sheet.rows[: header.top if header else 5]
    texts = [plain(written(cell)) for row in above for cell in row[:20] if cell not in (None, "")]
    kinds = {first_of("titles.txt", text) for text in [*texts, plain(sheet.name)] if text}
    return None if "-" in kinds else next((NoRoster(kind) for kind in sorted(kinds) if kind), None)


def _of_children(choices: Sequence[ColumnChoice], fields: set[str]) -> bool:
    """Whether headers speak of children: a field that only they have, or a name that is said to be a child's."""
    named = (f"{choice.group or ''}{choice.header}" for choice in choices if choice.field == "child_name")
    return any(field.startswith(_OF_CHILDREN) for field in fields) or any(_CHILDS.search(name) for name in named)


def _other_matter(choices: Sequence[ColumnChoice], fields: set[str], of_children: bool) -> NoRoster | None:
    """Judged by the headers that speak of something else, against those that speak of children."""
    said = Counter(first_of("not_rosters.txt", plain(choice.header)) for choice in choices if choice.header)
    del said[""]
    for kind, number in said.most_common(1):
        if kind == "staff":
            return NoRoster.STAFF if not of_children else None
        if kind in ("scores", "things"):
            told = fields & _TELLING or any(field.startswith(_OF_CHILDREN) for field in fields - {"student_no"})
            return NoRoster(kind) if not told else None
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


def _looked_at(sheet: Sheet, rows: Rows) -> list[Sequence[Cell]]:
    """Some rows of the list from its beginning to its end: a list may begin with other people than it goes on with."""
    step = max(1, len(rows.kept) // LOOKED_AT)
    return [sheet.rows[number] for number in rows.kept[::step][:LOOKED_AT]]


def _whose(choices: Sequence[ColumnChoice], rows: Sequence[Sequence[Cell]]) -> Whose:
    telling = [choice for choice in choices if choice.field in ("id_number", "birth_date", "age")]
    years = [year for row in rows if (year := next((y for one in telling if (y := _birth_year(one, row))), 0))]
    if len(years) >= LEAST_TOLD:
        adults = sum(year < FIRST_CHILD_YEAR for year in years)
        return Whose.ADULTS if adults > ADULT_SHARE * len(years) else Whose.CHILDREN
    degrees = [choice.column for choice in choices if choice.field == "schooling"]
    high = [row for row in rows if any(_HIGH_DEGREE.search(written(_cell(row, column))) for column in degrees)]
    return Whose.ADULTS if len(high) >= LEAST_TOLD and len(high) > 0.5 * len(rows) else Whose.UNKNOWN


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _labels(row: Sequence[Cell]) -> int:
    """How many cells of the row are the labels of a printed form."""
    ends = [
        cell for cell in row if isinstance(cell, str) and len(cell) < 12 and cell.rstrip("\n")[-1:] in _LAST_OF_LABEL
    ]
    return sum(bool(_LABEL.search(cell)) for cell in ends)


def _birth_year(choice: ColumnChoice, row: Sequence[Cell]) -> int:
    cell = _cell(row, choice.column)
    if cell in (None, ""):
        return 0
    if choice.field == "age":
        age = _AGE.match(written(cell))
        return LAST_ADULT_YEAR if age and int(age[1]) >= ADULT else NEXT_YEAR if age else 0
    if choice.field == "id_number":
        born = read_number(written(cell)).birth_date
        return born.year if born else 0
    text = read_date(cell, DateOrder()).text.removeprefix("lunar:")
    return int(text[:4]) if text else 0
