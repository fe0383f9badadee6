"""Which uploads are taken: by what is in them, never by what they are called.

Pure: works on bytes.
"""

from dataclasses import dataclass
from itertools import chain

from xiangban.access.pictures import JPEG_START, PNG_START
from xiangban.lib.sheets.markup import PartLook, is_markup
from xiangban.lib.sheets.packages import Package
from xiangban.lib.sheets.workbook import MEBIBYTE, Limits, SheetRefused

LARGEST = 20 * MEBIBYTE
# An archive that grows more than this is a bomb; a document's pictures hardly shrink when they are packed.
PACKED = Limits(bytes=LARGEST, unpacked=100 * MEBIBYTE, parts=2_000)


@dataclass(frozen=True)
class FileType:
    """A type of upload: its ending, its media type, and whether it is a picture with metadata to cut out."""

    ending: str
    media_type: str
    picture: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileType("pdf", "application/pdf")
JPEG = FileType("jpg", "image/jpeg", picture=True)
PNG = FileType("png", "image/png", picture=True)
WORD = FileType("docx", f"{_OFFICE}.wordprocessingml.document")
SHEET = FileType("xlsx", f"{_OFFICE}.spreadsheetml.sheet")
TEXT = FileType("txt", "text/plain")
TABLE = FileType("csv", "text/csv")
ALL_TYPES = (PDF, JPEG, PNG, WORD, SHEET, TEXT, TABLE)
ENDINGS = {**{kind.ending: kind for kind in ALL_TYPES}, "jpeg": JPEG}


def type_of(name: str, content: bytes) -> FileType | None:
    """The type the content shows, if it is one of ours and the name's ending does not contradict it."""
    claimed = ENDINGS.get(name.rpartition(".")[2].lower())
    if claimed is None or not content:
        return None
    found = _type_shown(content)
    if found is None and _is_text(content):
        found = claimed if claimed in (TEXT, TABLE) else None
    return claimed if found == claimed else None


def _type_shown(content: bytes) -> FileType | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(JPEG_START):
        return JPEG
    if content.startswith(PNG_START):
        return PNG
    return _office_type(content) if content.startswith(b"PK\x03\x04") else None


def _office_type(content: bytes) -> FileType | None:
    """A document or sheet of Office, without macros and DOCTYPE, that unpacks as it says; any other archive is none."""
    try:
        names = _looked_through(content)
    except SheetRefused:
        return None
    if "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        return None
    if "word/document.xml" in names:
        return WORD
    return SHEET if "xl/workbook.xml" in names else None


def _looked_through(content: bytes) -> set[str]:
    """The names of the archive's parts, each unpacked as a stream and thrown away. Raises SheetRefused."""
    package = Package(content, PACKED)
    for name in package.entries:
        blocks = package.blocks(name)
        first = next(blocks, b"")
        look = PartLook(name, PACKED) if is_markup(name, first) else None
        for block in chain((first,), blocks):
            if look:
                look.feed(block)
        if look:
            look.close()
    return set(package.entries)


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text)
    return False
