"""Pinyin in brackets after a character, as scraping puts it: what it looks like, and whether it is a reading of it.

Readings come from lib/chinese_text.py, without tones.
"""

import re
import unicodedata
from functools import cache

from xiangban.lib.chinese_text import readings

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡê"
SYLLABLE = rf"[{LETTERS}]{{1,6}}"
BRACKETED = re.compile(rf"(.)\(({SYLLABLE})\)")
_DIAERESIS = "\u0308"


@cache
def toneless(syllable: str) -> str:
    """qiáng → qiang, lǜ → lv."""
    parts = unicodedata.normalize("NFD", syllable.replace("ɡ", "g")).replace("u" + _DIAERESIS, "v")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def reads(char: str, syllable: str) -> bool:
    """Whether the syllable is a reading of the character, whatever its tone."""
    return toneless(syllable) in readings(char)
