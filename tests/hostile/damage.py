"""Sound files cut off at many places and with bytes turned, by seed; and files of other makes."""

import random
from collections.abc import Iterator

from tests.hostile.cases import READ, Case, case
from tests.hostile.compounds import number_cell, text_cell, xls
from tests.hostile.packages import table_parts, with_part, workbook_parts, worksheet, xlsx, zipped

CUTS, FLIPS = 8, 15
HARMED = ("damaged", "not_a_sheet", "empty", "other_format", "encrypted")


def cases() -> Iterator[Case]:
    """A zip that is cut or turned is noticed by its checksums; an OLE file and a text have none."""
    for name, content in sound_files().items():
        checked = name in {"xlsx", "ods"}
        harmed = (
            HARMED
            if checked
            else (*HARMED, *READ, "too_many_columns", "too_many_cells", "too_many_rows", "text_too_long")
        )
        for cut in range(1, CUTS + 1):
            at = len(content) * cut // (CUTS + 1)
            yield case(f"{name} cut off at {at}", content[:at], *harmed)
        for seed in range(FLIPS):
            yield case(
                f"{name} with a byte turned, seed {seed}", turned(content, seed), *harmed, *({name} if checked else ())
            )
    yield from other_makes()


def sound_files() -> dict[str, bytes]:
    """A larger file of each kind."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>甲{row}</t></is></c><c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, 301)
    )
    cells = [cell for row in range(300) for cell in (text_cell(row, 0, f"甲{row}"), number_cell(row, 1, row))]
    texts = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    table = f"<table:table-row>{texts}</table:table-row>"
    return {
        "xlsx": xlsx(worksheet(rows)),
        "xls": xls(cells),
        "ods": zipped(table_parts(table * 300)),
        "csv": "".join(f"甲{row},{row}\r\n" for row in range(300)).encode("gb18030"),
    }


def turned(content: bytes, seed: int) -> bytes:
    """The content with eight bytes replaced."""
    dice = random.Random(seed)
    harmed = bytearray(content)
    for _ in range(8):
        harmed[dice.randrange(len(harmed))] ^= dice.randrange(1, 256)
    return bytes(harmed)


def other_makes() -> Iterator[Case]:
    parts = {name: part for name, part in workbook_parts().items() if name != "xl/workbook.xml"}
    yield case("xlsb", zipped(parts | {"xl/workbook.bin": b"\x83\x01\x00"}), "other_format")
    yield case("docx", zipped({"word/document.xml": "<a/>"}), "other_format")
    yield case("pptx", zipped({"ppt/presentation.xml": "<a/>"}), "other_format")
    yield case("numbers", zipped({"Index/Document.iwa": b"\0"}), "other_format")
    yield case("an ordinary zip", zipped({"readme.txt": "hello"}), "not_a_sheet")
    yield case("an xlsx in a zip", zipped({"a.xlsx": xlsx()}), "not_a_sheet")
    yield case("xlsm", with_part("xl/vbaProject.bin", bytes(100)), "xlsx")
