"""A cell as the text a person sees, and the words that stand for an empty cell.

What the text means for a field stands in the neighbouring files.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from xiangban.census.rosters.tables import Trouble
from xiangban.lib.sheets.workbook import Cell

LARGEST_EXACT = 1e15  # from here on a spreadsheet has lost digits
_EMPTY = re.compile(
    r"[-—–－_/\\.。、*＊~～?？…·]+|无|空|不详|未知|不知道?|不清楚?|不明|没有|未提供|未填(写)?|暂无|暂缺|缺|待查|待补|n/?a|null|none|nan|#n/a|#value!|#ref!|无此项|无数据|"
    r"未采集|未登记|/|未说明|略|\(空\|\(空白\)|\(无\)",
    re.IGNORECASE,
)
_UNTIDY = re.compile(r"\s|^['‘’`]")
_BLANKS = re.compile(r"\s+")


class Value(NamedTuple):
    """What one cell says: the canonical text, what is doubtful about it, and what it says of other fields."""

    text: str = ""
    doubt: Trouble | None = None
    also: tuple[tuple[str, str], ...] = ()


NOTHING = Value()


def written(cell: Cell) -> str:
    """The cell as text without outer blanks: whole numbers without .0, dates as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return _number(cell)
    return _moment(cell) if isinstance(cell, date | time | timedelta) else str(cell)


def _number(cell: float) -> str:
    if cell != cell or cell in (float("inf"), float("-inf")):
        return ""
    return str(int(cell)) if cell == int(cell) and abs(cell) < 1e21 else repr(cell)


def _moment(cell: date | time | timedelta) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def tidy(text: str) -> str:
    """Half-width where it matters, one blank for many, no line breaks; a formula's leading apostrophe is left out."""
    if not text or (text.isascii() and text.isalnum()):
        return text
    if unicodedata.is_normalized("NFKC", text) and not _UNTIDY.search(text):
        return text
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip().lstrip("'‘’`").strip()


def says_nothing(text: str) -> bool:
    """Whether the text stands for an empty cell: —, 无, 空, 不详 and their like."""
    return not text or (not text.isdigit() and bool(_EMPTY.fullmatch(text)))
