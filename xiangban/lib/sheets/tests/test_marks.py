"""The clerk gets the own workbook back: what is wrong is coloured and says why, and nothing else has changed."""

import io
import re
import warnings
import zipfile
from typing import Any

import openpyxl
import pytest

from tests.hostile.compounds import xls
from tests.hostile.packages import MAIN, OFFICE, SHEET, workbook_parts, worksheet, xlsx, zipped
from xiangban.lib.sheets.gate import check_file
from xiangban.lib.sheets.marks import mark_workbook
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import Cell, Mark, Sheet, SheetRefused
from xiangban.lib.sheets.write import write_workbook

COLOUR = "FFFFE699"


def opened(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content))


def notes(content: bytes, sheet: int = 0) -> dict[str, str]:
    cells = (cell for row in opened(content).worksheets[sheet].rows for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def coloured(content: bytes, sheet: int = 0) -> set[str]:
    cells = (cell for row in opened(content).worksheets[sheet].rows for cell in row)
    return {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == COLOUR}


def roster(*more: Sheet) -> bytes:
    rows: list[list[Cell]] = [["姓名", "身份证号", None], ["甲", "=1+1", None], ["乙", 7, None]]
    return write_workbook([Sheet("一村", rows), *more])


def by_hand() -> bytes:
    """A workbook as people make them: formulas, formats, protection, merged cells, a note of their own."""
    workbook: Any = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "一村"
    sheet["A1"], sheet["B2"], sheet["C3"] = "姓名", "=1+1", "户"
    sheet["A1"].font = openpyxl.styles.Font(bold=True, color="FFFF0000")
    sheet["A1"].comment = openpyxl.comments.Comment("请核对", "王")
    sheet.merge_cells("C3:D5")
    sheet.protection.sheet = True
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def test_a_marked_cell_is_coloured_and_says_why() -> None:
    marked = mark_workbook(roster(), [Mark("一村", 1, 1, "校验位不符 <18> & 请核对"), Mark("一村", 2, 0, "重名")])
    assert notes(marked) == {"B2": "校验位不符 <18> & 请核对", "A3": "重名"}
    assert coloured(marked) == {"B2", "A3"}


def test_the_values_are_the_same_and_no_formula_arises() -> None:
    content = roster()
    marked = mark_workbook(content, [Mark("", row, column, "?") for row in range(3) for column in range(2)])
    assert read_workbook(marked).sheets == read_workbook(content).sheets
    assert {cell.data_type for row in opened(marked).active.rows for cell in row} <= {"s", "n"}


def test_formulas_formats_protection_and_notes_of_the_clerk_stay() -> None:
    marked = mark_workbook(by_hand(), [Mark("一村", 0, 0, "不符"), Mark("一村", 1, 1, "年龄")])
    sheet = opened(marked).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "f")
    assert sheet["A1"].font.bold and sheet["A1"].font.color.rgb == "FFFF0000"
    assert sheet.protection.sheet and sheet.freeze_panes == "A2"
    assert (sheet["A1"].comment.author, sheet["A1"].comment.text) == ("王", "请核对\n【相伴】不符")


def test_the_last_result_of_a_formula_stays() -> None:
    content = xlsx(worksheet('<row r="1"><c r="A1"><f>TODAY()-B1</f><v>9</v></c><c r="B1"><v>1</v></c></row>'))
    assert read_workbook(mark_workbook(content, [Mark("", 0, 0, "?")])).sheets[0].rows == [[9, 1]]


def test_marks_within_merged_cells_stand_on_their_first() -> None:
    marked = mark_workbook(
        by_hand(), [Mark("一村", 2, 2, "户号"), Mark("一村", 4, 3, "户主"), Mark("一村", 3, 2, "户号")]
    )
    assert notes(marked)["C3"] == "户号\n户主"


