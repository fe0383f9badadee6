"""Issued minutes as a text document in the layout of GB/T 9704-2012, 10.3: no seal, red masthead, 22 lines of 28 signs.

Only the job and its tests import this: it loads the library that writes such files.
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from xiangban.conference.documents.paper_lines import lines_of_part
from xiangban.conference.rules import PartKind

# 5.1 and 5.2: A4, top 37 mm, left 28 mm, a type area of 156 × 225 mm.
PAGE, TOP, LEFT = (Mm(210), Mm(297)), Mm(37), Mm(28)
BOTTOM, RIGHT = Mm(297 - 37 - 225), Mm(210 - 28 - 156)
LINE = Pt(28.95)  # 225 mm in 22 lines
SIZE_3, SIZE_2, SIZE_4 = Pt(16), Pt(22), Pt(14)
FANGSONG, SONG, HEI = "仿宋_GB2312", "方正小标宋简体", "黑体"
RED = RGBColor(0xCC, 0, 0)
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no docx holds these
CENTRE, RIGHT_EDGE = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def document_of(content: Mapping[str, Any]) -> bytes:
    """The content of issued minutes as the bytes of a .docx; the same content gives the same text."""
    paper = Document()
    _lay_page(paper)
    masthead = _line(paper, content["masthead"], font=SONG, size=Pt(34), align=CENTRE)
    masthead.paragraph_format.space_before = Mm(35)
    masthead.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    masthead.runs[0].font.color.rgb = RED
    _line(paper, content["number"], align=CENTRE)
    _line(paper, f"{content['editor']}　　{content['day']}", align=CENTRE)
    _rule_below(paper.paragraphs[-1], "CC0000", 12)
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
    section.footer_distance = Mm(28)  # 7.5: the line of the page number stands 7 mm below the type area
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FANGSONG, SIZE_3
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)
    _number_pages(section.footer.paragraphs[0])


def _part(paper: Paper, kind: str, text: str) -> None:
    if kind in (PartKind.ATTENDANCE, PartKind.IMPRINT):
        _line(paper, "")
    size = SIZE_4 if kind == PartKind.IMPRINT else SIZE_3
    indent = None if kind == PartKind.IMPRINT else Pt(32)
    for label, rest in lines_of_part(kind, text):
        line = _line(paper, rest, size=size, label=label)
        line.paragraph_format.first_line_indent = indent
        if kind == PartKind.IMPRINT:
            _rule_below(line, "000000", 4)


def _line(paper: Paper, text: str, *, font: str = FANGSONG, size: Pt = SIZE_3, **more: Any) -> Paragraph:
    line = paper.add_paragraph()
    if "align" in more:
        line.alignment = more["align"]
    form = line.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
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


def _rule_below(line: Paragraph, colour: str, eighths: int) -> None:
    """A line below a paragraph, in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().append(borders)


def _number_pages(line: Paragraph) -> None:
    """— 1 — in the foot (7.5)."""
    line.alignment = CENTRE
    line.add_run("— ").font.size = SIZE_4
    field = line.add_run()
    field.font.size = SIZE_4
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        field._r.append(part)
    line.add_run(" —").font.size = SIZE_4
