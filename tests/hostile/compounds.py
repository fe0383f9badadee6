"""Small OLE files of xls, whole or wrong in one place; the writer is ours because none is in the house."""

import struct
from collections.abc import Iterable, Mapping, Sequence

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of BIFF8."""
    return struct.pack("<HH", kind, len(content)) + content


def number_cell(row: int, column: int, value: float) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def text_cell(row: int, column: int, text: str) -> bytes:
    """A cell with a text of its own."""
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def book(sheets: Sequence[Iterable[bytes]], before: bytes = b"") -> bytes:
    """A stream of a workbook; `before` stands in front of the list of its sheets."""
    parts = [begin(0x10) + b"".join(records) + record(0x0A) for records in sheets]
    names = [f"Sheet{number}".encode() for number in range(1, len(parts) + 1)]
    head = begin(0x05) + before
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for name, part in zip(names, parts, strict=True):
        head += record(0x85, struct.pack("<IHBB", at, 0, len(name), 0) + name)
        at += len(part)
    return head + record(0x0A) + b"".join(parts)


def begin(kind: int) -> bytes:
    """The first record of the workbook (5) or of a sheet (16)."""
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file of these streams, each in sectors of its own."""
    padded = {
        name: stream.ljust(max(-(-len(stream) // SECTOR) * SECTOR, 4096), b"\0") for name, stream in streams.items()
    }
    sectors = sum(map(len, padded.values())) // SECTOR
    directory_sectors = -(-(len(padded) + 1) * 128 // SECTOR)
    tables = 1
    while tables * 128 < tables + directory_sectors + sectors:
        tables += 1
    table = [TABLE] * tables + [*range(tables + 1, tables + directory_sectors), END]
    entries = [entry("Root Entry", 5, END, 0, child=1)]
    for name, stream in padded.items():
        start = len(table)
        table += [*range(start + 1, start + len(stream) // SECTOR), END]
        entries.append(entry(name, 2, start, len(stream)))
    table += [FREE] * (tables * 128 - len(table))
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return header(tables) + struct.pack(f"<{len(table)}I", *table) + directory + b"".join(padded.values())


def small_compound(stream: bytes) -> bytes:
    """An OLE file whose workbook is so short that it lies in the small sectors."""
    count = -(-len(stream) // 64)
    sectors = -(-count * 64 // SECTOR)
    table = [TABLE, END, END, *range(4, 3 + sectors), END]
    small = [*range(1, count), END]
    directory = entry("Root Entry", 5, 3, count * 64, child=1) + entry("Workbook", 2, 0, len(stream))
    padded = [words + [FREE] * (128 - len(words)) for words in (table, small)]
    head = patched(header(1), 60, struct.pack("<II", 2, 1))
    parts = [struct.pack("<128I", *padded[0]), directory.ljust(SECTOR, b"\0"), struct.pack("<128I", *padded[1])]
    return head + b"".join(parts) + stream.ljust(sectors * SECTOR, b"\0")


def header(tables: int) -> bytes:
    """The first sector of an OLE file whose tables stand right behind it."""
    fixed = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    rest = struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, END, 0, END, 0)
    listed = [*range(tables), *[FREE] * (109 - tables)]
    return fixed + rest + struct.pack("<109I", *listed)


def entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    """One entry of the directory."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    raw = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, FREE, child)
    return (raw + b"\0" * 36 + struct.pack("<IQ", start, size)).ljust(128, b"\0")


def xls(*sheets: Iterable[bytes], before: bytes = b"") -> bytes:
    """A whole xls; of one ordinary sheet when none is given."""
    ordinary = [text_cell(0, 0, "姓名"), text_cell(0, 1, "年龄"), text_cell(1, 0, "甲"), number_cell(1, 1, 7)]
    return compound({"Workbook": book(sheets or [ordinary], before)})


def patched(content: bytes, at: int, value: bytes) -> bytes:
    """The content with some bytes written over."""
    return content[:at] + value + content[at + len(value) :]
