"""One worksheet part with some cells coloured: only the marked rows are taken apart, all else stays byte by byte.

The colours are clones of the cells' own formats with another fill.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from xiangban.lib.sheets.markup import column_number
from xiangban.lib.sheets.workbook import Area
from xiangban.lib.sheets.write import RELATIONSHIPS, cell_name

# The sentences on a cell, by its row and column counted from 0.
Cells = Mapping[tuple[int, int], str]

# The fill a cell gets, by its row and column.
Colours = Mapping[tuple[int, int], int]

FILL = '<{0}fill><{0}patternFill patternType="solid"><{0}fgColor rgb="FFFFE699"/></{0}patternFill></{0}fill>'

_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\b[^>]*(?<!/)>(.*)</(?:\w+:)?sheetData>", re.DOTALL)
_ROW = re.compile(rb"<(\w+:)?row\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?row>)", re.DOTALL)
_CELL = re.compile(rb"<(\w+:)?c\b([^>]*?)(/>|>.*?</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]*)([0-9]+)[\"']")
_STYLE = re.compile(rb"\ss=[\"']([0-9]+)[\"']")
_SPANS = re.compile(rb"\sspans=[\"'][^\"']*[\"']")
_MERGED = re.compile(rb"mergeCell ref=\"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\"")
_AFTER_DRAWING = re.compile(
    rb"<(?:\w+:)?(?:legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts)\b|</(?:\w+:)?worksheet>"
)
_FORMATS = re.compile(rb"(<(\w+:)?cellXfs\b[^>]*?)(?:\scount=\"[0-9]+\")?([^>]*>)(.*?)(</(?:\w+:)?cellXfs>)", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)
_FILLS = re.compile(rb"(<(\w+:)?fills\b[^>]*?)(?:\scount=\"[0-9]+\")?([^>]*>)(.*?)(</(?:\w+:)?fills>)", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill\b")
_FILL_OF_FORMAT = re.compile(rb"\s(?:fillId|applyFill)=[\"'][^\"']*[\"']")


class CannotMark(Exception):
    """The package is readable but built in a way that this hand does not mend."""


class Fills:
    """The formats of a workbook, and clones of them with another fill: `mark`, or 0 for none."""

    def __init__(self, styles: bytes) -> None:
        formats, fills = _FORMATS.search(styles), _FILLS.search(styles)
        if not formats or not fills:
            raise CannotMark("styles")
        self._styles, self._formats, self._fills = styles, formats, fills
        self._known: list[bytes] = _FORMAT.findall(formats[4])
        self.mark = len(_FILL.findall(fills[4]))
        self._clones: dict[tuple[int, int], int] = {}
        self._made: list[bytes] = []

    def clone(self, style: int, fill: int) -> int:
        """The number of the format like this one, but with the fill."""
        if style >= len(self._known):
            raise CannotMark("style")
        if (style, fill) not in self._clones:
            self._clones[style, fill] = len(self._known) + len(self._made)
            plain = _FILL_OF_FORMAT.sub(b"", self._known[style])
            self._made.append(re.sub(rb"\bxf\b", b'xf fillId="%d" applyFill="1"' % fill, plain, count=1))
        return self._clones[style, fill]

    def patched(self) -> bytes:
        """The part of styles with the clones and the fill."""
        fill = FILL.format((self._fills[2] or b"").decode()).encode()
        formats = _grown(self._formats, b"".join(self._made), len(self._known) + len(self._made))
        fills = _grown(self._fills, fill, self.mark + 1)
        changes = sorted([(self._formats.span(), formats), (self._fills.span(), fills)])
        (first, one), (second, two) = changes
        styles = self._styles
        return b"".join([styles[: first[0]], one, styles[first[1] : second[0]], two, styles[second[1] :]])


def colour_cells(sheet: bytes, colours: Colours, fills: Fills) -> bytes:
    """The part with the cells filled so; a cell or row that was not there is put in its place."""
    if not colours:
        return sheet
    data = _SHEET_DATA.search(sheet)
    if not data:
        raise CannotMark("sheet data")
    prefix = data[1] or b""
    rows = _by_row(colours)
    waiting = deque(rows)
    pieces, at, number = [], 0, -1
    for found in _ROW.finditer(sheet, data.start(2), data.end(2)):
        reference = _REFERENCE.search(found[2])
        number = int(reference[2]) - 1 if reference else number + 1
        while waiting and waiting[0] < number:
            missing = waiting.popleft()
            pieces += [sheet[at : found.start()], _new_row(prefix, missing, rows[missing], fills)]
            at = found.start()
        if waiting and waiting[0] == number:
            pieces += [sheet[at : found.start()], _marked_row(found, number, rows[waiting.popleft()], fills)]
            at = found.end()
    pieces.append(sheet[at : data.end(2)])
    pieces += [_new_row(prefix, row, rows[row], fills) for row in waiting]
    return b"".join([*pieces, sheet[data.end(2) :]])


def merged_anchors(sheet: bytes, cells: Cells) -> Cells:
    """The same sentences, those within merged cells gathered on the first of these."""
    areas = [
        (int(top) - 1, column_number(left.decode()) - 1, int(bottom) - 1, column_number(right.decode()) - 1)
        for left, top, right, bottom in _MERGED.findall(sheet)
    ]
    by_row = _areas_by_row(areas, sorted({row for row, _ in cells}))
    gathered: dict[tuple[int, int], list[str]] = {}
    for (row, column), sentence in sorted(cells.items()):
        anchor = next((area[:2] for area in by_row.get(row, ()) if area[1] <= column <= area[3]), (row, column))
        gathered.setdefault(anchor, []).append(sentence)
    return {place: "\n".join(dict.fromkeys(sentences)) for place, sentences in gathered.items()}


def with_legacy_drawing(sheet: bytes, relation: str) -> bytes:
    """The part with the element that leads to the drawing of its notes, where the order of elements wants it."""
    end = sheet.rfind(b"</")
    start = max(sheet.rfind(b"sheetData>"), sheet.rfind(b"sheetProtection"), 0)
    found = _AFTER_DRAWING.search(sheet, start)
    if not found:
        raise CannotMark("end of sheet")
    at = min(found.start(), _extensions(sheet, end))
    prefix = re.search(rb"<(\w+:)?worksheet\b", sheet)
    name = ((prefix[1] or b"") if prefix else b"") + b"legacyDrawing"
    element = b'<%b xmlns:marks="%b" marks:id="%b"/>' % (name, RELATIONSHIPS.encode(), relation.encode())
    return sheet[:at] + element + sheet[at:]


def _extensions(sheet: bytes, end: int) -> int:
    """Where the list of extensions of the sheet itself begins, or its end; parts of a sheet may have such lists too."""
    start = sheet.rfind(b"extLst>", 0, end)
    if start < 0 or sheet[start + 7 : end].strip():
        return end
    depth = 0
    for found in reversed(list(re.finditer(rb"<(/)?(?:\w+:)?extLst\b[^>]*>", sheet))):
        depth += 1 if found[1] else -1
        if depth == 0:
            return found.start()
    return end


def _grown(found: "re.Match[bytes]", more: bytes, count: int) -> bytes:
    return b"%b%b%b%b%b" % (found[1], b' count="%d"' % count, found[3], found[4] + more, found[5])


def _by_row(colours: Colours) -> dict[int, dict[int, int]]:
    rows: dict[int, dict[int, int]] = {}
    for (row, column), fill in sorted(colours.items()):
        rows.setdefault(row, {})[column] = fill
    return rows


def _new_row(prefix: bytes, row: int, columns: Mapping[int, int], fills: Fills) -> bytes:
    cells = b"".join(_new_cell(prefix, row, column, fills.clone(0, fill)) for column, fill in columns.items())
    return b'<%brow r="%d">%b</%brow>' % (prefix, row + 1, cells, prefix)


def _new_cell(prefix: bytes, row: int, column: int, style: int) -> bytes:
    return b'<%bc r="%b" s="%d"/>' % (prefix, cell_name(row, column).encode(), style)


def _marked_row(found: "re.Match[bytes]", row: int, columns: Mapping[int, int], fills: Fills) -> bytes:
    prefix = found[1] or b""
    cells = b"".join(_marked_cells(found, row, dict(columns), fills))
    # The hint how far the row reaches may no longer be true.
    return b"<%brow%b>%b</%brow>" % (prefix, _SPANS.sub(b"", found[2]), cells, prefix)


def _marked_cells(row: "re.Match[bytes]", number: int, wanted: dict[int, int], fills: Fills) -> Iterator[bytes]:
    prefix = row[1] or b""
    column = -1
    for found in _CELL.finditer(row[3] or b""):
        reference = _REFERENCE.search(found[2])
        column = column_number(reference[1].decode()) - 1 if reference else column + 1
        for missing in [place for place in wanted if place < column]:
            yield _new_cell(prefix, number, missing, fills.clone(0, wanted.pop(missing)))
        yield _filled(found, wanted.pop(column), fills) if column in wanted else found[0]
    for left, fill in wanted.items():
        yield _new_cell(prefix, number, left, fills.clone(0, fill))


def _filled(found: "re.Match[bytes]", fill: int, fills: Fills) -> bytes:
    style = _STYLE.search(found[2])
    clone = fills.clone(int(style[1]) if style else 0, fill)
    return b'<%bc%b s="%d"%b' % (found[1] or b"", _STYLE.sub(b"", found[2]), clone, found[3])


def _areas_by_row(areas: Sequence[Area], rows: Sequence[int]) -> dict[int, list[Area]]:
    """The merged areas that each of these rows runs through."""
    found: dict[int, list[Area]] = {}
    for area in areas:
        for row in rows[bisect_left(rows, area[0]) : bisect_right(rows, area[2])]:
            found.setdefault(row, []).append(area)
    return found
