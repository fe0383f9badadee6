"""Repair of scraped papers: pinyin in brackets, byte slips, stray back-ticks, punctuation made narrow.

Undamaged text comes out as it went in. The simplified view is made in simplified.py, which loads a library.
"""

import re
from dataclasses import dataclass

from xiangban.lib.chinese_text import is_han
from xiangban.lib.papers.pinyin import BRACKETED, reads
from xiangban.lib.papers.slips import SLIP, mend_slips

AT_LEAST = 3  # brackets that are readings of the character before: fewer may be meant, as in 仇(qiú)
WIDE = str.maketrans(",:;!?()", "，：；！？（）")
_NARROW = re.compile(r"[,:;!?()]")
_BACK_TICK = re.compile(r"(?<=[\u3400-\u9fff])`(?=[\u3400-\u9fff])")
_CHINESE_SIGNS = frozenset("，。、；：？！“”‘’（）《》【】〔〕—…·")


@dataclass(frozen=True)
class Repaired:
    """A text in the script it came in, repaired; `unrestored` is how many □ were put in."""

    text: str
    brackets: int = 0
    slips: int = 0
    unrestored: int = 0

    @property
    def was_damaged(self) -> bool:
        return bool(self.brackets or self.slips)


def repair(text: str) -> Repaired:
    """The text without the damage of scraping; a text that shows none comes back as it is."""
    text = _BACK_TICK.sub("", text)
    brackets = sum(1 for found in BRACKETED.finditer(text) if reads(found[1], found[2]))
    if brackets < AT_LEAST:
        return Repaired(text)
    slips = mend_slips(text) if SLIP.search(text) else None
    mended = slips.text if slips else text
    bare = _widened(BRACKETED.sub(_without_reading, mended))
    return Repaired(bare, brackets, slips.slips if slips else 0, slips.lost if slips else 0)


def _without_reading(found: re.Match[str]) -> str:
    return found[1] if reads(found[1], found[2]) else found[0]


def _widened(text: str) -> str:
    """Punctuation beside Chinese is wide again; 10:30 and 1,000 stay."""
    return _NARROW.sub(_wide, text)


def _wide(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _is_chinese(before) or _is_chinese(after):
        return found[0].translate(WIDE)
    return found[0]


def _is_chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or char in _CHINESE_SIGNS)
