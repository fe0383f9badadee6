"""Xls and other OLE files: chains that run in circles, sizes that lie, cells at the corners, passwords."""

import struct
from collections.abc import Iterator

from tests.hostile.cases import Case, case, read
from tests.hostile.compounds import SECTOR, book, compound, number_cell, patched, record, small_compound, text_cell, xls

ORDINARY = (("姓名", "年龄"), ("甲", 7))
TABLE, DIRECTORY, STREAM = SECTOR, 2 * SECTOR, 3 * SECTOR  # where they begin in an xls of one sheet


def cases() -> Iterator[Case]:
    """Every oddity of an OLE file."""
    yield from chains()
    yield from contents()
    yield from records()
    yield from others()


def chains() -> Iterator[Case]:
    plain = xls()
    yield read("an ordinary xls", plain, "xls", *ORDINARY)
    small = small_compound(book([[text_cell(0, 0, "甲"), number_cell(0, 1, 7)]]))
    yield read("an xls so short that it lies in small sectors", small, "xls", ("甲", 7))
    circle = patched(small, 3 * SECTOR, struct.pack("<I", 0))
    yield case("small sectors that run in a circle", circle, "damaged")
    yield case("a password on a short one", small_compound(book([], record(0x2F, bytes(54)))), "encrypted")
    yield case("a stream that runs in a circle", patched(plain, TABLE + 4 * 4, struct.pack("<I", 2)), "damaged")
    yield case("a directory that follows itself", patched(plain, TABLE + 4, struct.pack("<I", 1)), "damaged")
    yield case("a chain that leads out", patched(plain, TABLE + 4 * 3, struct.pack("<I", 70_000)), "damaged")
    yield case(
        "a stream that begins outside", patched(plain, DIRECTORY + 128 + 116, struct.pack("<I", 9_999)), "damaged"
    )
    yield case(
        "a stream of two gigabytes", patched(plain, DIRECTORY + 128 + 120, struct.pack("<I", 1 << 31)), "damaged"
    )
    yield case("a table of tables in a circle", patched(plain, 68, struct.pack("<II", 2, 9)), "damaged", "xls")
    yield case("the same table twice", patched(plain, 80, struct.pack("<I", 0)), "damaged")
    yield case("sectors of two gigabytes", patched(plain, 30, struct.pack("<H", 31)), "damaged")
    yield case("sectors of one byte", patched(plain, 30, struct.pack("<H", 0)), "damaged")
    yield case("no directory", patched(plain, 48, struct.pack("<I", 0xFFFFFFFE)), "damaged")
    yield case("a directory in the stream", patched(plain, 48, struct.pack("<I", 3)), "damaged", "other_format")
    yield case("four million tables", patched(plain, 44, struct.pack("<I", 4_000_000)), "xls", "damaged")
    yield case("small sectors everywhere", patched(plain, 56, struct.pack("<I", 0xFFFFFFFF)), "damaged")
    yield case("only a header", plain[:512], "damaged")
    yield case("less than a header", plain[:100], "damaged")


def contents() -> Iterator[Case]:
    corners = [number_cell(0, 0, 1), number_cell(65_535, 65_535, 2)]
    ranges = [record(0xE5, struct.pack("<H", 1000) + struct.pack("<HHHH", 1, 1, 2, 2) * 1000)] * 101
    yield case("an xls of two cells, the first and the last", xls(corners), "too_many_columns")
    yield case(
        "the corners of an old sheet", xls([number_cell(0, 0, 1), number_cell(65_535, 255, 2)]), "too_many_cells"
    )
    yield case(
        "a row of numbers to the last column",
        xls([record(0xBD, struct.pack("<HHHIH", 0, 0, 0, 0, 65_535))]),
        "too_many_columns",
    )
    yield case("a hundred thousand merged ranges", xls([number_cell(0, 0, 1), *ranges]), "too_many_merged")


def records() -> Iterator[Case]:
    yield case("a password", xls(before=record(0x2F, bytes(54))), "encrypted")
    yield case("an xls without sheets", compound({"Workbook": book([])}), "empty", "damaged")
    yield case("sheets without cells", xls([]), "empty")
    yield case("a stream of zeros", compound({"Workbook": bytes(9000)}), "empty", "damaged")
    yield case(
        "a stream of noise", compound({"Workbook": bytes(n * 7919 % 251 for n in range(9000))}), "empty", "damaged"
    )
    yield case("records longer than the stream", xls([struct.pack("<HH", 0x203, 0xFFFF)]), "damaged", "empty")
    yield case(
        "a cell without room", xls([record(0x203, b"\1\0\1\0"), number_cell(3, 3, 1)]), "damaged", "empty", "xls"
    )
    yield case(
        "a text longer than its record",
        xls([record(0x204, struct.pack("<HHHHB", 0, 0, 0, 9_999, 1) + b"ab")]),
        "damaged",
        "empty",
        "xls",
    )
    yield case(
        "a sheet that begins outside",
        compound({"Workbook": book([[text_cell(0, 0, "a")]]).replace(sheet_place(), b"\xff\xff\xff\x7f")}),
        "damaged",
        "empty",
    )
    yield case(
        "a string table of four milliards",
        xls(before=record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))),
        "damaged",
        "too_much_memory",
        "xls",
    )
    yield case("a thousand sheets in one place", thousand_sheets(), "too_many_sheets")


def others() -> Iterator[Case]:
    yield case("a locked xlsx", compound({"EncryptionInfo": bytes(200), "EncryptedPackage": bytes(9000)}), "encrypted")
    yield case("a letter of Word", compound({"WordDocument": bytes(5000)}), "other_format")
    yield case("slides", compound({"PowerPoint Document": bytes(5000)}), "other_format")
    yield case("an OLE file of something else", compound({"Contents": bytes(5000)}), "other_format")
    yield case(
        "a workbook within a letter", compound({"WordDocument": bytes(5000), "ObjectPool": bytes(100)}), "other_format"
    )


def sheet_place() -> bytes:
    whole = book([[text_cell(0, 0, "a")]])
    at = whole.index(b"\x85\x00") + 4
    return whole[at : at + 4]


def thousand_sheets() -> bytes:
    entry = record(0x85, struct.pack("<IHBB", 20, 0, 1, 0) + b"a")
    return compound({"Workbook": book([[number_cell(0, 0, 1)]], before=entry * 1001)})
