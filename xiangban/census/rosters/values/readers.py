"""Which reader a field has, and what a whole column decides before its cells are read.

Each distinct cell is read once; the readers themselves are the neighbouring files.
"""

import re
from collections.abc import Callable, Sequence

from xiangban.census.rosters.tables import ColumnChoice, Trouble
from xiangban.census.rosters.values import codes, dates, identity, kinship, names, places
from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy, written
from xiangban.lib.sheets.workbook import Cell

LONGEST_CELL = 400  # characters of anything but free text
_TOO_LONG = Value("", Trouble.NOTE_INSTEAD)
Reader = Callable[[Cell], Value]

FLAGS = frozenset(
    [
        "hukou_registered",
        "left_behind_flag",
        "migrant_flag",
        "orphan_flag",
        "poverty_flag",
        "low_income_flag",
        "disability_flag",
    ]
)
CODES = frozenset(
    [
        "sex",
        "id_type",
        "hukou_type",
        "left_behind_type",
        "guardianship_type",
        "guardianship_rating",
        "health",
        "disability_level",
        "schooling",
    ]
)
FREE_TEXT = frozenset(("remark", "aid", "visit_status", "dropout_reason", "school"))
NAMES = {
    "child_name": "contact_phone",
    "pet_or_former_name": "",
    "householder_name": "contact_phone",
    "father_name": "father_phone",
    "mother_name": "mother_phone",
    "parent1_name": "parent1_phone",
    "parent2_name": "parent2_phone",
    "guardian_name": "guardian_phone",
}
_READERS: dict[str, Reader] = {
    "ethnicity": lambda cell: codes.read_ethnicity(written(cell)),
    "aid": lambda cell: codes.read_aid(written(cell)),
    "disability_type": lambda cell: codes.read_disability_type(tidy(written(cell))),
    "guardian_relation_of_guardian_to_child": kinship.read_relation_to_child,
    "guardian_relation_of_child_to_guardian": kinship.read_relation_to_guardian,
    "parent1_relation": kinship.read_kinship,
    "parent2_relation": kinship.read_kinship,
    "village": places.read_village,
    "home_address": places.read_address,
    **dict.fromkeys(("province", "city", "county", "town", "village_group"), places.read_place),
}

# No word for an empty cell begins with four such characters, and none of them has another form.
_PLAIN_TEXT = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9]{3,60}|[0-9]{1,20}")
_READ_AS_TEXT = frozenset(("row_no", "student_no", "household_no", "disability_cert", "school", "class", "grade"))


def plain_of(choice: ColumnChoice) -> re.Pattern[str] | None:
    """The texts that the column's reader gives back as they are, without a doubt; None where it is not so simple."""
    field = choice.field or ""
    if choice.yes:
        return None
    if field in NAMES:
        return names.PLAIN
    if field.endswith("_phone"):
        return identity.MOBILE
    return _PLAIN_TEXT if field in _READ_AS_TEXT else None


def bounded(read: Reader) -> Reader:
    """The reader, spared cells so long that they are a remark and nothing else; patterns are slow on them."""
    return lambda cell: read(cell) if not isinstance(cell, str) or len(cell) <= LONGEST_CELL else _TOO_LONG


def reader_of(choice: ColumnChoice, cells: Sequence[Cell], as_of: str) -> Reader:
    """The reader of one column; `cells` are its distinct ones, which may decide an order or a coding."""
    field = choice.field or ""
    if choice.yes:
        return _marks(choice.yes)
    if field in ("birth_date", "last_visit"):
        return _dates(field, cells)
    if field == "age":
        return lambda cell: dates.read_age(cell, as_of)
    return _flags(cells) if field in FLAGS else _reader_of(field)


def _reader_of(field: str) -> Reader:
    """The reader of a field whose cells are read one by one."""
    if field in CODES:
        return lambda cell: codes.read_code(field, written(cell))
    if field == "boarding":
        return _read_boarding
    if field in NAMES:
        return lambda cell: names.read_name(cell, NAMES[field])
    if field == "id_number" or field.endswith("_id"):
        return identity.read_identity_number if field == "id_number" else _read_other_number
    if field.endswith("_phone"):
        return identity.read_phone
    return _READERS.get(field, read_text)


def read_text(cell: Cell) -> Value:
    """Free text, tidied; the words for an empty cell are nothing."""
    text = tidy(written(cell))
    return NOTHING if says_nothing(text) else Value(text)


def _read_other_number(cell: Cell) -> Value:
    """Another person's number: the reasons for a missing one are the child's alone."""
    value = identity.read_identity_number(cell)
    return Value(value.text, value.doubt) if value.also else value


def _read_boarding(cell: Cell) -> Value:
    text = written(cell)
    flag = codes.read_flag(text)
    code = codes.code_of("boarding", text)
    return Value(code) if code and not flag.text else flag


def _marks(code: str) -> Reader:
    def read(cell: Cell) -> Value:
        value = codes.read_flag(written(cell))
        if value.text == "1":
            return Value(code)
        return Value("") if value.text == "0" or not written(cell) else Value("", value.doubt)

    return read


def _dates(field: str, cells: Sequence[Cell]) -> Reader:
    order = dates.order_of(cells)
    if field == "last_visit":
        return lambda cell: dates.read_day(cell, order)
    return lambda cell: dates.read_date(cell, order)


def _flags(cells: Sequence[Cell]) -> Reader:
    """In a column of 1 and 2 alone, 2 is no."""
    said = {text for text in map(written, cells) if text}
    if "2" in said and said <= {"1", "2"}:
        return lambda cell: Value({"1": "1", "2": "0"}.get(written(cell), ""))
    return lambda cell: codes.read_flag(written(cell))
