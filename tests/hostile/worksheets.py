"""What the XML of a workbook can hold besides cells: declarations, giants, depths, lies about places."""

from collections.abc import Iterator

from tests.hostile.cases import Case, case, read
from tests.hostile.packages import (
    HEAD,
    MAIN,
    OFFICE,
    PACKAGE,
    SHEET,
    STRINGS,
    with_part,
    workbook_parts,
    worksheet,
    xlsx,
    zipped,
)

ORDINARY = (("姓名", "年龄"), ("甲", 7))
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE l SYSTEM "http://192.0.2.1/a.dtd">'


def cases() -> Iterator[Case]:
    """Every oddity of a part."""
    yield from declarations()
    yield from encodings()
    yield from giants()
    yield from extents()
    yield from amounts()
    yield from places()
    yield from shapes()
    yield from company()
    yield from values()


def declarations() -> Iterator[Case]:
    places = (SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml", "xl/_rels/workbook.xml.rels")
    for name in (
        *places,
        "[Content_Types].xml",
        "customXml/item1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/strange.bin",
    ):
        yield case(f"laughing entities in {name}", with_part(name, f"{HEAD}{LAUGHS}<l>&b;</l>"), "doctype")
    for number, declaration in enumerate((LAUGHS, OUTSIDE, REMOTE, "<!DOCTYPE l>", "<!doctype l>", "<!ENTITY a 'b'>")):
        yield case(f"declaration {number} in the sheet", xlsx(worksheet(before=declaration)), "doctype")
    yield case(
        "a declaration behind a comment", xlsx(worksheet(before="<!-- " + "x" * 100_000 + " -->" + OUTSIDE)), "doctype"
    )
    yield case(
        "a declaration behind a megabyte of comments",
        xlsx(worksheet(before=comments(90_000) + OUTSIDE)),
        "doctype",
    )
    yield case("a declaration at the very end", xlsx(worksheet() + LAUGHS), "doctype")
    yield case("a declaration in UTF-16", xlsx(worksheet(before=LAUGHS).encode("utf-16")), "doctype")
    yield case("a declaration in UTF-16 without mark", xlsx(worksheet(before=LAUGHS).encode("utf-16-be")), "doctype")
    yield case("a declaration in UTF-32", xlsx(worksheet(before=LAUGHS).encode("utf-32")), "doctype")
    yield case("a notation", xlsx(worksheet(before="<!NOTATION a SYSTEM 'b'>")), "doctype")


def encodings() -> Iterator[Case]:
    yield case("a sheet in UTF-16", xlsx(worksheet().encode("utf-16")), "damaged")
    yield case("a sheet in UTF-7", xlsx(worksheet().replace("UTF-8", "UTF-7")), "damaged")
    yield case("a sheet that says EBCDIC", xlsx(worksheet().replace("UTF-8", "IBM037")), "damaged")
    yield case("a sheet that says GBK", xlsx(worksheet().replace("UTF-8", "GBK")), "damaged")
    yield case("broken UTF-8 in a string", with_part(STRINGS, string_part(b"\xff\xfe\xe4")), "damaged", "xlsx")
    yield case("a lone surrogate in a string", with_part(STRINGS, string_part(b"\xed\xa0\x80")), "damaged", "xlsx")
    yield case("a NUL in a string", with_part(STRINGS, string_part(b"a\0b")), "damaged")
    yield case("a NUL by its number", with_part(STRINGS, string_part(b"a&#0;b")), "damaged", "xlsx")
    yield case("a surrogate by its number", with_part(STRINGS, string_part(b"a&#xD800;b")), "damaged", "xlsx")
    yield case("an unknown entity", with_part(STRINGS, string_part(b"a&x;b")), "damaged", "xlsx")


def giants() -> Iterator[Case]:
    corner = cell("A1") + cell("XFD1048576")
    yield case("two cells, the first and the last", xlsx(worksheet(corner)), "too_many_rows")
    yield case("the same with quotes of the other kind", xlsx(worksheet(corner.replace('"', "'"))), "too_many_rows")
    yield case("the same with a prefix", xlsx(prefixed(corner)), "too_many_rows")
    yield case(
        "the same with attributes turned round",
        xlsx(worksheet(cell("A1") + '<row><c t="n" r="XFD1048576"><v>1</v></c></row>')),
        "too_many_rows",
    )
    yield case(
        "the same with blanks about the equals sign", xlsx(worksheet(corner.replace("r=", "r = "))), "too_many_rows"
    )
    yield case("the same in small letters", xlsx(worksheet(corner.replace("XFD", "xfd"))), "too_many_rows", "damaged")
    yield case(
        "the same, the letters written as numbers",
        xlsx(worksheet(cell("A1") + cell("&#88;FD1048576"))),
        "too_many_rows",
    )
    yield case(
        "the same with a line break",
        xlsx(worksheet(cell("A1") + cell("XFD1048576").replace(" r=", "\nr="))),
        "too_many_rows",
    )


def extents() -> Iterator[Case]:
    yield case("wide but not long", xlsx(worksheet(cell("A1") + cell("XFD2"))), "too_many_columns")
    yield case("long but not wide", xlsx(worksheet(cell("A1") + cell("A1048576"))), "too_many_rows")
    yield case("just inside both, too much together", xlsx(worksheet(cell("A1") + cell("SR199999"))), "too_many_cells")
    yield case(
        "twenty sheets that are too much together", many_sheets(20, cell("A1") + cell("CV9000")), "too_many_cells"
    )
    yield case("two thousand sheets", many_sheets(2000, cell("A1")), "too_many_sheets")
    yield case("a place beyond the grid", xlsx(worksheet(cell("XFE1") + cell("A16777217"))), "too_many_rows")
    yield case("a place beyond all numbers", xlsx(worksheet(cell("A" + "9" * 30))), "damaged")
    yield case("letters beyond all columns", xlsx(worksheet(cell("Z" * 30 + "1"))), "damaged")
    yield case(
        "rows that jump",
        xlsx(worksheet(f'<row r="4294967295"><c><v>1</v></c></row>{cell("A1")}')),
        "too_many_rows",
        "damaged",
    )


def amounts() -> Iterator[Case]:
    yield case("a million rows of one cell", xlsx(worksheet(rows_of(1_000_000))), "too_many_rows", "unpacks_too_large")
    yield case("a text of ten megabytes", with_part(STRINGS, string_part(random_text(10_000_000))), "text_too_long")
    yield case(
        "a million merged ranges", xlsx(worksheet(after=merged(1_000_000))), "too_many_merged", "unpacks_too_large"
    )
    yield case(
        "one merged range over everything",
        xlsx(worksheet(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
        "xlsx",
    )
    yield case(
        "one string shown eight million times", shown_often, "too_much_memory", "too_many_cells", "unpacks_too_large"
    )
    yield read(
        "a boast of a dimension",
        xlsx(worksheet().replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')),
        "xlsx",
        *ORDINARY,
    )
    yield read(
        "styled empty cells to the last row",
        xlsx(worksheet(ORDINARY_ROWS + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
        "xlsx",
        *ORDINARY,
    )


def places() -> Iterator[Case]:
    yield case("row 0", xlsx(worksheet(cell("A0"))), "damaged", "xlsx")
    yield case("no letters", xlsx(worksheet(cell("1"))), "damaged")
    yield case("no number", xlsx(worksheet(cell("A"))), "damaged")
    yield case("a place that is none", xlsx(worksheet(cell("姓名"))), "damaged")
    yield case("an empty place", xlsx(worksheet(cell(""))), "damaged")
    yield case("a row of row -1", xlsx(worksheet('<row r="-1"><c><v>1</v></c></row>')), "damaged", "xlsx")
    yield case("rows upside down", xlsx(worksheet(cell("A3") + cell("B1"))), "xlsx")
    yield case("two values in one place", xlsx(worksheet(cell("A1") + cell("A1"))), "xlsx")
    yield read("no places at all", xlsx(worksheet("<row><c><v>1</v></c><c><v>2</v></c></row>")), "xlsx", (1, 2))
    yield case(
        "a merged range upside down",
        xlsx(worksheet(after='<mergeCells><mergeCell ref="C3:A1"/></mergeCells>')),
        "xlsx",
        "damaged",
    )
    yield case(
        "a merged range of nothing",
        xlsx(worksheet(after='<mergeCells><mergeCell ref=""/></mergeCells>')),
        "xlsx",
        "damaged",
    )
    yield case(
        "a merged range without end",
        xlsx(worksheet(after='<mergeCells><mergeCell ref="A1:ZZZZ99999999"/></mergeCells>')),
        "xlsx",
        "damaged",
    )


def shapes() -> Iterator[Case]:
    yield case(
        "a hundred thousand levels deep",
        xlsx(worksheet("<a>" * 100_000 + "</a>" * 100_000)),
        "empty",
        "damaged",
        "xlsx",
        "unpacks_too_large",
    )
    yield case(
        "a hundred thousand attributes",
        xlsx(worksheet("<row " + " ".join(f'a{n}="1"' for n in range(30_000)) + "/>")),
        "empty",
        "text_too_long",
        "damaged",
        "xlsx",
    )
    yield case("tags that do not close", xlsx(worksheet("<row><c><v>1")), "damaged")
    yield case("a sheet that breaks off", xlsx(worksheet()[:-40]), "damaged", "xlsx")
    yield case("a sheet of nothing", xlsx(b""), "damaged", "empty")
    yield case("a sheet that is no XML", xlsx(b"hello"), "damaged", "empty")
    yield case("a sheet that is html", xlsx("<html><table><tr><td>1</td></tr></table></html>"), "damaged", "empty")
    yield case("no rows", xlsx(worksheet("")), "empty")
    yield case("no rows in any of five sheets", many_sheets(5, ""), "empty")


def company() -> Iterator[Case]:
    yield case("no sheets", zipped(workbook_parts(())), "damaged", "empty")
    yield case(
        "a list of sheets that leads to itself",
        with_part("xl/workbook.xml", workbook_leading_to("workbook.xml")),
        "damaged",
        "empty",
    )
    yield case(
        "a sheet that lies outside",
        with_part("xl/_rels/workbook.xml.rels", relation("http://192.0.2.1/a.xml")),
        "damaged",
        "empty",
    )
    yield case(
        "a sheet above the root",
        with_part("xl/_rels/workbook.xml.rels", relation("../../../etc/passwd")),
        "damaged",
        "empty",
    )
    yield read("macros", with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(5000)), "xlsx", *ORDINARY)
    yield read(
        "a link to another workbook",
        with_part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>'),
        "xlsx",
        *ORDINARY,
    )
    yield read(
        "a data connection", with_part("xl/connections.xml", f'<connections xmlns="{MAIN}"/>'), "xlsx", *ORDINARY
    )
    yield read("a workbook within the workbook", with_part("xl/embeddings/a.xlsx", xlsx()), "xlsx", *ORDINARY)


def values() -> Iterator[Case]:
    yield case("a string that is not listed", xlsx(worksheet(cell("A1", "99", 't="s"'))), "damaged", "empty", "xlsx")
    yield case("a string of number -1", xlsx(worksheet(cell("A1", "-1", 't="s"'))), "damaged", "empty", "xlsx")
    yield case("a number that is none", xlsx(worksheet(cell("A1", "abc"))), "damaged", "xlsx")
    yield read("a number beyond all numbers", xlsx(worksheet(cell("A1", "1e999"))), "xlsx", (float("inf"),))
    yield case("a style that is not listed", xlsx(worksheet(cell("A1", "40000", 's="99"'))), "xlsx", "damaged")
    yield case("a kind that is none", xlsx(worksheet(cell("A1", "1", 't="zzz"'))), "damaged", "xlsx")
    yield case("a day of year 300000", with_part("xl/styles.xml", dates()), "xlsx")
    yield read(
        "a formula is its last result",
        xlsx(worksheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')),
        "xlsx",
        (2,),
    )
    yield read(
        "a formula that asks the network",
        xlsx(worksheet('<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://192.0.2.1")</f><v>x</v></c></row>')),
        "xlsx",
        ("x",),
    )
    yield read(
        "a formula that starts a program",
        xlsx(worksheet('<row r="1"><c r="A1" t="str"><f>cmd|\'/c calc\'!A0</f><v>y</v></c></row>')),
        "xlsx",
        ("y",),
    )
    yield read(
        "an error",
        xlsx(worksheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><v>1</v></c></row>')),
        "xlsx",
        (None, 1),
    )
    yield read(
        "a number too long to be whole",
        xlsx(worksheet(cell("A1", "511722201101011234"))),
        "xlsx",
        (511722201101011234.0,),
    )


ORDINARY_ROWS = worksheet().split("<sheetData>")[1].split("</sheetData>")[0]


def cell(place: str, value: str = "1", more: str = "") -> str:
    """A row of one cell."""
    return (
        f'<row><c r="{place}" {more}><v>{value}</v></c></row>'
        if more
        else f'<row><c r="{place}"><v>{value}</v></c></row>'
    )


def prefixed(rows: str) -> str:
    for element in ("row", "c", "v"):
        rows = rows.replace(f"<{element}", f"<x:{element}").replace(f"</{element}", f"</x:{element}")
    return f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'


def many_sheets(count: int, rows: str) -> bytes:
    return zipped(workbook_parts([worksheet(rows)] * count))


def rows_of(count: int) -> str:
    return "".join(f'<row r="{row}"><c r="A{row}"><v>{row * 7919}</v></c></row>' for row in range(1, count + 1))


def merged(count: int) -> str:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, count + 1))
    return f"<mergeCells>{ranges}</mergeCells>"


def string_part(text: bytes) -> bytes:
    """Shared strings of which the first is this."""
    return f'{HEAD}<sst xmlns="{MAIN}"><si><t>'.encode() + text + b"</t></si><si><t>b</t></si><si><t>c</t></si></sst>"


def comments(count: int) -> str:
    return "".join(f"<!-- {number * 7919 % 99_991} -->" for number in range(count))


def random_text(length: int) -> bytes:
    return b"".join(b"%d" % (number * 7919 % 99_991) for number in range(length // 4))[:length]


def shown_often() -> bytes:
    row = "".join(f'<c r="{letter}{{0}}" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(1, 40_001))
    return zipped(workbook_parts((worksheet(rows),)) | {STRINGS: string_part(random_text(200_000))})


def workbook_leading_to(target: str) -> str:
    sheet = f'<sheet name="{target}" sheetId="1" r:id="none"/>'
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheet}</sheets></workbook>'


def relation(target: str) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>'
    )


def dates() -> str:
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>'
