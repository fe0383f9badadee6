"""Zip tricks: bombs, lies in the directory, names that lead out, locks."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.cases import Case, case, read
from tests.hostile.packages import (
    SHEET,
    STRINGS,
    patched_directory,
    with_part,
    workbook_parts,
    worksheet,
    xlsx,
    zipped,
    zipped_in_pieces,
)

MEBIBYTE = 1 << 20


def cases() -> Iterator[Case]:
    """Every trick with the package itself."""
    yield from bombs()
    yield from lies()
    yield from names()
    yield from ends()


def bombs() -> Iterator[Case]:
    yield case("300 MB of blanks in the sheet", lambda: blanks_in(SHEET, 300), "unpacks_too_large", "text_too_long")
    yield case("100 MB of blanks in the strings", lambda: blanks_in(STRINGS, 100), "unpacks_too_large", "text_too_long")
    yield case(
        "100 MB of blanks in a picture", lambda: blanks_in("xl/media/a.png", 100), "text_too_long", "unpacks_too_large"
    )
    yield case("500 MB in twelve parts", many_large_parts, "unpacks_too_large")
    yield case("ten thousand empty parts", lambda: many_parts(10_000), "too_many_parts")
    yield case("a part twice, in one place of the file", overlapping, "damaged")
    yield case("61 MB", lambda: b"PK\x03\x04" + bytes(61 * MEBIBYTE), "too_large")
    yield case("a million blank cells, tightly packed", million_blank_cells, "unpacks_too_large")
    yield case(
        "a bomb beside the workbook in a zip in a zip", lambda: zipped({"a.zip": blanks_in(SHEET, 20)}), "not_a_sheet"
    )


def lies() -> Iterator[Case]:
    plain = xlsx()
    size = struct.pack("<I", 10)
    yield case("a directory that says ten bytes", patched_directory(plain, SHEET, 24, size), "damaged")
    yield case("packed size of ten bytes", patched_directory(plain, SHEET, 20, size), "damaged")
    yield case("size of four gigabytes", patched_directory(plain, SHEET, 24, b"\xfe\xff\xff\xff"), "damaged")
    yield case("a wrong checksum", patched_directory(plain, SHEET, 16, b"\1\2\3\4"), "damaged")
    yield case("an unknown way of packing", patched_directory(plain, SHEET, 10, b"\x63\0"), "damaged")
    yield case("bzip2", zipped(workbook_parts(), zipfile.ZIP_BZIP2), "damaged")
    yield case("lzma", zipped(workbook_parts(), zipfile.ZIP_LZMA), "damaged")
    yield case("a start behind the end", patched_directory(plain, SHEET, 42, b"\xff\xff\xff\x7f"), "damaged")
    yield case("a start in the middle", patched_directory(plain, SHEET, 42, b"\x05\0\0\0"), "damaged")
    yield case("one locked part", patched_directory(plain, SHEET, 8, b"\x01\0"), "encrypted")
    yield read("nothing packed", zipped(workbook_parts(), zipfile.ZIP_STORED), "xlsx", ("姓名", "年龄"), ("甲", 7))


def names() -> Iterator[Case]:
    for name in ("../../etc/cron.d/job", "/etc/passwd", "xl/../../up.xml", "C:\\windows\\a.xml", "..\\up.xml"):
        yield case(f"a part named {name}", with_part(name, "<a/>"), "damaged")
    twice = [(name, [part]) for name, part in workbook_parts().items()]
    yield case("two sheets of one name", zipped_in_pieces([*twice, (SHEET, [worksheet("")])]), "damaged")
    yield case("two of one name but for the case", with_part("XL/Worksheets/SHEET1.xml", worksheet("")), "damaged")
    yield case("the same with a backslash", with_part("xl\\worksheets\\sheet1.xml", worksheet("")), "damaged")
    yield case("a name with a NUL", with_part("xl/a\0.xml", "<a/>"), "damaged", "xlsx")
    yield case("no list of sheets", zipped({"xl/worksheets/sheet1.xml": worksheet()}), "not_a_sheet")
    yield case("a list that leads nowhere", without(SHEET), "damaged", "empty")
    yield case("no relations", without("xl/_rels/workbook.xml.rels"), "damaged", "empty")
    yield case("strings that are not there", without(STRINGS), "damaged", "empty", "xlsx")


def ends() -> Iterator[Case]:
    plain = xlsx()
    packed_once = zipped(workbook_parts() | {"xl/embeddings/a.xlsx": plain}, zipfile.ZIP_STORED)
    yield read("a workbook laid into the workbook as it is", packed_once, "xlsx", ("姓名", "年龄"), ("甲", 7))
    yield case("an empty zip", zipped({}), "damaged")
    yield case("only the first four bytes", b"PK\x03\x04", "damaged")
    yield case("a second directory at the end", plain + plain[plain.rindex(b"PK\x05\x06") :], "damaged")
    yield case("two archives, one behind the other", plain + xlsx(worksheet("")), "damaged")
    yield case("a program before the archive", b"MZ" + bytes(100) + plain, "other_format")
    yield case("rubbish behind the end", plain + bytes(70_000), "damaged")
    yield case("a comment", commented(plain, b"hello"), "xlsx")
    yield case(
        "a comment that is a directory", commented(plain, plain[plain.rindex(b"PK\x05\x06") :]), "damaged", "xlsx"
    )


def blanks_in(name: str, mebibytes: int) -> bytes:
    parts = workbook_parts() | {name: b""}
    blanks = b"<a>" + b" " * (MEBIBYTE - 3)
    return zipped_in_pieces((at, [blanks] * mebibytes if at == name else [part]) for at, part in parts.items())


def many_large_parts() -> bytes:
    """Half a gigabyte of rows that repeat, in twelve parts."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 500))
    block = f"<a>{rows}</a>".encode() * 42
    parts = [(f"xl/other{number}.xml", [block] * 48) for number in range(12)]
    return zipped_in_pieces([*((name, [part]) for name, part in workbook_parts().items()), *parts])


def many_parts(count: int) -> bytes:
    return zipped(workbook_parts() | {f"xl/p{number}.xml": b"" for number in range(count)}, zipfile.ZIP_STORED)


def million_blank_cells() -> bytes:
    row = "<row><c/><c/><c/><c/><c/><c/><c/><c/><c/><c/></row>" * 1000
    return zipped_in_pieces(
        (
            name,
            [worksheet("").split("</sheetData>")[0], *[row] * 100, "</sheetData></worksheet>"]
            if name == SHEET
            else [part],
        )
        for name, part in workbook_parts().items()
    )


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes, as in the flat kind of bomb."""
    content = with_part("xl/worksheets/sheet9.xml", worksheet())
    return patched_directory(
        content, "xl/worksheets/sheet9.xml", 42, struct.pack("<I", content.index(b"PK\x03\x04", 4))
    )


def without(name: str) -> bytes:
    parts = workbook_parts()
    del parts[name]
    return zipped(parts)


def commented(content: bytes, comment: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = comment
    return made.getvalue()
