"""Pinyin in brackets after a character, as scraping puts it: what it looks like, and whether it is a reading of it.

Readings come from lib/chinese_text.py, without tones.
"""

import re
import unicodedata
from functools import cache

from xiangban.lib.chinese_text import readings

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡê"
SYLLABLE = rf"[{LETTERS}]{{1,6}}"
# Some sites leave a blank inside, 會(huì ), or put the bracket twice, 全(quan)(quan).
BRACKETED = re.compile(rf"(.)(?P<brackets>(?:\([ ]?(?:{SYLLABLE})[ ]?\))+)")
_DIAERESIS = "\u0308"


def is_read(found: re.Match[str]) -> bool:
    """Whether every bracket behind the character is a reading of it."""
    spoken = found["brackets"].strip("()").replace(" ", "").split(")(")
    return all(reads(found[1], syllable) for syllable in spoken)


@cache
def toneless(syllable: str) -> str:
    """qiáng → qiang, lǜ → lv."""
    parts = unicodedata.normalize("NFD", syllable.replace("ɡ", "g")).replace("u" + _DIAERESIS, "v")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def reads(char: str, syllable: str) -> bool:
    """Whether the syllable is a reading of the character, whatever its tone."""
    return toneless(syllable) in readings(char)
