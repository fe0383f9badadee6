"""Text tables (csv and its kin): which encoding, which delimiter, which records.

A record is never lost: what cannot be decoded or whose quotes do not close is kept, and the fault is named.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from xiangban.lib.sheets.workbook import Cell, Fault, Limits, Refusal, Sheet, SheetRefused, Workbook

DELIMITERS = ",;\t|，"
SAMPLE = 200  # lines that vote on the delimiter

_LINE_END = re.compile("\r\n|\n|\r")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ASCII = bytes(range(128))
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(content: bytes) -> tuple[str, str, bool]:
    """The text, its encoding ("utf-8", "gb18030", "utf-16-le" …), and whether all of it could be read so."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    if encoding := _unmarked_utf16(content):
        return content.decode(encoding), encoding, True
    if cut := _cut_utf8(content):
        return cut, "utf-8", False
    for encoding in ("utf-8", "gb18030"):
        text, name, whole = _decoded(content, encoding)
        if whole and (encoding == "utf-8" or not _reads_as_utf8(content)):
            return text, name, True
    return _decoded_by_line(content)


def read_text_table(content: bytes, limits: Limits) -> Workbook:
    """A workbook of one nameless sheet, `rows[n]` the record n + 1, cells as written. Raises SheetRefused."""
    text, encoding, whole = decode_text(content)
    if not text.strip():
        raise SheetRefused(Refusal.EMPTY)
    if "\0" in text or len(_CONTROL.findall(text)) > 1 + len(text) // 1000:
        raise SheetRefused(Refusal.NOT_A_SHEET, {"format": "binary"})
    delimiter = _delimiter(text)
    faults = [] if whole else [Fault.MIXED_ENCODING]
    try:
        rows = _within(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), limits)
        torn = '"' in text and _swallowed_a_record(rows, delimiter)
    except csv.Error:
        torn = True
    if torn:
        faults.append(Fault.OPEN_QUOTE)
        rows = _rows_line_by_line(text, delimiter, limits)
    return Workbook("csv", [Sheet("", rows)], encoding, delimiter, tuple(faults))


def _decoded(content: bytes, encoding: str) -> tuple[str, str, bool]:
    try:
        return content.decode(encoding), encoding, True
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace"), encoding, False


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without its mark shows by its delimiters and line ends: every second byte of theirs is zero."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(even, odd) * 20 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text, _, whole = _decoded(content, encoding)
    return encoding if whole and "\n" in text and "\0" not in text else ""


def _cut_utf8(content: bytes) -> str:
    """The text when nothing is wrong but that the last character breaks off, as after a broken transfer."""
    try:
        content.decode()
    except UnicodeDecodeError as broken:
        whole = content[: broken.start]
        if broken.reason == "unexpected end of data" and not whole.isascii():
            return whole.decode() + "\ufffd"
    return ""


def _reads_as_utf8(content: bytes) -> bool:
    """Some bytes are broken, but ten times as many characters beyond ASCII are whole."""
    sample = content[:65_536]
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    beyond = len(sample.translate(None, _ASCII)) // 3
    return broken * 10 < beyond


def _decoded_by_line(content: bytes) -> tuple[str, str, bool]:
    """Each line as the encoding that reads it, for files put together from several; the rest by the commoner one."""
    lines = _LINE.findall(content)
    readings = [_reading(line) for line in lines]
    counts = Counter(encoding for encoding in readings if encoding not in {"", "ascii"})
    commoner = counts.most_common(1)[0][0] if counts else "gb18030"
    text = "".join(
        line.decode(encoding or commoner, errors="replace") for line, encoding in zip(lines, readings, strict=True)
    )
    return text, commoner, False


def _reading(line: bytes) -> str:
    for encoding in ("ascii", "utf-8", "gb18030"):
        if encoding == "gb18030" and _reads_as_utf8(line):
            return ""
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return ""


def _delimiter(text: str) -> str:
    """The sign that cuts the most lines into the same number of fields; a comma when none does."""
    lines = [line for line in _LINE_END.split(text[: SAMPLE * 2_000], SAMPLE)[:SAMPLE] if line.strip()]
    votes = {delimiter: _agreement(lines, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: votes[delimiter])


def _agreement(lines: Iterable[str], delimiter: str) -> int:
    counts = Counter(line.count(delimiter) for line in lines)
    del counts[0]
    return max((times * fields for fields, times in counts.items()), default=0)


def _within(records: Iterable[list[str]], limits: Limits) -> list[list[Cell]]:
    """All records with empty cells as None, or SheetRefused at the first that goes beyond the limits."""
    rows: list[list[Cell]] = []
    known: dict[str, Cell] = {"": None}
    seen = known.setdefault
    widest = 0
    for record in records:
        rows.append([seen(cell, cell) for cell in record])
        widest = max(widest, len(record))
        if widest > limits.columns:
            raise SheetRefused(Refusal.TOO_MANY_COLUMNS, {"columns": widest, "limit": limits.columns})
        if len(rows) > limits.rows:
            raise SheetRefused(Refusal.TOO_MANY_ROWS, {"limit": limits.rows})
        if len(rows) * widest > limits.cells:
            raise SheetRefused(Refusal.TOO_MANY_CELLS, {"limit": limits.cells})
    return rows


def _swallowed_a_record(rows: Sequence[Sequence[Cell]], delimiter: str) -> bool:
    """Whether a cell of several lines holds as many delimiters as a record: a quote was open until some other one."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    enough = max(usual - 1, 3)
    return any(
        isinstance(cell, str) and "\n" in cell and cell.count(delimiter) >= enough for row in rows for cell in row
    )


def _rows_line_by_line(text: str, delimiter: str, limits: Limits) -> list[list[Cell]]:
    """Each line a record of its own, so that a quote left open costs its own line and none after it."""
    try:
        return _within(_records_of_lines(text, delimiter), limits)
    except csv.Error as too_long:
        raise SheetRefused(Refusal.TEXT_TOO_LONG, {"limit": csv.field_size_limit()}) from too_long


def _records_of_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    for line in lines:
        yield next(csv.reader([line], delimiter=delimiter), [])
