"""The text layer of a PDF, by pypdf; a PDF of pictures has none, and no character is guessed from a picture.

Only commands and jobs read files, in a process of their own.
"""

import io
import re

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from xiangban.lib.sheets.packages import damaged
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

PAGES = 400
_BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError)
# A line of print that goes on in the next: no sign ends it, and it is as long as lines of a paper are.
_LINE_ON = re.compile(r"(?<=[\u4e00-\u9fff，、；：“])\n(?=[\u4e00-\u9fff”])")
_FULL_LINE = 20


def text_of_pdf(content: bytes) -> str:
    """The words of all pages, "" where there is no text layer. Raises SheetRefused."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise SheetRefused(Refusal.ENCRYPTED, {"format": "pdf"})
        if len(reader.pages) > PAGES:
            raise SheetRefused(Refusal.TOO_MANY_PARTS, {"limit": PAGES})
        pages = [page.extract_text() for page in reader.pages]
    except DependencyError as unread:
        raise SheetRefused(Refusal.ENCRYPTED, {"format": "pdf"}) from unread
    except _BROKEN as broken:
        raise damaged("pdf", type(broken).__name__) from broken
    return _joined("\n".join(pages))


def _joined(text: str) -> str:
    """Lines that print broke in the middle of a sentence stand together again."""
    out: list[str] = []
    for line in text.split("\n"):
        if out and len(out[-1]) >= _FULL_LINE and _LINE_ON.search(f"{out[-1][-1:]}\n{line.strip()[:1]}"):
            out[-1] += line.strip()
        else:
            out.append(line.strip())
    return "\n".join(out)
