"""A file is read by what is in it: cells as the clerk sees them, rows by their number."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest

from tests.hostile.compounds import number_cell, record, xls
from tests.hostile.packages import table_parts, worksheet, xlsx, zipped
from xiangban.lib.sheets.gate import check_file
from xiangban.lib.sheets.packages import check_package
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import Cell, Fault, Limits, Refusal, Sheet, SheetRefused
from xiangban.lib.sheets.write import write_workbook


def rows(content: bytes) -> list[list[Cell]]:
    return read_workbook(content).sheets[0].rows


def refusal(content: bytes, limits: Limits) -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read_workbook(content, limits)
    return refused.value


def written(*lines: Sequence[Cell]) -> bytes:
    return write_workbook([Sheet("表", [list(line) for line in lines])])


def test_a_number_is_whole_when_it_can_be_and_an_identity_number_in_a_number_cell_shows_that_it_is_broken() -> None:
    assert rows(written([7, 7.5, 5.1172220110101123e17, -3])) == [[7, 7.5, 5.1172220110101123e17, -3]]
    whole, half, broken, _ = rows(written([7, 7.5, 5.1172220110101123e17, -3]))[0]
    assert (type(whole), type(half), type(broken)) == (int, float, float)


def test_days_moments_and_times_come_as_such() -> None:
    line: list[Cell] = [date(2011, 1, 31), datetime.fromisoformat("2011-01-31T08:30"), time(8, 30), True]
    assert rows(written(line)) == [line]


def test_rows_and_columns_keep_their_numbers_though_the_sheet_begins_further_in() -> None:
    assert rows(xlsx(worksheet('<row r="3"><c r="C3"><v>1</v></c></row>')))[2] == [None, None, 1]


def test_texts_that_look_like_formulas_or_numbers_stay_texts() -> None:
    line: list[Cell] = ["=1+1", "+86", "-", "@甲", "007", " 甲 "]
    assert rows(written(line)) == [line]


def test_hidden_rows_merged_cells_and_hidden_sheets_are_told() -> None:
    sheets = [
        Sheet("甲村", [["a"], ["b"], ["c"]], [(0, 0, 1, 3)], frozenset({1})),
        Sheet("乙村", [["d"]], visible=False),
    ]
    first, second = read_workbook(write_workbook(sheets)).sheets
    assert (first.merged, first.hidden_rows, first.visible) == ([(0, 0, 1, 3)], frozenset({1}), True)
    assert (second.name, second.visible) == ("乙村", False)


def test_hidden_rows_of_an_xls_are_told_by_sheet() -> None:
    hidden = record(0x208, b"\1\0\0\0\1\0\xff\0\0\0\0\0\x20\0\0\0")
    sheets = read_workbook(xls([number_cell(0, 0, 1)], [number_cell(0, 0, 1), hidden, number_cell(1, 0, 2)])).sheets
    assert [sheet.hidden_rows for sheet in sheets] == [frozenset(), frozenset({1})]


def test_hidden_rows_of_an_ods_are_told() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    filtered = row.replace("<table:table-row", '<table:table-row table:visibility="filter"')
    sheet = read_workbook(zipped(table_parts(row + filtered + row))).sheets[0]
    assert (sheet.hidden_rows, len(sheet.rows)) == (frozenset({1}), 3)


def test_a_file_is_known_by_its_content_alone() -> None:
    assert [check_file(content) for content in (written([1]), xls(), "姓名,年龄".encode("gb18030"))] == [
        "xlsx",
        "xls",
        "csv",
    ]


def test_a_text_table_names_its_encoding_and_what_had_to_be_mended() -> None:
    sound = read_workbook("姓名;年龄\n甲;7\n".encode("gb18030"))
    assert (sound.encoding, sound.delimiter, sound.faults) == ("gb18030", ";", ())
    torn = read_workbook("姓名,年龄\n".encode() * 9 + '"乙,8\n'.encode("gb18030") + b"c,9\n")
    assert torn.faults == (Fault.MIXED_ENCODING, Fault.OPEN_QUOTE)
    assert torn.sheets[0].rows[-2:] == [["乙,8"], ["c", "9"]]


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(bytes=100), Refusal.TOO_LARGE),
        (Limits(rows=9), Refusal.TOO_MANY_ROWS),
        (Limits(columns=2), Refusal.TOO_MANY_COLUMNS),
        (Limits(cells=29), Refusal.TOO_MANY_CELLS),
        (Limits(unpacked=1000), Refusal.UNPACKS_TOO_LARGE),
        (Limits(parts=3), Refusal.TOO_MANY_PARTS),
        (Limits(sheets=0), Refusal.TOO_MANY_SHEETS),
    ],
)
def test_a_limit_is_the_last_that_passes(limits: Limits, kind: Refusal) -> None:
    content = written(*[[1, 2, 3]] * 10)
    assert refusal(content, limits).kind is kind
    assert len(read_workbook(content, Limits(rows=10, columns=3, cells=30)).sheets[0].rows) == 10


def test_a_letter_of_word_is_looked_at_like_a_workbook() -> None:
    sound, declared = zipped({"word/document.xml": "<a/>"}), zipped({"word/document.xml": "<!DOCTYPE a><a/>"})
    check_package(sound)
    with pytest.raises(SheetRefused) as refused:
        check_package(declared)
    assert refused.value.kind is Refusal.DOCTYPE


def test_a_refusal_says_what_it_is_about() -> None:
    assert refusal(written(*[[1]] * 10), Limits(rows=9)).detail == {"rows": 10, "limit": 9}
    assert refusal(b"%PDF-1.7", Limits()).detail == {"format": "pdf"}
