"""The text layer of a PDF, by pypdf; a PDF of pictures has none, and no character is guessed from a picture.

Only commands and jobs read files, in a process of their own.
"""

import io
import re
import unicodedata

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from xiangban.lib.sheets.packages import damaged
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

PAGES = 400
_BROKEN = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError)
# A line of print that goes on in the next: no sign ends it, and it is as long as lines of a paper are.
_LINE_ON = re.compile(r"(?<=[\u4e00-\u9fff，、；：“])\n(?=[\u4e00-\u9fff”])")
_FULL_LINE = 20
# A font may map characters to radicals that look like them, ⼉童 for 儿童; Unicode folds only the first block.
_RADICALS = re.compile("[\u2f00-\u2fdf\uf900-\ufaff]")
_DATE_APART = re.compile(r"(?<=\d) (?=[年月日])|(?<=[年月]) (?=\d)")
_SUPPLEMENT = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⻑⻗⻟",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟長雨食",
)


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
    return _joined(_DATE_APART.sub("", plain_characters("\n".join(pages))))


def plain_characters(text: str) -> str:
    """The text with characters where a font wrote radicals."""
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).translate(_SUPPLEMENT)


def _joined(text: str) -> str:
    """Lines that print broke in the middle of a sentence stand together again."""
    out: list[str] = []
    for line in text.split("\n"):
        if out and len(out[-1]) >= _FULL_LINE and _LINE_ON.search(f"{out[-1][-1:]}\n{line.strip()[:1]}"):
            out[-1] += line.strip()
        else:
            out.append(line.strip())
    return "\n".join(out)
