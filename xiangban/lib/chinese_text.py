"""Chinese names as text and as sound: one spelling, simplified forms, toneless readings, initials.

The tables come from tools/make_readings.py; which keys a search keeps of a name is said in name_keys.py.
"""

import re
import unicodedata
from array import array
from functools import cache, lru_cache
from pathlib import Path
from sys import intern

from xiangban.lib.surnames import COMPOUND_SURNAMES, SURNAME_READINGS

READINGS_FILE = Path(__file__).parent / "data" / "readings.txt"
SIMPLIFIED_FILE = Path(__file__).parent / "data" / "simplified.txt"

FIRST_CODE_POINT = 0x3000
LAST_CODE_POINT = 0x323AF
MIDDLE_DOT = "·"

_HAN_RANGES = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x323AF), (0xF900, 0xFAFF), (0x3007, 0x3007))
_DOTS = re.compile(r"\s*[·•・‧∙⋅․.]\s*")
_SPACES = re.compile(r"\s+")
_COMMON_HAN = re.compile(r"[\u4e00-\u9fff]+")


def is_han(char: str) -> bool:
    """Whether the one character is a Chinese character, rare extensions and 〇 included."""
    if "\u4e00" <= char <= "\u9fff":
        return True
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN_RANGES)


def normalise(text: str) -> str:
    """NFKC without invisible marks; between Han one kind of middle dot and no spaces. Callers keep the original."""
    visible = unicodedata.normalize("NFKC", "".join(map(_visible, text)))
    single = _SPACES.sub(" ", visible).strip()
    return _SPACES.sub(_unless_between_han, _DOTS.sub(_dot_between_han, single))


def compact_name(name: str) -> str:
    """The name as searches compare it: normalised, simplified, lower case, without dots, spaces and apostrophes."""
    if _COMMON_HAN.fullmatch(name):
        return simplify_for_search(name)  # nothing to normalise
    return "".join(char for char in simplify_for_search(normalise(name)).casefold() if char.isalnum())


def simplify_for_search(text: str) -> str:
    """Each traditional character by its simplified form, so that 張 finds 张; for search only, never for display."""
    return text.translate(_simplified())


def readings(char: str) -> tuple[str, ...]:
    """The toneless readings of one character, the commonest first, ü as v; empty where none is known."""
    code = ord(char) - FIRST_CODE_POINT
    table, sets = _readings()
    return sets[table[code]] if 0 <= code < len(table) else ()


def syllables(name: str) -> list[tuple[str, ...]]:
    """All readings of each letter or character of a name, a surname's own reading first; dots and spaces have none."""
    name = compact_name(name)
    surname = COMPOUND_SURNAMES.get(name[:2]) or SURNAME_READINGS.get(name[:1], ())
    spoken = [readings(char) if is_han(char) else (char,) for char in name]
    if name[:2] in COMPOUND_SURNAMES:
        spoken[:2] = [_first_then(surname[place : place + 1], spoken[place]) for place in range(2)]
    elif surname:
        spoken[0] = _first_then(surname, spoken[0])
    return spoken


def initials(name: str) -> list[tuple[str, ...]]:
    """The first letters each character can have, in the order of its readings."""
    return initials_of(syllables(name))


def initials_of(spoken: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first letters of the readings of each character, in their order."""
    return [_first_letters(readings) for readings in spoken]


@lru_cache(maxsize=4_000)
def _first_letters(readings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([reading[0] for reading in readings]))


@cache
def all_syllables() -> frozenset[str]:
    """Every toneless syllable any character can have."""
    return frozenset(reading for spoken in _readings()[1] for reading in spoken)


def _first_then(first: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + others))


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category == "Cf" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" else char


def _dot_between_han(dot: re.Match[str]) -> str:
    return MIDDLE_DOT if _stands_between_han(dot) else dot[0]


def _unless_between_han(space: re.Match[str]) -> str:
    return "" if _stands_between_han(space) else " "


def _stands_between_han(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return bool(before and after) and is_han(before) and is_han(after)


@cache
def _readings() -> tuple["array[int]", tuple[tuple[str, ...], ...]]:
    """By code point the number of a set of readings, and the sets: 400 KB, where a dictionary would take 8 MB."""
    table = array("H", bytes(2 * (LAST_CODE_POINT - FIRST_CODE_POINT + 1)))
    sets: list[tuple[str, ...]] = [()]
    for line in READINGS_FILE.read_text(encoding="utf-8").splitlines():
        spoken, characters = line.split("\t")
        for char in characters:
            table[ord(char) - FIRST_CODE_POINT] = len(sets)
        sets.append(tuple(map(intern, spoken.split("/"))))
    return table, tuple(sets)


@cache
def _simplified() -> dict[int, str]:
    traditional, simplified = SIMPLIFIED_FILE.read_text(encoding="utf-8").splitlines()
    return str.maketrans(dict(zip(traditional, simplified, strict=True)))


def says_something(text: str) -> bool:
    """Whether any sign of the text can be seen; signs without width, such as U+200B, are typed but tell nobody."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)
