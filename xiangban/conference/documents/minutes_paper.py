"""Issued minutes as a text document in the layout of GB/T 9704-2012, 10.3: no seal, red masthead, 22 lines of 28 signs.

Only the job and its tests import this: it loads the library that writes such files.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from xiangban.conference.documents.paper_lines import lines_of_part
from xiangban.conference.rules import PartKind

# 5.1 and 5.2: A4, top 37 mm, left 28 mm, a type area of 156 × 225 mm.
PAGE, TOP, LEFT = (Mm(210), Mm(297)), Mm(37), Mm(28)
BOTTOM, RIGHT = Mm(297 - 37 - 225), Mm(210 - 28 - 156)
LINE = Pt(28.95)  # 225 mm in 22 lines
TYPE_WIDTH, MOST_SIGNS, MOST_BESIDE = 442, 16, 26  # 156 mm in points; signs of a line of the masthead, of the editor's
SIZE_3, SIZE_2, SIZE_4 = Pt(16), Pt(22), Pt(14)
FANGSONG, SONG, HEI, NUMBERS = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"
RED = RGBColor(0xCC, 0, 0)
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no docx holds these
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
LEFT_EDGE, RIGHT_EDGE, BOTH_EDGES = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
# What the format wants behind the borders of a paragraph: a reader refuses another order.
AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


def document_of(content: Mapping[str, Any]) -> bytes:
    """The content of issued minutes as the bytes of a .docx; the same content gives the same text."""
    paper = Document()
    _lay_page(paper)
    _masthead(paper, content["masthead"])
    _line(paper, content["number"], align=CENTRE)
    _editor(paper, content["editor"], content["day"])
    _line(paper, "")
    _line(paper, content["title"], font=SONG, size=SIZE_2, align=CENTRE)
    _line(paper, "")
    for kind, text in content["parts"]:
        _part(paper, kind, text)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _lay_page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = PAGE
    section.top_margin, section.left_margin, section.bottom_margin, section.right_margin = TOP, LEFT, BOTTOM, RIGHT
    section.footer_distance = Mm(25)  # 7.5: the middle of the page number stands 7 mm below the type area
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FANGSONG, SIZE_3
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)
    paper.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer.paragraphs[0], RIGHT_EDGE)
    _number_pages(section.even_page_footer.paragraphs[0], LEFT_EDGE)


def _masthead(paper: Paper, words: str) -> None:
    """In red, 35 mm below the top of the type area; a long name fills its lines evenly."""
    size = masthead_size(len(words))
    line = _line(paper, words, font=SONG, size=Pt(size), align=CENTRE)
    line.paragraph_format.space_before = Mm(35)
    line.paragraph_format.line_spacing = Pt(size * 1.3)
    line.runs[0].font.color.rgb = RED


def masthead_size(signs: int) -> int:
    """The largest size in points, 34 at most, with which so many signs leave no short last line."""
    lines = max(1, -(-signs // MOST_SIGNS))
    return min(34, TYPE_WIDTH // max(1, -(-signs // lines)))


def _editor(paper: Paper, editor: str, day: str) -> None:
    """Who edits stands one sign from the left, the day one sign from the right, a red line below."""
    if len(editor + day) > MOST_BESIDE:  # a long name has a line of its own
        _line(paper, editor).paragraph_format.first_line_indent = SIZE_3
        editor = ""
    line = _line(paper, f"{editor}\t{day}")
    form = line.paragraph_format
    form.first_line_indent = SIZE_3
    form.tab_stops.add_tab_stop(Pt(TYPE_WIDTH) - SIZE_3, WD_TAB_ALIGNMENT.RIGHT)
    _line_below(line, "CC0000", 12)


def _part(paper: Paper, kind: str, text: str) -> None:
    if kind in (PartKind.ATTENDANCE, PartKind.IMPRINT):
        _line(paper, "")
    if kind == PartKind.IMPRINT:
        _imprint(paper, [rest for _label, rest in lines_of_part(kind, text)])
        return
    for label, rest in lines_of_part(kind, text):
        _line(paper, rest, label=label, align=BOTH_EDGES).paragraph_format.first_line_indent = SIZE_3 * 2


def _imprint(paper: Paper, lines: Sequence[str]) -> None:
    """As wide as the type area between two lines of 0.35 mm, thinner ones inside; the words one sign from the edges."""
    table = paper.add_table(len(lines), 1)
    edges = OxmlElement("w:tblBorders")
    for side, eighths in (("top", 8), ("bottom", 8), ("insideH", 6)):
        edges.append(_edge(side, eighths, "000000"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):  # the format's own would push the lines out of the type area
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(edges, "w:tblLayout", "w:tblLook")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for row, words in zip(table.rows, lines, strict=True):
        line = _form(row.cells[0].paragraphs[0], words, size=SIZE_4)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = SIZE_4
        line.paragraph_format.keep_together = line.paragraph_format.keep_with_next = True


def _line(paper: Paper, text: str, **form: Any) -> Paragraph:
    return _form(paper.add_paragraph(), text, **form)


def _form(line: Paragraph, text: str, *, font: str = FANGSONG, size: Pt = SIZE_3, **more: Any) -> Paragraph:
    if "align" in more:
        line.alignment = more["align"]
    form = line.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.widow_control = False  # every full page has its 22 lines
    for words, face in _runs(text, font, more.get("label", "")):
        run = line.add_run(_NO_XML.sub(" ", words))
        run.font.name, run.font.size = face, size
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return line


def _runs(text: str, font: str, label: str) -> Iterable[tuple[str, str]]:
    """The label of a line in 黑体 (10.3), then the rest."""
    if label:
        yield label, HEI
    yield text, font


def _line_below(line: Paragraph, colour: str, eighths: int) -> None:
    """A line below a paragraph, in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    borders.append(_edge("bottom", eighths, colour))
    line._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)


def _edge(side: str, eighths: int, colour: str) -> BaseOxmlElement:
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    return edge


def _number_pages(line: Paragraph, edge: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in the foot, one sign away from the outside edge of the page (7.5)."""
    line.alignment = edge
    form = line.paragraph_format
    form.left_indent = form.right_indent = SIZE_4
    form.space_before = form.space_after = Pt(0)
    parts = [line.add_run("— "), line.add_run(), line.add_run(" —")]
    for run in parts:
        run.font.name, run.font.size = NUMBERS, SIZE_4
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), NUMBERS)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        parts[1]._r.append(part)
