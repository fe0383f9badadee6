"""What a roster says, as plain data: tables of texts, the choice for every column, every doubt, every row left out.

How the tables are found stands in layout.py and reading.py; which word means what in data/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xiangban.census.rosters.words import table_lines

FIELDS = tuple(line[0] for line in table_lines("fields.txt"))
# Given besides the canonical fields: why there is no number, and the digits of a cut one that can still be read.
NO_ID_REASON, ID_PREFIX = "no_id_reason", "id_prefix"


class Trouble(StrEnum):
    """What is doubtful about a cell or a row."""

    HIDDEN = "hidden"  # the row is hidden in the sheet
    UNKNOWN_WORD = "unknown_word"  # a coded field holds a word that no code list has
    NOTE_INSTEAD = "note_instead"  # a remark where a name or number should stand
    IMPOSSIBLE_DATE = "impossible_date"
    UNREADABLE_DATE = "unreadable_date"
    UNCLEAR_ORDER = "unclear_order"  # day and month, or the month behind a lost zero, cannot be told apart
    NO_YEAR = "no_year"
    LUNAR_MONTH = "lunar_month"  # a lunar date without a day cannot be told in the solar calendar
    UNREADABLE_AGE = "unreadable_age"
    NOMINAL_AGE = "nominal_age"  # counted from one at birth
    SCIENTIFIC_NUMBER = "scientific_number"
    CUT_NUMBER = "cut_number"  # ends in 000: a spreadsheet keeps fifteen digits
    MASKED_NUMBER = "masked_number"
    WRONG_LENGTH = "wrong_length"
    OLD_NUMBER = "old_number"  # fifteen digits
    BAD_CHECK_DIGIT = "bad_check_digit"
    BAD_BIRTH_IN_NUMBER = "bad_birth_in_number"
    UNREADABLE_NUMBER = "unreadable_number"
    UNREADABLE_PHONE = "unreadable_phone"
    SEVERAL_NAMES = "several_names"
    STRANGE_NAME = "strange_name"
    NO_NAME = "no_name"  # a data row without the child's name
    DITTO_WITHOUT_ABOVE = "ditto_without_above"
    WRONG_SUM = "wrong_sum"  # the sheet's own total is not the number of rows above it
    NO_CHILD_IN_HOUSEHOLD = "no_child_in_household"


# What keeps a value from being used until somebody mends it; every other trouble is a warning.
ERRORS = frozenset(
    {
        Trouble.IMPOSSIBLE_DATE,
        Trouble.UNREADABLE_DATE,
        Trouble.NO_YEAR,
        Trouble.SCIENTIFIC_NUMBER,
        Trouble.MASKED_NUMBER,
        Trouble.WRONG_LENGTH,
        Trouble.UNREADABLE_NUMBER,
        Trouble.SEVERAL_NAMES,
        Trouble.NO_NAME,
        Trouble.DITTO_WITHOUT_ABOVE,
    }
)


class Kind(StrEnum):
    """Why a row of the sheet is no child."""

    TITLE = "title"
    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"
    REPEATED_HEADER = "repeated_header"
    BLANK = "blank"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    FOOTER = "footer"
    NOTE = "note"
    HOUSEHOLD_MEMBER = "household_member"
    CONTINUED = "continued"  # further lines of the child above, whose name cell is merged over them


class NoRoster(StrEnum):
    """Why a sheet is not read."""

    EMPTY = "empty"
    NO_HEADER = "no_header"
    NO_NAMES = "no_names"
    SUMMARY = "summary"
    STAFF = "staff"
    SCORES = "scores"
    PLACES = "places"
    THINGS = "things"
    ADULTS = "adults"
    FORM = "form"
    NO_ROWS = "no_rows"
    SIDE_BY_SIDE = "side_by_side"  # two lists beside each other: a row would be two children


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One used column: `column` is 0-based; `field` None is left out, and `why` says on what ground."""

    column: int
    header: str
    group: str | None
    field: str | None
    why: str
    yes: str = ""  # where a mark in the column means one code of the field

    @property
    def dropped(self) -> bool:
        """Whether the register must not hold what the column holds."""
        return self.field is None and self.why.startswith("dropped")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell to look at: `row` 1-based in the sheet, `column` 0-based or -1 for the whole row."""

    row: int
    column: int
    header: str
    field: str
    written: str
    kind: Trouble

    @property
    def severity(self) -> str:
        """ "error" or "warning"."""
        return "error" if self.kind in ERRORS else "warning"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that is no child; `row` 1-based in the sheet."""

    row: int
    kind: Kind


@dataclass(slots=True)
class RosterTable:
    """The children of one sheet: for each canonical field one text per row, "" where nothing was collected."""

    file: str
    sheet: str
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    choices: list[ColumnChoice] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    unit: str = ""
    as_of: str = ""
    title: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """A sheet that is no roster, and why."""

    sheet: str
    kind: NoRoster


@dataclass(slots=True)
class ReadRoster:
    """All that one file said."""

    tables: list[RosterTable] = field(default_factory=list)
    refused: list[RefusedSheet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RememberedMapping:
    """What a person decided for one form: by the key of a column (mapping.column_keys) its field, None for none."""

    fields: Mapping[str, str | None]
