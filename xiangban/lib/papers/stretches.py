"""The ways in which torn bytes of GBK may be read on, each with its weight; which ways are tried is said in slips.py.

A way holds what it has read, the characters its last two bytes may be, and the first byte it still waits to close.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log10

from xiangban.lib.chinese_text import is_han, simplify_for_search
from xiangban.lib.papers.frequencies import frequency
from xiangban.lib.papers.pinyin import reads

LOST = "□"
CLEARLY = 100  # so many times commoner than the next candidate
LEADS = frozenset(range(0x80, 0xFF))  # 80 begins nothing, but tears as a second byte
# The second bytes of ，：；！？（）, whose first is A3: a site makes them narrow byte by byte as well.
SECONDS = {",": 0xAC, ":": 0xBA, ";": 0xBB, "!": 0xA1, "?": 0xBF, "(": 0xA8, ")": 0xA9}
SIGN_LEAD = frozenset([0xA3])
_SIGNS = frozenset("，。、；：？！“”‘’（）《》【】〔〕—…·")
_LOST_WEIGHT, _SIGN_WEIGHT, _ODD_WEIGHT = -2.5, -0.7, -6.0
_COMMONEST = 1000
_UNSEEN = 0.2  # a character the table does not have may still be met
_FULL_STOP = frozenset("。")
_ENDS = frozenset("，。、；：？！,:;!?")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read on: `weight` is the sum of the logarithms of how common its characters are."""

    weight: float
    text: str
    last: frozenset[str] = frozenset()
    before: frozenset[int] = frozenset()
    waits: frozenset[int] = frozenset()

    def closed(self) -> str:
        """The text with its last character decided."""
        return self.text + (commonest(self.last) if self.last else "")


def took(way: Way, octets: frozenset[int]) -> Way | None:
    """The way with one more byte, which is one of these; None where no character can be made of it."""
    if not way.waits:
        return replace(way, waits=octets)
    last = _pairs(way.waits, octets)
    if not last:
        return None
    return Way(way.weight + _weight(last) + _behind(way.last, last), way.closed(), last, octets)


def was_read(way: Way, syllable: str) -> Way | None:
    """The way where the last two bytes are read so, whether they are one character or stand across two."""
    if way.waits:
        fitting = frozenset(second for second in way.waits if _across(way.before, second, syllable))
        return replace(way, waits=fitting) if fitting else None
    last = _listed(way.last, syllable)
    return replace(way, last=last, weight=way.weight - _weight(way.last) + _weight(last)) if last else None


def _across(firsts: frozenset[int], second: int, syllable: str) -> bool:
    return bool(_listed(_pairs(firsts, frozenset([second])), syllable))


@lru_cache(maxsize=4_096)
def _listed(candidates: frozenset[str], syllable: str) -> frozenset[str]:
    """The characters read so; the traditional ones if there are any, since sites list those."""
    read = frozenset(char for char in candidates if reads(char, syllable))
    return frozenset(char for char in read if simplify_for_search(char) != char) or read


def stood(way: Way, sign: str, weight: float = 0.0) -> Way | None:
    """The way with a sign that is no part of a character; None inside a character."""
    if way.waits:
        return None
    return Way(way.weight + weight + _behind(way.last, frozenset([sign])), way.closed() + sign)


def _behind(last: frozenset[str], new: frozenset[str]) -> float:
    """No sign ends anything behind a full stop."""
    return _ODD_WEIGHT if last == _FULL_STOP and len(new) == 1 and new <= _ENDS else 0.0


@lru_cache(maxsize=4_096)
def commonest(candidates: frozenset[str]) -> str:
    """The only candidate, or the one that is a hundred times commoner than the next; else □."""
    ranked = sorted(((frequency(char), char) for char in candidates), reverse=True)
    clear = len(ranked) == 1 or ranked[0][0] >= CLEARLY * max(ranked[1][0], _UNSEEN)
    return ranked[0][1] if clear else LOST


@lru_cache(maxsize=4_096)
def _pairs(firsts: frozenset[int], seconds: frozenset[int]) -> frozenset[str]:
    """Every character with one of these first and one of these second bytes; of many only Chinese ones and signs."""
    decoded = (_decoded(bytes([first, second])) for first in firsts for second in seconds)
    is_known = len(firsts) * len(seconds) == 1
    return frozenset(char for char in decoded if char and (is_known or is_han(char) or char in _SIGNS))


@cache
def ending_as_a_full_stop() -> tuple[tuple[int, str], ...]:
    """The characters whose second byte is that of 。 and the first of every wide sign, behind their first bytes."""
    return tuple((lead, char) for lead in LEADS for char in _pairs(frozenset([lead]), SIGN_LEAD) if is_han(char))


@lru_cache(maxsize=4_096)
def _weight(candidates: frozenset[str]) -> float:
    """How common the character is, beside the commonest of all; several candidates are as good as one lost."""
    char = commonest(candidates)
    if char == LOST:
        return _LOST_WEIGHT
    if char in _SIGNS:
        return _SIGN_WEIGHT
    return log10((frequency(char) + 0.05) / _COMMONEST) if is_han(char) else _ODD_WEIGHT


@cache
def _decoded(octets: bytes) -> str:
    try:
        text = octets.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 else ""
