"""Code rules of the division tree: a territory is an interval of twelve-digit integers.

Pure: no table is read here. Source: statistics bureau numbering, 省2 市2 县2 乡3 村3.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache


class Level(IntEnum):
    """The five levels of the tree, province to village."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5


DIGITS: dict[Level, int] = {
    Level.PROVINCE: 2,
    Level.CITY: 4,
    Level.COUNTY: 6,
    Level.TOWNSHIP: 9,
    Level.VILLAGE: 12,
}
CODE_DIGITS = 12


class CodeMalformed(ValueError):
    """A division code that is no code of its level."""

    def __init__(self, code: str, level: Level) -> None:
        super().__init__(f"{code!r} is no code of level {level.name.lower()}")
        self.code = code
        self.level = level


@dataclass(frozen=True)
class Interval:
    """A place and all below it: low ≤ code < high."""

    low: int
    high: int

    def holds(self, code: int) -> bool:
        """Whether a place with this code lies inside."""
        return self.low <= code < self.high


@cache
def width(level: Level) -> int:
    """How many twelve-digit codes one place of this level spans."""
    return int(10 ** (CODE_DIGITS - DIGITS[level]))


def interval_of(level: Level, code: int) -> Interval:
    """The codes of a place and of everything below it."""
    return Interval(code, code + width(level))


def read_code(text: str, level: Level) -> int:
    """Turn a code as agencies write it (2, 4, 6, 9 or 12 digits) into twelve digits; raises CodeMalformed."""
    digits = DIGITS[level]
    if not (text.isascii() and text.isdigit()) or len(text) not in (digits, CODE_DIGITS):
        raise CodeMalformed(text, level)
    code = int(text.ljust(CODE_DIGITS, "0"))
    if code % width(level) or len(str(code)) != CODE_DIGITS:
        raise CodeMalformed(text, level)
    return code


def ancestor_code(code: int, level: Level) -> int:
    """The code of the place of that level in which this code lies."""
    return code - code % width(level)


def parent_code(level: Level, code: int) -> int | None:
    """The code one level up; None for a province."""
    return None if level is Level.PROVINCE else ancestor_code(code, Level(level - 1))


@lru_cache(maxsize=10_000)
def level_of(code: int) -> Level:
    """The highest level a padded code can stand for (five cities repeat their code as a county)."""
    return next(level for level in Level if code % width(level) == 0)


def lowest_common_level(first: int, second: int) -> Level | None:
    """The lowest level that covers both codes; None when they lie in different provinces."""
    for level in reversed(Level):
        if ancestor_code(first, level) == ancestor_code(second, level):
            return level
    return None
