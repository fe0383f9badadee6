"""Tables that leave the house as CSV: opened by Excel and WPS without running what a cell says.

Pure: values in, text out.
"""

import csv
import io
from collections.abc import Iterable, Iterator

MARK = "\ufeff"  # Excel and WPS take a CSV for GBK without it
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def safe_cell(value: object) -> str:
    """The value as text; what a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    # Spreadsheets look behind leading spaces too.
    return f"'{text}" if text and (text[0] in _FORMULA or text.lstrip()[:1] in _FORMULA) else text


def table_lines(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The rows as lines of CSV in UTF-8, the first with the byte-order mark."""
    mark = MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([safe_cell(value) for value in row])
        yield (mark + line.getvalue()).encode()
        mark = ""
