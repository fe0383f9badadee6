"""One XML part of a package as it streams by: no DOCTYPE, no endless text, and how far its cells reach.

Regular sheets pass by three searches; whatever is unusual is measured by a true parser, still as a stream.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from xiangban.lib.sheets.workbook import Limits, Refusal, SheetRefused

# Within DZ99999 no sheet can claim more memory than a roster may have; beyond it the parser measures.
_ODD_CELL = re.compile(rb'<c(?! r="[A-D]?[A-Z][1-9][0-9]{0,4}")(?=[\s/>])')
_UNUSUAL_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}[1-9][0-9]{0,6}")(?=[\s/>])')
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\shidden=[\"'](?:1|true)[\"'])[^>]*?\sr=[\"']([0-9]{1,7})[\"']")
_ENCODING = re.compile(rb"\A[\xef\xbb\xbf\s]*<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_MARKUP_NAMES = (".xml", ".rels", ".vml")
MOST_HIDDEN = 10_000  # of one repeated row: more is the empty tail of a table
_REFERENCE = re.compile(r"\A([A-Z]{1,7})([0-9]{1,10})\Z")


def is_markup(name: str, first: bytes) -> bool:
    """Whether a library could take the part for XML: by its name, or because it begins like it."""
    start = first[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return name.casefold().endswith(_MARKUP_NAMES) or start.startswith(b"<")


@dataclass
class PartLook:
    """What a part shows while it streams by; `odd` says that its cells must be measured by the parser."""

    name: str
    limits: Limits
    odd: bool = False
    hidden_rows: set[int] = field(default_factory=set)  # counted from 0
    _kept: bytes = b""
    _merged: int = 0
    _begun: bool = False
    _wide: bool = False  # two-byte text: never regular, looked at only to say why it is refused

    def feed(self, block: bytes) -> None:
        """Look at the next block. Raises SheetRefused."""
        if not self._begun:
            self._begin(block)
        if self._wide:
            block = block.replace(b"\0", b"")
        block = self._kept + block
        cut = max(block.rfind(b"<"), 0)
        self._kept = block[cut:]
        self._refuse_endless_text(block)
        self._look(block[:cut])

    def close(self) -> None:
        """Look at what is left. Raises SheetRefused."""
        self._look(self._kept)
        if self._wide:
            raise self._damaged("encoding")

    def _begin(self, block: bytes) -> None:
        self._begun = True
        self._wide = b"\0" in block[:64] or block.startswith((b"\xff\xfe", b"\xfe\xff"))
        said = _ENCODING.match(block[:512])
        if said and said[1].lower() not in _PLAIN_ENCODINGS and not self._wide:
            raise self._damaged("encoding")

    def _look(self, block: bytes) -> None:
        if b"!" in block and _DECLARATION.search(block):
            raise SheetRefused(Refusal.DOCTYPE, {"part": self.name})
        if b"\0" in block:
            raise self._damaged("encoding")
        if not self.odd:
            self.odd = bool(_ODD_CELL.search(block) or _PREFIXED_CELL.search(block))
        if b" hidden=" in block:
            self.hidden_rows.update(int(number) - 1 for number in _HIDDEN_ROW.findall(block))
        self._merged += block.count(b"mergeCell ")
        if self._merged > self.limits.merged:
            raise SheetRefused(Refusal.TOO_MANY_MERGED, {"limit": self.limits.merged})

    def _refuse_endless_text(self, block: bytes) -> None:
        step = self.limits.text
        for start in range(0, len(block) - step + 1, step):
            if block.find(b"<", start, start + step) < 0:
                raise SheetRefused(Refusal.TEXT_TOO_LONG, {"part": self.name, "limit": step})

    def _damaged(self, why: str) -> SheetRefused:
        return SheetRefused(Refusal.DAMAGED, {"part": self.name, "why": why})


@dataclass
class Extent:
    """How far the cells that hold something reach, counted from A1; hidden rows are counted from 0."""

    rows: int = 0
    columns: int = 0
    hidden: set[int] = field(default_factory=set)

    def reach(self, rows: int, columns: int) -> None:
        """Take in a cell."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)


