"""Where things stand in the XML of a sheet: spreadsheet programs call a file broken when the order is not theirs."""

import re

import pytest

from xiangban.lib.sheets.marked_sheet import CannotMark, Fills, colour_cells, with_legacy_drawing

STYLES = (
    b'<styleSheet><fills count="2"><fill/><fill/></fills><cellStyleXfs count="1"><xf fillId="0"/></cellStyleXfs>'
    b'<cellXfs count="2"><xf numFmtId="0" fillId="0"/><xf numFmtId="14" fillId="1" applyFill="0"><alignment/></xf>'
    b"</cellXfs></styleSheet>"
)


def order(after: str) -> list[str]:
    """The elements behind the cells once the notes hang on the sheet."""
    sheet = f"<worksheet><sheetData><row/></sheetData>{after}</worksheet>".encode()
    return re.findall(r"<(\w+)", with_legacy_drawing(sheet, "r1").decode().partition("</sheetData>")[2])


def test_the_drawing_of_notes_stands_behind_drawings_and_before_tables() -> None:
    assert order("<pageMargins/><drawing/><tableParts/>") == ["pageMargins", "drawing", "legacyDrawing", "tableParts"]
    assert order("<mergeCells/>") == ["mergeCells", "legacyDrawing"]
    assert order("<pageSetup/><picture/>") == ["pageSetup", "legacyDrawing", "picture"]


def test_extensions_of_the_sheet_come_last_and_those_of_its_parts_stay_where_they_are() -> None:
    inner = "<conditionalFormatting><cfRule><extLst><ext/></extLst></cfRule></conditionalFormatting>"
    assert order(f"{inner}<pageMargins/>")[-2:] == ["pageMargins", "legacyDrawing"]
    assert order(f"{inner}<extLst><ext/></extLst>")[-3:] == ["legacyDrawing", "extLst", "ext"]


def test_a_clone_of_a_format_differs_in_its_fill_alone_and_is_made_once() -> None:
    fills = Fills(STYLES)
    assert (fills.mark, fills.clone(1, fills.mark), fills.clone(0, 0), fills.clone(1, fills.mark)) == (2, 2, 3, 2)
    patched = fills.patched().decode()
    assert '<xf fillId="2" applyFill="1" numFmtId="14"><alignment/></xf>' in patched
    assert '<fills count="3">' in patched
    assert '<cellXfs count="4">' in patched


def test_rows_without_marks_stay_byte_by_byte() -> None:
    rows = (
        b'<row r="1" spans="1:2"><c  r="A1"/></row>\n<row r="2"><c r="A2" s="1"><v>1</v></c></row><!-- --><row r="3"/>'
    )
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    coloured = colour_cells(sheet, {(1, 0): 2}, Fills(STYLES))
    assert coloured == sheet.replace(b'<c r="A2" s="1">', b'<c r="A2" s="2">')


def test_a_package_of_another_build_is_not_mended_by_guess() -> None:
    with pytest.raises(CannotMark):
        Fills(b"<styleSheet/>")
    with pytest.raises(CannotMark):
        colour_cells(b"<worksheet><sheetData/></worksheet>", {(0, 0): 2}, Fills(STYLES))
