"""Sheets to an xlsx of plain cells, made in memory: what leaves the house never lies on the disk in clear.

Marks and notes on cells are laid on by marks.py.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape, quoteattr

from xiangban.lib.sheets.workbook import Cell, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone
_LONGEST_NAME = 31
_LOOKED_AT, _NARROWEST, _WIDEST, _WIDE = 200, 6, 48, 0x2E7F  # rows; widths in signs; the last sign of half width
_HIDDEN_SHEET = ' state="hidden"'
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Numbers of the formats below: none, day, moment, time of day, length of time.
_PLAIN, _DAY, _MOMENT, _CLOCK, _LENGTH = range(5)
_FORMATS = "".join(
    f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for number in (0, 164, 165, 21, 46)
)
_STYLES = f"""{_HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="5">{_FORMATS}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """An xlsx with the cells as they are: a text stays a text, whatever sign it begins with, and no formula arises."""
    names = list(_names(sheets))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(sheets)))
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        archive.writestr("xl/workbook.xml", _workbook(names, sheets))
        parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
        archive.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")]))
        archive.writestr("xl/styles.xml", _STYLES)
        for number, sheet in enumerate(sheets, start=1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                part.writelines(text.encode() for text in _worksheet(sheet))
    return made.getvalue()


def clean_text(text: str) -> str:
    """The text without what XML cannot hold."""
    return _CONTROL.sub("", text)


def cell_name(row: int, column: int) -> str:
    """The name of a cell as people say it, from its row and column counted from 0: A1."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _worksheet(sheet: Sheet) -> Iterator[str]:
    widest = max(map(len, sheet.rows), default=0)
    letters = [column_letters(column) for column in range(widest)]
    yield f'{_HEAD}<worksheet xmlns="{MAIN}"><sheetFormatPr defaultColWidth="14" defaultRowHeight="15"/>'
    yield from _widths(sheet)
    yield "<sheetData>"
    for number, row in enumerate(sheet.rows):
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        cells = "".join(
            _cell(f"{letter}{number + 1}", cell) for letter, cell in zip(letters, row, strict=False) if cell is not None
        )
        yield f'<row r="{number + 1}"{hidden}>{cells}</row>'
    yield "</sheetData>"
    if sheet.merged:
        areas = (f"{cell_name(top, left)}:{cell_name(bottom, right)}" for top, left, bottom, right in sheet.merged)
        yield f'<mergeCells count="{len(sheet.merged)}">'
        yield "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        yield "</mergeCells>"
    yield "</worksheet>"


def _widths(sheet: Sheet) -> Iterator[str]:
    """Columns as wide as what their first rows say: an ID number is read whole; merged titles stretch none."""
    merged = {(top, left) for top, left, _bottom, _right in sheet.merged}
    widths: dict[int, int] = {}
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        for column, cell in enumerate(row):
            if cell is not None and (number, column) not in merged:
                text = cell if isinstance(cell, str) else str(cell)
                widths[column] = max(widths.get(column, 0), sum(2 if ord(sign) > _WIDE else 1 for sign in text))
    if widths:
        yield "<cols>"
        for column, width in sorted(widths.items()):
            wide = min(max(width + 2, _NARROWEST), _WIDEST)
            yield f'<col min="{column + 1}" max="{column + 1}" width="{wide}" customWidth="1"/>'
        yield "</cols>"


def _cell(name: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(clean_text(cell))}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c r="{name}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{name}"><v>{cell!r}</v></c>' if cell - cell == 0 else ""
    style, days = _days(cell)
    return f'<c r="{name}" s="{style}"><v>{days!r}</v></c>'


def _days(cell: date | datetime | time | timedelta | None) -> tuple[int, float]:
    """The format of a moment, and its days since day zero of spreadsheets."""
    day = timedelta(days=1)
    if isinstance(cell, datetime):
        return _MOMENT, (cell.replace(tzinfo=None) - _DAY_ZERO) / day
    if isinstance(cell, date):
        return _DAY, (datetime(cell.year, cell.month, cell.day) - _DAY_ZERO).days  # noqa: DTZ001
    if isinstance(cell, time):
        return _CLOCK, timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second) / day
    return (_LENGTH, cell / day) if cell is not None else (_PLAIN, 0)


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Names as xlsx allows them: none empty, none too long, no two alike."""
    taken: set[str] = set()
    for place, sheet in enumerate(sheets, start=1):
        number = place
        plain = _FORBIDDEN.sub("_", clean_text(sheet.name)).strip("' ")[:_LONGEST_NAME] or f"Sheet{number}"
        name = plain
        while name.casefold() in taken:
            name = f"{plain[: _LONGEST_NAME - 5]}_{number}"
            number += 1
        taken.add(name.casefold())
        yield name


def _workbook(names: Sequence[str], sheets: Sequence[Sheet]) -> str:
    entries = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"{"" if sheet.visible else _HIDDEN_SHEET}/>'
        for number, (name, sheet) in enumerate(zip(names, sheets, strict=True), start=1)
    )
    return f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets>{entries}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
