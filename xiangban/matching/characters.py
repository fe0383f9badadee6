"""Characters as numbers: simplified form, class of sound, and what is no part of a name.

Readings and scripts come from lib/chinese_text.py; whole names are in names.py.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from xiangban.lib.chinese_text import READINGS_FILE, SIMPLIFIED_FILE
from xiangban.lib.surnames import COMPOUND_SURNAMES, SURNAME_READINGS
from xiangban.matching.arrays import Codes, Flags, Ints

HIGHEST = 0x32400
MOST_READINGS = 3
UNREADABLE = 1  # the code of a sign that stands for a character nobody could read
UNREADABLE_SIGNS = "□?？*＊某■△○〇×�"
NO_SIGNS = " 　·•・‧∙⋅․.．。、,，'’`()（）-_—"
PET_ANYWHERE, PET_FIRST, PET_LAST = "蛋娃妞丫狗囡崽伢幺", "小阿", "儿毛豆宝妹仔胖头"
WIDEST_SOUND = 9  # bits of a class of sound
LETTERS = 480  # Latin letters stand above the classes of syllables, each for itself

Classes = npt.NDArray[np.int16]


def simplified(codes: Codes) -> Codes:
    """Code points as names are compared: traditional as simplified, small letters, dots and blanks as 0."""
    return _plain()[np.minimum(codes, HIGHEST - 1)]


def packed_left(codes: Codes) -> Codes:
    """The same rows without the holes that dots and blanks left."""
    holes = (codes[:, :-1] == 0) & (codes[:, 1:] != 0)
    rows = np.flatnonzero(holes.any(axis=1))
    order = np.argsort(codes[rows] == 0, axis=1, kind="stable")
    codes = codes.copy()
    codes[rows] = np.take_along_axis(codes[rows], order, axis=1)
    return codes


def same_sound(first: Codes, second: Codes) -> Flags:
    """Whether any reading of the one character is a reading of the other."""
    table = _readings()[0]
    mine, theirs = table[np.minimum(first, HIGHEST - 1)], table[np.minimum(second, HIGHEST - 1)]
    same: Flags = mine[:, 0] < 0
    for reading in range(MOST_READINGS):
        known = mine[:, reading] > 0
        for other in range(MOST_READINGS):
            same |= known & (mine[:, reading] == theirs[:, other])
    return same


def near_sound(codes: Codes) -> Classes:
    """The wide class of each character's likeliest reading: z as zh, n as l, an as ang; the code itself without one."""
    return _classes()[np.minimum(codes, HIGHEST - 1)]


def surname_sound(codes: Codes) -> Ints:
    """The wide class of the first character read as a surname: 单 as shan."""
    return _surnames()[np.minimum(codes, HIGHEST - 1)].astype(np.int64)


def begins_with_compound(codes: Codes) -> Flags:
    """Whether the first two characters are one surname (欧阳)."""
    begins = np.flatnonzero(_among(codes[:, 0], "".join(pair[0] for pair in COMPOUND_SURNAMES)))
    pairs = codes[begins, 0].astype(np.int64) << 20 | codes[begins, 1].astype(np.int64)
    result = np.zeros(len(codes), dtype=bool)
    result[begins] = np.isin(pairs, _compounds())
    return result


def sound_like_pet_names(codes: Codes, surname: Ints) -> Flags:
    """(rows, 4) characters that look like what a child is called at home: 小满, 涵涵, 铁蛋, 宝儿."""
    rows, length = np.arange(len(codes)), (codes > 0).sum(axis=1)
    last = codes[rows, np.maximum(length - 1, 0)]
    doubled = (length > 1) & (last == codes[rows, np.maximum(length - 2, 0)]) & (last > UNREADABLE)
    first = codes[rows, np.minimum(surname, codes.shape[1] - 1)]
    anywhere = _among(codes, PET_ANYWHERE).any(axis=1)
    begins = _among(first, PET_FIRST) | _among(codes[:, 0], PET_FIRST)
    found: Flags = doubled | anywhere | ((length > 1) & (begins | _among(last, PET_LAST)))
    return found


def _among(codes: Codes, characters: str) -> Flags:
    return _signs(characters)[np.minimum(codes, HIGHEST - 1)]


@cache
def _signs(characters: str) -> Flags:
    """By code point whether it is one of these."""
    table = np.zeros(HIGHEST, dtype=bool)
    table[[ord(char) for char in characters]] = True
    return table


def near(syllable: str) -> str:
    """The syllable as many dialects merge it."""
    for retroflex in ("zh", "ch", "sh"):
        if syllable.startswith(retroflex):
            syllable = syllable[0] + syllable[2:]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") and syllable[-3:-2] in {"a", "e", "i"} else syllable


@cache
def _plain() -> Codes:
    table = np.arange(HIGHEST, dtype=np.uint32)
    old, new = SIMPLIFIED_FILE.read_text(encoding="utf-8").splitlines()
    table[[ord(char) for char in old]] = [ord(char) for char in new]
    table[[ord(char) for char in NO_SIGNS]] = 0
    table[[ord(char) for char in UNREADABLE_SIGNS]] = UNREADABLE
    for code in range(ord("A"), ord("Z") + 1):
        table[[code, code + 0xFEE0]] = code + 32
        table[code + 32 + 0xFEE0] = code + 32
    return table


@cache
def _classes() -> Classes:
    """By code point what near_sound() says of it."""
    table, wide = _readings()
    codes, likeliest = np.arange(HIGHEST), table[:, 0]
    return np.where(likeliest > 0, wide[likeliest], np.where(codes > 0, LETTERS + codes % 32, 0)).astype(np.int16)


@cache
def _readings() -> tuple[Classes, Ints]:
    """By code point its readings, and by reading its wide class."""
    table = np.zeros((HIGHEST, MOST_READINGS), dtype=np.int16)
    exact: dict[str, int] = {}
    for line in READINGS_FILE.read_text(encoding="utf-8").splitlines():
        spoken, characters = line.split("\t")
        numbers = [exact.setdefault(reading, len(exact) + 1) for reading in spoken.split("/")[:MOST_READINGS]]
        table[[ord(char) for char in characters], : len(numbers)] = numbers
    classes: dict[str, int] = {}
    wide = [0, *(classes.setdefault(near(reading), len(classes) + 1) for reading in exact)]
    return table, np.array(wide, dtype=np.int64)


@cache
def _surnames() -> Classes:
    table = _classes().copy()
    lines = (line.split("\t") for line in READINGS_FILE.read_text(encoding="utf-8").splitlines())
    class_of = {spoken.split("/")[0]: table[ord(characters[0])] for spoken, characters in lines}
    for surname, spoken in SURNAME_READINGS.items():
        table[ord(surname)] = class_of.get(spoken[0], 0)
    return table


@cache
def _compounds() -> Ints:
    return np.array([ord(pair[0]) << 20 | ord(pair[1]) for pair in COMPOUND_SURNAMES], dtype=np.int64)
