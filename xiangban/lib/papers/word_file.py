"""The text of a docx: its paragraphs and the rows of its tables, by the standard library alone.

The package passes the gate of lib/sheets/packages.py first: no DOCTYPE, no bomb, nothing encrypted.
"""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiangban.lib.sheets.packages import Package, check_package, damaged
from xiangban.lib.sheets.workbook import Limits, Refusal, SheetRefused

DOCUMENT = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def text_of_word(content: bytes, limits: Limits) -> str:
    """Paragraphs line by line, cells of a row apart by a tab; deleted text is left out. Raises SheetRefused."""
    check_package(content, limits)
    package = Package(content, limits)
    if DOCUMENT not in package.entries:
        raise SheetRefused(Refusal.OTHER_FORMAT, {"format": "zip"})
    try:
        document = fromstring(package.read(DOCUMENT), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as broken:
        raise damaged(DOCUMENT, "markup") from broken
    body = next((child for child in document if _name(child) == "body"), document)
    return "\n".join(_blocks(body))


def _blocks(body: Element) -> list[str]:
    """The lines of a body, walked without recursion: a nested table cannot exhaust the stack."""
    lines: list[str] = []
    waiting = list(reversed(body))
    while waiting:
        block = waiting.pop()
        name = _name(block)
        if name == "p":
            lines.append(_words(block))
        elif name == "tr":
            lines.append("\t".join(_words(cell).strip() for cell in block if _name(cell) == "tc"))
        elif name not in {"sectPr", "tblPr", "tblGrid"}:
            waiting += reversed(block)
    return lines


def _words(block: Element) -> str:
    parts: list[str] = []
    # A text box stands there twice, for newer and for older programs; walked without recursion.
    twice = {inner for part in block.iter() if _name(part).endswith("}Fallback") for inner in part.iter()}
    for part in block.iter():
        name = _name(part)
        if part in twice:
            continue
        if name == "p" and part is not block and parts:
            parts.append("\n")
        elif name == "t":
            parts.append(part.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append("\n")
    return "".join(parts)


def _name(element: Element) -> str:
    tag = str(element.tag)
    return tag.removeprefix(_WORD).removeprefix(_STRICT)
