"""What a spreadsheet is once read: sheets of plain cells; what refuses a file, and the limits it is held to.

Opening files is in read.py, in a process of its own in apart.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Cell = str | int | float | bool | date | datetime | time | timedelta | None

# First row, first column, last row, last column, counted from 0, both ends inside.
Area = tuple[int, int, int, int]

MEBIBYTE = 1 << 20


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows[r][c]` is the cell of sheet row r + 1, column A at 0; rows may be of unequal length."""

    name: str
    rows: list[list[Cell]]
    merged: list[Area] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()  # counted from 0
    visible: bool = True


class Fault(StrEnum):
    """What had to be mended to read a text file at all; its rows are all there, but some may read badly."""

    MIXED_ENCODING = "mixed_encoding"
    OPEN_QUOTE = "open_quote"


@dataclass(slots=True)
class Workbook:
    """A file read; `kind` is "xlsx", "xls", "ods" or "csv", `encoding` and `delimiter` are those of a csv."""

    kind: str
    sheets: list[Sheet]
    encoding: str = ""
    delimiter: str = ""
    faults: tuple[Fault, ...] = ()


class Refusal(StrEnum):
    """Why a file is not opened, or not read to its end."""

    TOO_LARGE = "too_large"  # the file itself, in bytes
    UNPACKS_TOO_LARGE = "unpacks_too_large"  # what is inside, or how tightly it is packed
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"  # rows × columns
    TOO_MANY_MERGED = "too_many_merged"
    TEXT_TOO_LONG = "text_too_long"  # one cell
    DOCTYPE = "doctype"
    ENCRYPTED = "encrypted"
    OTHER_FORMAT = "other_format"  # detail "format": html, xml2003, xlsb, docx, pdf, …
    NOT_A_SHEET = "not_a_sheet"
    EMPTY = "empty"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class SheetRefused(Exception):
    """The file is not read; `kind` says why, `detail` the limit, part or format it is about."""

    def __init__(self, kind: Refusal, detail: Mapping[str, str | int] | None = None) -> None:
        super().__init__(kind, dict(detail or {}))
        self.kind = kind
        self.detail: dict[str, str | int] = dict(detail or {})


@dataclass(frozen=True)
class Limits:
    """What a file may cost: sizes in bytes, seconds of the processor; the defaults hold three times a city's roster."""

    bytes: int = 60 * MEBIBYTE
    unpacked: int = 400 * MEBIBYTE
    parts: int = 4_000
    ratio: int = 200  # unpacked to packed, of a part above a mebibyte
    sheets: int = 1_000
    rows: int = 200_000
    columns: int = 512
    cells: int = 8_000_000  # rows × columns of all sheets together
    merged: int = 100_000
    text: int = 256 * 1024  # bytes between two tags of XML, characters of one cell of a csv
    memory: int = 512 * MEBIBYTE
    seconds: int = 30


CITY = Limits()


@dataclass(frozen=True)
class Inspection:
    """What the gate learned of a file it lets pass; hidden rows, from 0, by part of an xlsx or number of sheet."""

    kind: str
    hidden: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """A sentence to be laid on a cell; row and column are counted from 0, the sheet is named ("" is the first)."""

    sheet: str
    row: int
    column: int
    sentence: str
