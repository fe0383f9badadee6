"""What a file is by its content, and whether it may be opened: looked at as a stream, before any library sees it.

Each format's own look is in packages.py (zip), compound.py (OLE) and texts.py.
"""

import re

from xiangban.lib.sheets.compound import inspect_compound
from xiangban.lib.sheets.packages import inspect_package
from xiangban.lib.sheets.workbook import CITY, Inspection, Limits, Refusal, SheetRefused

# First bytes of what people send in place of a spreadsheet, and what to call it.
_OTHERS = (
    (b"%PDF", "pdf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "rtf"),
    (b"\x09\x00\x04\x00", "xls of before 1993"),
    (b"\x09\x02\x06\x00", "xls of before 1993"),
    (b"\x09\x04\x06\x00", "xls of before 1993"),
)
_MARKUP = re.compile(rb"\A[\xef\xbb\xbf\xff\xfe\s\0]*<[!?\0]*[A-Za-z]", re.DOTALL)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE\s+(?!html)|ENTITY)", re.IGNORECASE)


def check_file(content: bytes, limits: Limits = CITY) -> str:
    """The kind of the file ("xlsx", "xls", "ods", "csv") by its content, when it may be opened. Raises SheetRefused."""
    return inspect(content, limits).kind


def inspect(content: bytes, limits: Limits) -> Inspection:
    """What check_file answers, with what the look in passing has found. Raises SheetRefused."""
    if len(content) > limits.bytes:
        raise SheetRefused(Refusal.TOO_LARGE, {"bytes": len(content), "limit": limits.bytes})
    if not content:
        raise SheetRefused(Refusal.EMPTY)
    if content.startswith(b"PK"):
        return inspect_package(content, limits)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return inspect_compound(content, limits)
    for first, name in _OTHERS:
        if content.startswith(first):
            raise SheetRefused(Refusal.OTHER_FORMAT, {"format": name})
    _refuse_markup(content[:4096])
    return Inspection("csv")


def _refuse_markup(head: bytes) -> None:
    if not _MARKUP.match(head):
        return
    plain = head.replace(b"\0", b"")
    if _DOCTYPE.search(plain):
        raise SheetRefused(Refusal.DOCTYPE)
    spreadsheet = b"urn:schemas-microsoft-com:office:spreadsheet" in plain or b"Excel.Sheet" in plain
    html = re.search(rb"<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b", plain, re.IGNORECASE)
    format_ = "xml2003" if spreadsheet and not html else "html" if html else "xml"
    raise SheetRefused(Refusal.OTHER_FORMAT, {"format": format_})
