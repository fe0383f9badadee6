"""A paper as a file: txt, html, docx or a PDF with text, told apart by content and read as plain lines.

Hostile files end with a refusal; commands and jobs call it through lib/sheets/apart.py. Repair is in repair.py.
"""

import re
from dataclasses import dataclass

from xiangban.lib.papers.frequencies import frequency
from xiangban.lib.papers.pdf_file import text_of_pdf
from xiangban.lib.papers.web_page import text_of_page
from xiangban.lib.papers.word_file import text_of_word
from xiangban.lib.sheets.texts import decode_text
from xiangban.lib.sheets.workbook import MEBIBYTE, Limits, Refusal, SheetRefused

# A paper is small; a book of minutes with photos fits.
PAPER = Limits(bytes=20 * MEBIBYTE, unpacked=120 * MEBIBYTE, parts=2_000, text=4 * MEBIBYTE)
LONGEST = 4 * MEBIBYTE  # characters

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "doc"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
)
_PAGE = re.compile(r"\A\s*<(?:!doctype\s+html|html|head|body|meta|div|p|table)\b", re.IGNORECASE)
_TAGS = re.compile(r"</(?:p|div|span|td|h[1-6]|body|html)>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(big5(?:-hkscs)?)\b", re.IGNORECASE)
_LIKELY, _RARE = 0.9, 5
_SIGNS = frozenset("，。、；：？！“”‘’（）《》【】〔〕「」『』—…·　○〇％￥①②③④⑤⑥⑦⑧⑨⑩□■●★")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class PaperText:
    """What a file says; `kind` is "txt", "html", "docx" or "pdf", `whole` whether every byte could be read."""

    kind: str
    text: str
    whole: bool = True


def read_paper(content: bytes, limits: Limits = PAPER) -> PaperText:
    """The text of a paper. Raises SheetRefused; a PDF of pictures is Refusal.EMPTY with detail "format": "pdf"."""
    if len(content) > limits.bytes:
        raise SheetRefused(Refusal.TOO_LARGE, {"bytes": len(content), "limit": limits.bytes})
    if not content.strip():
        raise SheetRefused(Refusal.EMPTY)
    if content.startswith(b"PK"):
        return _held(PaperText("docx", text_of_word(content, limits)))
    if content[:1024].lstrip().startswith(b"%PDF"):
        return _held(PaperText("pdf", text_of_pdf(content)))
    for first, name in _OTHERS:
        if content.startswith(first):
            raise SheetRefused(Refusal.OTHER_FORMAT, {"format": name})
    return _held(_written(content))


def _written(content: bytes) -> PaperText:
    text, whole = _decoded(content)
    if len(_CONTROL.findall(text)) > 1 + len(text) // 1000:
        raise SheetRefused(Refusal.OTHER_FORMAT, {"format": "binary"})
    if _PAGE.match(text) or len(_TAGS.findall(text, 0, 200_000)) >= 3:
        return PaperText("html", text_of_page(text), whole)
    return PaperText("txt", text, whole)


def _decoded(content: bytes) -> tuple[str, bool]:
    if _CHARSET.search(content[:4096]):
        try:
            return content.decode("big5hkscs"), True
        except UnicodeDecodeError:
            pass
    text, _, whole = decode_text(content)
    plain = _likelihood(text)
    if plain >= _LIKELY:
        return text, whole
    # Big5 reads as GB18030 without a fault, and UTF-16 may come without its mark.
    for encoding in ("big5hkscs", "utf-16-le", "utf-16-be"):
        try:
            other = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _likelihood(other) > max(plain, _LIKELY):
            return other, True
    return text, whole


def _likelihood(text: str) -> float:
    """The share of characters that papers use: those of the table of frequencies, ASCII and Chinese signs."""
    seen = [char for char in text[:2000] if not char.isspace()]
    used = sum(1 for char in seen if "!" <= char <= "~" or char in _SIGNS or frequency(char) > _RARE)
    return used / len(seen) if seen else 1.0


def _held(paper: PaperText) -> PaperText:
    if not paper.text.strip():
        raise SheetRefused(Refusal.EMPTY, {"format": paper.kind})
    if len(paper.text) > LONGEST:
        raise SheetRefused(Refusal.TEXT_TOO_LONG, {"limit": LONGEST})
    return paper
