"""The gate of OLE files (xls, and .et of the same make): sector chains that end, cells within limits, no password.

The reading is calamine's; what is walked here is what it walks, in the same order.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from xiangban.lib.sheets.markup import Extent, hold
from xiangban.lib.sheets.workbook import Inspection, Limits, Refusal, SheetRefused

_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers say: free, end of chain, part of the tables
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_OTHERS = {"worddocument": "doc", "powerpoint document": "ppt", "__properties_version1.0": "msg"}

_BOUND_SHEET, _FILE_PASS, _END, _ROW, _MERGED, _MANY_NUMBERS = 0x85, 0x2F, 0x0A, 0x208, 0xE5, 0xBD
# Formula, number, label, boolean or error, rich text, label of the string table, short number; of all versions.
_CELLS = frozenset({0x0006, 0x0206, 0x0406, 0x0003, 0x0203, 0x0004, 0x0204, 0x0005, 0x0205, 0x00D6, 0x00FD, 0x027E})
_HIDDEN = 0x20
_RECORD = struct.Struct("<HH")


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def inspect_compound(content: bytes, limits: Limits) -> Inspection:
    """The kind "xls" of an OLE file that may be opened, and the hidden rows by number of sheet. Raises SheetRefused."""
    compound = Compound(content)
    books = [entry for entry in compound.entries if entry.name in {"workbook", "book"} and entry.kind == _STREAM]
    names = {entry.name for entry in compound.entries}
    if "encryptedpackage" in names:
        raise SheetRefused(Refusal.ENCRYPTED)
    if not books:
        other = next((name for sign, name in _OTHERS.items() if sign in names), "ole")
        raise SheetRefused(Refusal.OTHER_FORMAT, {"format": other})
    inspections = [_inspect_book(compound.stream(book), limits) for book in books]
    return inspections[0]


class Compound:
    """The directory of an OLE file and the streams it names; chains of sectors that end. Raises SheetRefused."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise _damaged("cut off")
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in {9, 12} or small_shift != 6:
            raise _damaged("header")
        self._content = content
        self._size = 1 << shift
        self._cutoff, first_small, _ = struct.unpack_from("<III", content, 56)
        self._table = self._read_table()
        (first,) = struct.unpack_from("<I", content, 48)
        self.entries = list(_entries(self._joined(first), len(content)))
        self._small_table = array("I", _whole_words(self._joined(first_small)))
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        if root is None:
            raise _damaged("directory")
        self._small = self._joined(root.start)

    def stream(self, entry: _Entry) -> bytes:
        """The bytes of a stream."""
        if entry.size >= self._cutoff:
            return self._joined(entry.start)[: entry.size]
        chain = _chain(self._small_table, entry.start)
        return b"".join(self._small[at * 64 : at * 64 + 64] for at in chain)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise _damaged("cut off")
        return self._content[start : start + self._size]

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, _chain(self._table, first)))

    def _read_table(self) -> "array[int]":
        listed = list(struct.unpack_from("<109I", self._content, 76))
        (more,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while more < _LAST_SECTOR:
            if more in seen:
                raise _damaged("loop")
            seen.add(more)
            numbers = array("I", _whole_words(self._sector(more)))
            more = numbers.pop() if numbers else _LAST_SECTOR
            listed.extend(numbers)
        used = [number for number in listed if number < _LAST_SECTOR]
        if len(used) != len(set(used)):
            raise _damaged("loop")
        return array("I", _whole_words(b"".join(map(self._sector, used))))


def _chain(table: "array[int]", first: int) -> Iterator[int]:
    """The numbers of a chain; one that is longer than its table runs in a circle."""
    number = first
    for _ in range(len(table) + 1):
        if number >= _LAST_SECTOR:
            return
        if number >= len(table):
            raise _damaged("chain")
        yield number
        number = table[number]
    raise _damaged("loop")


def _entries(directory: bytes, most: int) -> Iterator[_Entry]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        raw = directory[at : at + _ENTRY]
        length, kind = struct.unpack_from("<HB", raw, 64)
        start, size = struct.unpack_from("<II", raw, 116)
        if kind == 0:
            continue
        name = raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace").casefold()
        if kind == _STREAM and size > most:
            raise _damaged("size")
        yield _Entry(name, kind, start, size)


def _inspect_book(book: bytes, limits: Limits) -> Inspection:
    positions = []
    for kind, at, length in _records(book, 0):
        if kind == _FILE_PASS:
            raise SheetRefused(Refusal.ENCRYPTED)
        if kind == _BOUND_SHEET and length >= 4:
            positions.append(struct.unpack_from("<I", book, at)[0])
    if not positions:
        raise SheetRefused(Refusal.EMPTY)
    if len(positions) > limits.sheets:
        raise SheetRefused(Refusal.TOO_MANY_SHEETS, {"limit": limits.sheets})
    looks = [_look_at_sheet(book, position, limits) for position in positions]
    hold([extent for extent, _ in looks], limits)
    return Inspection("xls", {str(number): rows for number, (_, rows) in enumerate(looks) if rows})


def _look_at_sheet(book: bytes, position: int, limits: Limits) -> tuple[Extent, frozenset[int]]:
    """How far the cells of one sheet reach, and which of its rows are hidden."""
    last_row = last_column = -1
    merged = 0
    hidden = set()
    for kind, at, length in _records(book, position):
        if kind in _CELLS and length >= 4:
            row, column = _RECORD.unpack_from(book, at)
        elif kind == _MANY_NUMBERS and length >= 6:
            row, column = _RECORD.unpack_from(book, at)[0], struct.unpack_from("<H", book, at + length - 2)[0]
        else:
            if kind == _ROW and length >= 16 and struct.unpack_from("<H", book, at + 12)[0] & _HIDDEN:
                hidden.add(struct.unpack_from("<H", book, at)[0])
            elif kind == _MERGED:
                merged += length // 8
            continue
        last_row = max(last_row, row)
        last_column = max(last_column, column)
    if merged > limits.merged:
        raise SheetRefused(Refusal.TOO_MANY_MERGED, {"limit": limits.merged})
    return Extent(last_row + 1, last_column + 1), frozenset(hidden)


def _records(book: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record from here to the end of its part."""
    unpack, end = _RECORD.unpack_from, len(book)
    while position + 4 <= end:
        kind, length = unpack(book, position)
        yield kind, position + 4, length
        if kind == _END:
            return
        position += 4 + length


def _whole_words(content: bytes) -> bytes:
    return content[: len(content) // 4 * 4]


def _damaged(why: str) -> SheetRefused:
    return SheetRefused(Refusal.DAMAGED, {"why": why})
