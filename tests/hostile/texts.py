"""Text tables: encodings, quotes, delimiters, giants; and what is no table at all."""

from collections.abc import Iterator

from tests.hostile.cases import Case, case, read

TEXT = "姓名,年龄\r\n甲,7\r\n"
ROWS = (("姓名", "年龄"), ("甲", "7"))


def cases() -> Iterator[Case]:
    """Every oddity of a csv, and other coats that look like text."""
    yield from encodings()
    yield from quotes()
    yield from giants()
    yield from coats()


def encodings() -> Iterator[Case]:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"):
        yield read(f"a table in {encoding}", TEXT.encode(encoding), "csv", *ROWS)
    for encoding in ("utf-16-le", "utf-16-be"):
        yield read(f"a table in {encoding} without its mark", (TEXT * 9).encode(encoding), "csv", *ROWS * 9)
    rare = "姓名,年龄\n𠮷㐂,7\n"
    yield read("characters of four bytes in GB18030", rare.encode("gb18030"), "csv", ("姓名", "年龄"), ("𠮷㐂", "7"))
    mixed = "姓名,年龄\n甲,7\n".encode() * 3 + "乙,8\n".encode("gb18030")
    yield read("two encodings in one file", mixed, "csv", *ROWS * 3, ("乙", "8"))
    cut = (TEXT * 40).encode() + "丙".encode()[:2]
    yield read("a character that breaks off at the end", cut, "csv", *ROWS * 40, ("\ufffd",))
    surrogate = b"\xff\xfe" + "甲,".encode("utf-16-le") + b"\x00\xd8" + ",7".encode("utf-16-le")
    yield read("a lone surrogate in UTF-16", surrogate, "csv", ("甲", "\ufffd", "7"))
    yield case("half a character in UTF-16", b"\xff\xfea\0b", "csv")
    yield case("a mark and nothing", b"\xef\xbb\xbf", "empty")
    yield case("blanks", b" \r\n \r\n", "empty")


def quotes() -> Iterator[Case]:
    yield read(
        "a quote never closed", '姓名,年龄\n"甲,7\n乙,8\n'.encode(), "csv", ("姓名", "年龄"), ("甲,7",), ("乙", "8")
    )
    torn = b'a,b,c,d,e\n"1,2,3,4,5\n6,7,8,9,"\n'
    rows = (tuple("abcde"), ("1,2,3,4,5",), ("6", "7", "8", "9", None))
    yield read("a quote that another one closes by chance", torn, "csv", *rows)
    remark = b'a,b,c,d,e\n1,2,3,4,"one,\ntwo, three"\n'
    whole = ("1", "2", "3", "4", "one,\ntwo, three")
    yield read("a remark of two lines with commas", remark, "csv", tuple("abcde"), whole)
    yield read("a quote in the middle", '姓名,年龄\n甲"小,7\n'.encode(), "csv", ("姓名", "年龄"), ('甲"小', "7"))
    yield read("a line break within quotes", b'a,b\n"1\n2",3\n', "csv", ("a", "b"), ("1\n2", "3"))
    yield read("only carriage returns", b"a,b\r1,2\r3,4", "csv", ("a", "b"), ("1", "2"), ("3", "4"))
    yield read("semicolons", "姓名;年龄\n甲;7\n".encode(), "csv", *ROWS)
    yield read("tabs", "姓名\t年龄\n甲\t7\n".encode("gb18030"), "csv", *ROWS)
    yield read("commas as printed in Chinese", "姓名，年龄\n甲，7\n".encode(), "csv", *ROWS)
    yield read("empty lines count", b"a,b\n\n1,2\n", "csv", ("a", "b"), (), ("1", "2"))
    yield read("formulas stay texts", b"a,b\n=1+1,@x\n+1,-1\n", "csv", ("a", "b"), ("=1+1", "@x"), ("+1", "-1"))
    yield read("other line ends are none", "a,b\n1\u2028\x85,2\n".encode(), "csv", ("a", "b"), ("1\u2028\x85", "2"))
    yield read("uneven rows", b"a,b,c\n1\n1,2,3,4\n", "csv", ("a", "b", "c"), ("1",), ("1", "2", "3", "4"))


def giants() -> Iterator[Case]:
    yield case("a million columns", lambda: b"1," * 1_000_000, "too_many_columns")
    yield case("a million rows", lambda: b"1,2\n" * 1_000_000, "too_many_rows")
    yield case("a hundred thousand rows of two hundred", lambda: (b"1," * 199 + b"1\n") * 100_000, "too_many_cells")
    yield case("a field of ten megabytes", lambda: b"a,b\n" + b"x" * 10_000_000 + b",2\n", "text_too_long")
    yield case("a quote open for ten megabytes", lambda: b'a,b\n"' + b"x,y\n" * 2_500_000, "too_many_rows")
    yield case("sixty megabytes of line ends", lambda: b"\n" * (60 << 20), "empty", "too_many_rows")
    yield case("sixty megabytes of quotes", lambda: b'"' * (60 << 20), "text_too_long", "csv")
    yield case("sixty megabytes of open quotes", lambda: b'"\n' * (30 << 20), "too_many_rows", "text_too_long")


def coats() -> Iterator[Case]:
    yield case("nothing", b"", "empty")
    yield case("a NUL", b"\0", "not_a_sheet")
    yield case("64 KB of NUL", bytes(65_536), "not_a_sheet")
    yield case("a NUL in a table", b"a,b\n1,\x002\n", "not_a_sheet")
    yield case("noise", bytes(n * n * 7919 % 253 for n in range(20_000)), "not_a_sheet")
    yield case("control characters", bytes(range(1, 32)) * 100, "not_a_sheet")
    yield case("a page", "<!DOCTYPE html><html><table><tr><td>甲</td></tr></table></html>".encode(), "other_format")
    yield case("a table of a page", "\ufeff <table><tr><td>甲</td></tr></table>".encode(), "other_format")
    yield case("a page in UTF-16", "<html><table/></html>".encode("utf-16"), "other_format")
    yield case(
        "a spreadsheet of 2003",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
        "other_format",
    )
    yield case("laughing entities", b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>', "doctype")
    yield case("an outer entity", b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>', "doctype")
    firsts = {
        "pdf": b"%PDF-1.7\n",
        "program": b"MZ\x90\0",
        "elf": b"\x7fELF\2\1\1",
        "rar": b"Rar!\x1a\7\0",
        "7z": b"7z\xbc\xaf'\x1c",
    }
    for name, first in (
        firsts | {"jpeg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n", "gzip": b"\x1f\x8b\x08", "rtf": b"{\\rtf1"}
    ).items():
        yield case(f"{name} under another name", first + bytes(500), "other_format")
    yield case("a sheet of 1990", b"\x09\x02\x06\x00\x00\x00\x10\x00\x0a\x00\x00\x00", "other_format")
