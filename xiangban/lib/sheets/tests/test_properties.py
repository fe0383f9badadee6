"""Whatever bytes come, they are a workbook or a refusal; and no row of a text is lost."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.compounds import xls
from tests.hostile.packages import SHEET, STRINGS, with_part, worksheet, xlsx
from xiangban.lib.sheets.gate import check_file
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.texts import decode_text
from xiangban.lib.sheets.workbook import Cell, Limits, Sheet, SheetRefused
from xiangban.lib.sheets.write import write_workbook

SMALL = Limits(cells=200_000)
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
SOUND = [xlsx(), xls(), "姓名,年龄\n甲,7\n".encode()]


def is_read_or_refused(content: bytes) -> bool:
    try:
        return bool(read_workbook(content, SMALL).sheets)
    except SheetRefused as refused:
        return bool(refused.kind)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert is_read_or_refused(content)


@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=6)), max_size=4))
def test_a_sound_file_written_over_is_read_or_refused(content: bytes, wounds: list[tuple[int, bytes]]) -> None:
    for place, value in wounds:
        at = place % len(content)
        content = content[:at] + value + content[at + len(value) :]
    assert is_read_or_refused(content)


@given(st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]), st.binary(max_size=200))
@settings(max_examples=60)
def test_any_part_is_read_or_refused(name: str, part: bytes) -> None:
    assert is_read_or_refused(with_part(name, part))


@given(st.text("<>!/-[]CDATA rxsheetDtowv=\"'1A0", max_size=80))
@settings(max_examples=60)
def test_any_markup_in_a_sheet_is_read_or_refused(rows: str) -> None:
    assert is_read_or_refused(xlsx(worksheet(rows)))


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_a_text_without_lone_halves(content: bytes) -> None:
    text, encoding, _ = decode_text(content)
    assert text.encode("utf-8") is not None
    assert encoding


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_rows_come_back_as_a_spreadsheet_program_has_written_them(table: list[list[str]], encoding: str) -> None:
    made = io.StringIO()
    head = ["姓名", "年龄"]
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows([head, head, *table])
    rows = read_workbook(made.getvalue().encode(encoding)).sheets[0].rows
    assert [[cell or "" for cell in row] for row in rows] == [head, head, *table]


@given(
    st.lists(
        st.lists(CELLS | st.integers(-(2**50), 2**50) | st.booleans(), min_size=1, max_size=4), min_size=1, max_size=6
    )
)
@settings(max_examples=60)
def test_cells_come_back_as_they_were_written(table: list[list[Cell]]) -> None:
    lines: list[list[Cell]] = [["姓名"], *table]
    content = write_workbook([Sheet("表", lines)])
    assert check_file(content) == "xlsx"
    rows = read_workbook(content).sheets[0].rows
    for row, line in zip(rows[1:], table, strict=False):
        assert [cell for cell in row if cell is not None] == [cell for cell in line if cell != ""]
