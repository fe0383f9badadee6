"""Repair of scraped papers: pinyin in brackets, byte slips, stray back-ticks, punctuation made narrow.

Undamaged text comes out as it went in. The simplified view is made in simplified.py, which loads a library.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xiangban.lib.chinese_text import is_han, simplify_for_search
from xiangban.lib.papers.pinyin import BRACKETED, SYLLABLE, is_read
from xiangban.lib.papers.slips import SLIP, mend_slips

AT_LEAST = 3  # brackets behind traditional characters: fewer may be meant
AT_LEAST_DIFFERENT = 2  # of a short text: a name explained, 單(shàn), is one character again and again
# Sites put brackets behind traditional characters; behind others, as in 仇(qiú), they are meant unless many bear one.
AT_LEAST_OTHERS = 8
WIDE = str.maketrans(",:;!?()", "，：；！？（）")
_NARROW = re.compile(rf"\({SYLLABLE}\)|[,:;!?()]")  # a bracket that is meant stays as it is
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
    found = [match[1] for match in BRACKETED.finditer(text) if is_read(match)]
    damaged = _on_the_list(found)
    brackets = sum(1 for char in found if char in damaged)
    if brackets < AT_LEAST and len(damaged) < AT_LEAST_DIFFERENT:
        return Repaired(text)
    slips = mend_slips(text) if SLIP.search(text) else None
    mended = slips.text if slips else text
    bare = _widened(BRACKETED.sub(lambda match: _without_reading(match, damaged), mended))
    return Repaired(bare, brackets, slips.slips if slips else 0, slips.lost if slips else 0)


def _on_the_list(found: Sequence[str]) -> frozenset[str]:
    """The characters whose brackets are damage: traditional ones, and others where many different ones bear one."""
    traditional = frozenset(char for char in found if simplify_for_search(char) != char)
    others = frozenset(found) - traditional
    return traditional | others if len(others) >= AT_LEAST_OTHERS else traditional


def _without_reading(found: re.Match[str], damaged: frozenset[str]) -> str:
    """A slip restored may bring a listed character that bears its bracket nowhere else."""
    listed = found[1] in damaged or simplify_for_search(found[1]) != found[1]
    return found[1] if listed and is_read(found) else found[0]


def _widened(text: str) -> str:
    """Punctuation beside Chinese is wide again; 10:30 and 1,000 stay."""
    return _NARROW.sub(_wide, text)


def _wide(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    if len(found[0]) > 1:
        return found[0]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _is_chinese(before) or _is_chinese(after):
        return found[0].translate(WIDE)
    return found[0]


def _is_chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or char in _CHINESE_SIGNS)
