"""The gate of zip packages (xlsx, ods): entries, sizes and every XML part, inflated as a stream and thrown away.

What a sheet's XML may hold is in markup.py; the reading is calamine's.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath

from xiangban.lib.sheets.markup import PartLook, hold, is_markup, measure_tables, measure_worksheet
from xiangban.lib.sheets.workbook import CITY, MEBIBYTE, Inspection, Limits, Refusal, SheetRefused

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
LOCAL_HEADER = struct.Struct("<4s22xHH")
BLOCK = 1 << 20  # of what comes out at a time
FEED = 1 << 16  # of what goes in

_CENTRAL, _END, _LONGEST_TAIL = b"PK\x01\x02", b"PK\x05\x06", 22 + 65_535
_UNREADABLE = (
    zipfile.BadZipFile,
    struct.error,
    ValueError,
    OSError,
    RuntimeError,
    EOFError,
    LookupError,
    OverflowError,
)
_OTHERS = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("index/document.iwa", "numbers"),
)


class Package:
    """The entries of a zip whose directory can be trusted: no two of one name, none encrypted, none outside."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.content = content
        self.limits = limits
        self.entries = _entries(content, limits)
        self._sizes: dict[str, int] = {}

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part as it unpacks, at most a mebibyte at a time. Raises SheetRefused when it is damaged or a bomb."""
        entry = self.entries[name]
        others = sum(self._sizes.values()) - self._sizes.get(name, 0)
        size = checksum = 0
        for block in _inflated(self.content, entry):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
            self._refuse_bomb(entry, size, others)
            yield block
        # A library that trusts the stream and one that trusts the directory would read two different files.
        if size != entry.file_size:
            raise damaged(name, "size")
        # A library may stop reading before it would notice.
        if checksum != entry.CRC:
            raise damaged(name, "checksum")
        self._sizes[name] = size

    def read(self, name: str) -> bytes:
        """The whole part. Raises SheetRefused."""
        return b"".join(self.blocks(name))

    def _refuse_bomb(self, entry: zipfile.ZipInfo, size: int, others: int) -> None:
        limits = self.limits
        if others + size > limits.unpacked:
            raise SheetRefused(Refusal.UNPACKS_TOO_LARGE, {"part": entry.filename, "limit": limits.unpacked})
        if size > MEBIBYTE and size > limits.ratio * entry.compress_size:
            raise SheetRefused(Refusal.UNPACKS_TOO_LARGE, {"part": entry.filename, "ratio": limits.ratio})


def inspect_package(content: bytes, limits: Limits) -> Inspection:
    """The kind ("xlsx", "ods") of a zip that may be opened, and its hidden rows. Raises SheetRefused."""
    package = Package(content, limits)
    kind = _kind(package)
    hidden: dict[str, frozenset[int]] = {}
    cells = 0
    for name in package.entries:
        look = _look_at(package, name)
        if look is None:
            continue
        if look.hidden_rows:
            hidden[name] = frozenset(look.hidden_rows)
        if kind == "ods" and name == "content.xml":
            tables = measure_tables(package.blocks(name))
            cells += hold(tables, limits)
            hidden |= {str(number): frozenset(table.hidden) for number, table in enumerate(tables)}
        elif look.odd:
            cells += hold(measure_worksheet(partial(package.blocks, name), limits), limits)
        if cells > limits.cells:
            raise SheetRefused(Refusal.TOO_MANY_CELLS, {"limit": limits.cells})
    return Inspection(kind, hidden)


def check_package(content: bytes, limits: Limits = CITY) -> None:
    """Look at a package of any kind (docx, xlsx, ods …) as a stream, before a library opens it. Raises SheetRefused."""
    package = Package(content, limits)
    for name in package.entries:
        _look_at(package, name)


def damaged(part: str, why: str) -> SheetRefused:
    """The refusal of a part that does not read as its format demands."""
    return SheetRefused(Refusal.DAMAGED, {"part": part, "why": why})


def _look_at(package: Package, name: str) -> PartLook | None:
    """Every XML part is looked at, whatever its name, and every other part at least unpacked."""
    look = None
    for number, block in enumerate(package.blocks(name)):
        if number == 0 and is_markup(name, block):
            look = PartLook(name, package.limits)
        if look:
            look.feed(block)
    if look:
        look.close()
    return look


def _entries(content: bytes, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    # Counted before zipfile makes an object of each.
    if content.count(_CENTRAL) > limits.parts:
        raise SheetRefused(Refusal.TOO_MANY_PARTS, {"limit": limits.parts})
    _refuse_other_readings(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
    except _UNREADABLE as unreadable:
        raise damaged("", "directory") from unreadable
    if min((entry.header_offset for entry in found), default=-1) != 0:
        raise damaged("", "directory")
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in found:
        _refuse_entry(entry)
        path = entry.filename.replace("\\", "/").casefold()
        if path in seen:
            raise damaged(entry.filename, "named twice")
        seen.add(path)
        if not path.endswith("/"):
            entries[entry.filename] = entry
    return entries


def _refuse_other_readings(content: bytes) -> None:
    """Where something stands before or behind the archive, two libraries may find two different ones."""
    end = content.rfind(_END, max(len(content) - _LONGEST_TAIL, 0))
    if not content.startswith(b"PK\x03\x04") or end < 0 or len(content) < end + 22:
        raise damaged("", "directory")
    if end + 22 + int.from_bytes(content[end + 20 : end + 22], "little") != len(content):
        raise damaged("", "directory")


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise SheetRefused(Refusal.ENCRYPTED, {"part": entry.filename})
    path = PurePosixPath(entry.orig_filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in str(path) or "\0" in entry.orig_filename:
        raise damaged(entry.filename, "path")
    if entry.compress_type not in {STORED, DEFLATED}:
        raise damaged(entry.filename, "packing")


def _inflated(content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    start = _start_of_data(content, entry)
    end = start + entry.compress_size
    if end > len(content):
        raise damaged(entry.filename, "cut off")
    if entry.compress_type == STORED:
        yield from (content[at : min(at + BLOCK, end)] for at in range(start, end, BLOCK))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(start, end, FEED):
            yield from _fed(inflater, content[at : min(at + FEED, end)])
    except zlib.error as broken:
        raise damaged(entry.filename, "packing") from broken
    if not inflater.eof:
        raise damaged(entry.filename, "cut off")


def _fed(inflater: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    while packed and not inflater.eof:
        if block := inflater.decompress(packed, BLOCK):
            yield block
        packed = inflater.unconsumed_tail


def _start_of_data(content: bytes, entry: zipfile.ZipInfo) -> int:
    try:
        signature, name_length, extra_length = LOCAL_HEADER.unpack_from(content, entry.header_offset)
    except struct.error as outside:
        raise damaged(entry.filename, "cut off") from outside
    if signature != b"PK\x03\x04":
        raise damaged(entry.filename, "directory")
    return int(entry.header_offset + LOCAL_HEADER.size + name_length + extra_length)


def _kind(package: Package) -> str:
    paths: Mapping[str, str] = {name.replace("\\", "/").casefold(): name for name in package.entries}
    if "xl/workbook.xml" in paths:
        return "xlsx"
    for path, name in _OTHERS:
        if path in paths:
            raise SheetRefused(Refusal.OTHER_FORMAT, {"format": name})
    if "mimetype" in package.entries and "content.xml" in package.entries:
        return _kind_of_open_document(package)
    raise SheetRefused(Refusal.NOT_A_SHEET, {"format": "zip"})


def _kind_of_open_document(package: Package) -> str:
    said = package.read("mimetype")[:200].strip()
    if not said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise SheetRefused(Refusal.OTHER_FORMAT, {"format": "open document"})
    manifest = "META-INF/manifest.xml"
    if manifest in package.entries and b"encryption-data" in package.read(manifest):
        raise SheetRefused(Refusal.ENCRYPTED, {"part": manifest})
    return "ods"