def hold(extents: Iterable[Extent], limits: Limits) -> int:
    """How many cells, rows × columns, the extents claim together. Raises SheetRefused beyond the limits."""
    cells = 0
    for extent in extents:
        if extent.rows > limits.rows:
            raise SheetRefused(Refusal.TOO_MANY_ROWS, {"rows": extent.rows, "limit": limits.rows})
        if extent.columns > limits.columns:
            raise SheetRefused(Refusal.TOO_MANY_COLUMNS, {"columns": extent.columns, "limit": limits.columns})
        cells += extent.rows * extent.columns
    if cells > limits.cells:
        raise SheetRefused(Refusal.TOO_MANY_CELLS, {"cells": cells, "limit": limits.cells})
    return cells


def measure_worksheet(read: Callable[[], Iterable[bytes]], limits: Limits) -> list[Extent]:
    """How far the cells of a sheet of xlsx reach; where that is too far, the filled ones alone. Raises SheetRefused.

    The part is read once when every cell is written as usual, twice otherwise: the parser takes ten times as long.
    """
    extent = _extent_of_usual_cells(read())
    if extent and extent.rows <= limits.rows and extent.columns <= limits.columns:
        return [extent]
    walk = _WorksheetWalk()
    parse(read(), walk.start)
    return [walk.extent]


def _extent_of_usual_cells(blocks: Iterable[bytes]) -> Extent | None:
    extent = Extent()
    kept = b""
    for block in blocks:
        text = kept + block
        cut = max(text.rfind(b"<"), 0)
        tags, kept = text[:cut], text[cut:]
        if _UNUSUAL_CELL.search(tags) or _PREFIXED_CELL.search(tags):
            return None
        found = _USUAL_CELL.findall(tags)
        columns = {letters for letters, _ in found}
        rows = {number for _, number in found}
        extent.reach(max(map(int, rows), default=0), max((column_number(name.decode()) for name in columns), default=0))
    return extent if b"<c" not in kept else None


def measure_tables(blocks: Iterable[bytes]) -> list[Extent]:
    """How far the filled cells of each table of an ods reach. Raises SheetRefused."""
    walk = _TableWalk()
    parse(blocks, walk.start)
    return walk.extents


def parse(
    blocks: Iterable[bytes], start: Callable[[str, dict[str, str]], None], text: Callable[[str], None] | None = None
) -> None:
    """Walk a part as a stream, telling of each element's start and of texts. Raises SheetRefused where it is broken."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise SheetRefused(Refusal.DAMAGED, {"why": "markup", "line": broken.lineno}) from broken


class _WorksheetWalk:
    """Where each filled cell of a worksheet stands; a cell or row without a reference follows the one before."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._row = 0  # rows and columns are counted from 1
        self._column = 0
        self._at = (0, 0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._stand_at(attributes.get("r"))
        elif local in {"v", "is"}:
            self.extent.reach(*self._at)
        elif local == "row":
            said = attributes.get("r", "")
            self._row = int(said) if said.isdecimal() and len(said) < 11 else self._row + 1
            self._column = 0

    def _stand_at(self, reference: str | None) -> None:
        row = self._row
        self._column += 1
        if reference is not None:
            found = _REFERENCE.match(reference.upper())
            if not found:
                raise SheetRefused(Refusal.DAMAGED, {"why": "reference"})
            row, self._column = int(found[2]), column_number(found[1])
        self._at = (row, self._column)


class _TableWalk:
    """How far each table of an open document reaches: repeats of filled cells count, repeats of empty ones do not."""

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self._rows = 0
        self._columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in {"table-cell", "covered-table-cell"}:
            self._columns += _repeats(attributes, "columns")
            if any(key.endswith(":value-type") for key in attributes):
                self._reach()
        elif local == "p":
            self._reach()
        elif local == "table-row":
            first, self._rows, self._columns = self._rows, self._rows + _repeats(attributes, "rows"), 0
            if attributes.get("table:visibility") in {"collapse", "filter"} and self.extents:
                self.extents[-1].hidden.update(range(first, min(self._rows, first + MOST_HIDDEN)))
        elif local == "table":
            self.extents.append(Extent())
            self._rows = self._columns = 0

    def _reach(self) -> None:
        if self.extents:
            self.extents[-1].reach(self._rows, self._columns)


def _repeats(attributes: dict[str, str], what: str) -> int:
    said = attributes.get(f"table:number-{what}-repeated", "1")
    return int(said) if said.isdecimal() and len(said) < 11 else 1


def column_number(letters: str) -> int:
    """The number of a column from its letters, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