def test_cells_and_rows_that_are_not_there_are_put_in_their_place() -> None:
    content = xlsx(worksheet('<row r="2" spans="2:2"><c r="B2"><v>1</v></c></row><row r="5"/>'))
    marked = mark_workbook(content, [Mark("", row, column, "缺") for row in (0, 1, 4, 8) for column in (0, 2)])
    assert coloured(marked) == {"A1", "C1", "A2", "C2", "A5", "C5", "A9", "C9"}
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        places = re.findall(rb'<c r="([A-Z]+)(\d+)"', archive.read(SHEET))
    assert places == sorted(places, key=lambda place: (int(place[1]), place[0]))


def test_each_sheet_has_its_own_marks_and_an_unknown_sheet_none() -> None:
    content = roster(Sheet("二村", [["丙"]]))
    marked = mark_workbook(content, [Mark("二村", 0, 0, "二"), Mark("", 0, 0, "一"), Mark("三村", 0, 0, "三")])
    assert (notes(marked), notes(marked, 1)) == ({"A1": "一"}, {"A1": "二"})


def test_what_was_marked_before_and_is_mended_is_marked_no_more() -> None:
    first = mark_workbook(by_hand(), [Mark("一村", 0, 0, "不符"), Mark("一村", 1, 1, "年龄")])
    second = mark_workbook(first, [Mark("一村", 1, 0, "缺")])
    assert notes(second) == {"A1": "请核对", "A2": "缺"}
    assert coloured(second) == {"A2"}


@pytest.mark.parametrize("content", ["姓名,号\n=1+1,2\n".encode("gb18030"), xls()])
def test_a_csv_or_xls_comes_back_as_an_xlsx(content: bytes) -> None:
    name = read_workbook(content).sheets[0].name
    marked = mark_workbook(content, [Mark(name, 1, 0, "重名")])
    assert check_file(marked) == "xlsx"
    assert notes(marked) == {"A2": "重名"}
    assert read_workbook(marked).sheets[0].rows == read_workbook(content).sheets[0].rows


def test_a_number_of_eighteen_digits_is_read_whole_in_what_was_written_anew() -> None:
    content = "序号,身份证号\n1,990101201502100001\n".encode()
    widths = opened(mark_workbook(content, [])).active.column_dimensions
    assert widths["B"].width >= 18 > widths["A"].width


def test_a_workbook_without_formats_is_written_anew_and_marked() -> None:
    marked = mark_workbook(xlsx(), [Mark("表1", 0, 0, "?")])
    assert notes(marked) == {"A1": "?"}


def test_a_sheet_of_other_prefixes_is_marked() -> None:
    plain = worksheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    for element in ("worksheet", "sheetData", "row", "c", "v"):
        plain = plain.replace(f"<{element}", f"<x:{element}").replace(f"</{element}", f"</x:{element}")
    sheet = plain.replace("xmlns=", "xmlns:x=")
    marked = mark_workbook(zipped(workbook_parts((sheet,)) | styled()), [Mark("", 0, 0, "?"), Mark("", 3, 3, "!")])
    assert notes(marked) == {"A1": "?", "D4": "!"}


def test_more_marks_than_one_block_of_numbers_holds() -> None:
    content = write_workbook([Sheet("表", [[row] for row in range(3000)])])
    marked = mark_workbook(content, [Mark("", row, 0, f"第{row}行") for row in range(3000)])
    assert len(notes(marked)) == 3000
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        drawing = next(archive.read(name) for name in archive.namelist() if name.endswith(".vml"))
    assert len(set(re.findall(rb'id="(_x0000_s\d+)"', drawing))) == 3000


def test_a_sentence_with_signs_that_xml_cannot_hold_does_no_harm() -> None:
    assert notes(mark_workbook(roster(), [Mark("", 0, 0, "a\x00\x0b\ud800b")])) == {"A1": "ab"}


def test_a_hostile_file_is_not_marked() -> None:
    with pytest.raises(SheetRefused):
        mark_workbook(xlsx(worksheet(before="<!DOCTYPE a>")), [])


def styled() -> dict[str, str | bytes]:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs></styleSheet>"
    )
    relations = str(workbook_parts()["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>", f'<Relationship Id="y" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    return {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations}
