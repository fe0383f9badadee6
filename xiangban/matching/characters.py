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

Sounds = npt.NDArray[np.int16]


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


def sounds(codes: Codes) -> Sounds:
    """(…, 3) toneless readings of each character as numbers from 1; 0 for none."""
    return _readings()[0][np.minimum(codes, HIGHEST - 1)]


def near_sound(codes: Codes) -> Ints:
    """The wide class of each character's likeliest reading: z as zh, n as l, an as ang; the code itself without one."""
    table, wide = _readings()
    likeliest = table[np.minimum(codes, HIGHEST - 1), 0]
    return np.where(likeliest > 0, wide[likeliest], np.where(codes > 0, LETTERS + codes % 32, 0)).astype(np.int64)


def surname_sound(codes: Codes) -> Ints:
    """The wide class of the first character read as a surname: 单 as shan."""
    return _surnames()[np.minimum(codes, HIGHEST - 1)]


def begins_with_compound(codes: Codes) -> Flags:
    """Whether the first two characters are one surname (欧阳)."""
    pairs = codes[:, 0].astype(np.int64) << 20 | codes[:, 1].astype(np.int64)
    return np.isin(pairs, _compounds())


def sound_like_pet_names(codes: Codes, surname: Ints) -> Flags:
    """(rows, 4) characters that look like what a child is called at home: 小满, 涵涵, 铁蛋, 宝儿."""
    rows, length = np.arange(len(codes)), (codes > 0).sum(axis=1)
    last = codes[rows, np.maximum(length - 1, 0)]
    doubled = (length > 1) & (last == codes[rows, np.maximum(length - 2, 0)]) & (last > UNREADABLE)
    first = codes[rows, np.minimum(surname, codes.shape[1] - 1)]
    anywhere = np.isin(codes, _code_points(PET_ANYWHERE)).any(axis=1)
    begins = np.isin(first, _code_points(PET_FIRST)) | np.isin(codes[:, 0], _code_points(PET_FIRST))
    found: Flags = doubled | anywhere | ((length > 1) & (begins | np.isin(last, _code_points(PET_LAST))))
    return found


def _code_points(characters: str) -> Codes:
    return np.array([ord(char) for char in characters], dtype=np.uint32)


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
def _readings() -> tuple[Sounds, Ints]:
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
def _surnames() -> Ints:
    everything = np.arange(HIGHEST, dtype=np.uint32)
    table = near_sound(everything)
    for surname, spoken in SURNAME_READINGS.items():
        table[ord(surname)] = _class_of(spoken[0])
    return table


def _class_of(reading: str) -> int:
    """The wide class of a reading that some character has."""
    table, wide = _readings()
    for line in READINGS_FILE.read_text(encoding="utf-8").splitlines():
        spoken, characters = line.split("\t")
        if spoken.split("/")[0] == reading:
            return int(wide[table[ord(characters[0]), 0]])
    return 0


@cache
def _compounds() -> Ints:
    return np.array([ord(pair[0]) << 20 | ord(pair[1]) for pair in COMPOUND_SURNAMES], dtype=np.int64)
