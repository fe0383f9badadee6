"""Small packages of xlsx and ods, whole or wrong in one place."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"

Part = str | bytes
Parts = dict[str, Part]

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7</v></c></row>'  # noqa: E501


def worksheet(rows: str = ROWS, after: str = "", before: str = "") -> str:
    """The part of a sheet with these rows."""
    return f'{HEAD}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook_parts(sheets: Sequence[Part] = (worksheet(),), **others: Part) -> Parts:
    """The parts of a workbook with these sheets and the shared strings 姓名, 年龄, 甲."""
    numbers = range(1, len(sheets) + 1)
    entries = "".join(f'<sheet name="表{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    strings = "".join(f"<si><t>{text}</t></si>" for text in ("姓名", "年龄", "甲"))
    parts: Parts = {
        "[Content_Types].xml": content_types(len(sheets)),
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        STRINGS: f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return (
        parts
        | {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, sheets, strict=True)}
        | others
    )


def content_types(sheets: int) -> str:
    """The list of kinds of parts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}</Types>'
    )


def table_parts(rows: str) -> Parts:
    """The parts of an ods with one table of these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{HEAD}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": f'{HEAD}<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    }


def zipped(parts: Mapping[str, Part], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a package."""
    return zipped_in_pieces([(name, [part]) for name, part in parts.items()], packing)


def zipped_in_pieces(parts: Iterable[tuple[str, Iterable[Part]]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same for parts too large to hold, and for names that come twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing, compresslevel=6) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name comes twice is meant
        for name, pieces in parts:
            encoded = (piece.encode() if isinstance(piece, str) else piece for piece in pieces)
            entry = zipfile.ZipInfo(name)
            entry.compress_type = packing
            with archive.open(entry, "w") as part:
                part.writelines(encoded)
    return made.getvalue()


def xlsx(sheet: Part | None = None, **others: Part) -> bytes:
    """A whole workbook, of one given sheet or an ordinary one."""
    return zipped(workbook_parts((worksheet() if sheet is None else sheet,)) | others)


def with_part(name: str, part: Part) -> bytes:
    """An ordinary workbook with one part put in or replaced."""
    return zipped(workbook_parts() | {name: part})


def patched_directory(content: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The package with some bytes of one entry of its directory written over."""
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        (length,) = struct.unpack_from("<H", content, at + 28)
        if content[at + 46 : at + 46 + length] == name.encode():
            return content[: at + offset] + value + content[at + offset + len(value) :]
    raise LookupError(name)
