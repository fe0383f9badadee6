"""The keys under which a name is found, and the keys a query asks for.

Where keys are stored and looked up is in children/; sound and script are in chinese_text.py.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import prod

from xiangban.lib.chinese_text import all_syllables, compact_name, initials_of, is_han, syllables

MOST_WAYS = 32
MOST_WAYS_OF_A_LONG_NAME = 8
LONG_NAME = 5  # characters
MOST_PAIRS = 4  # more narrow a search no further; fits() looks at the rest
LONGEST_AMBIGUOUS = 3  # "wan" may be 王安娜; four letters that read as syllables are syllables

INITIAL_LETTERS = frozenset("abcdefghjklmnopqrstwxyz")
_ALL_HAN = re.compile(r"[\u4e00-\u9fff]+")
_RETROFLEX = {"zh": "z", "ch": "c", "sh": "s"}


@dataclass(frozen=True)
class Probe:
    """What a query asks for: all of the equalities, any of the intervals (low ≤ key < high), then fits()."""

    # Intervals go by code point: a column of keys is collated BINARY on SQLite, "C" on PostgreSQL.

    equalities: tuple[str, ...] = ()
    intervals: tuple[tuple[str, str], ...] = ()
    verify: str = ""


def keys_of_name(name: str) -> frozenset[str]:
    """Keys by kind: c a character, p two neighbours, y sound, i initials, n the whole; none without letters."""
    whole = compact_name(name)
    if not whole:
        return frozenset()
    keys = [f"n{whole}"]
    for run in _han_runs(whole):
        keys += [f"c{char}" for char in run]
        keys += [f"p{run[place : place + 2]}" for place in range(len(run) - 1)]
    spoken = syllables(name)
    keys += [f"y{sound}" for sound in _sounds_from_each_start(spoken) if sound]
    keys += [f"i{letters}" for letters in _sounds_from_each_start(initials_of(spoken)) if letters]
    return frozenset(keys)


def probe_for(query: str) -> Probe | None:
    """The keys to look up for part of a name in characters, pinyin, initials or mixed; None if it has none of them."""
    plain = compact_name(query)
    runs = _han_runs(plain)
    letters = _letters(plain)
    if not runs and not letters:
        return None
    equalities = tuple(dict.fromkeys(key for run in runs for key in _equalities(run)))[:MOST_PAIRS]
    return Probe(equalities, _intervals(letters) if letters else (), max(runs, key=len, default=""))


def fits(name: str, probe: Probe) -> bool:
    """Whether a found name has the query's characters side by side; pairs alone would also find them apart."""
    return probe.verify in compact_name(name)


def _equalities(run: str) -> list[str]:
    if len(run) == 1:
        return [f"c{run}"]
    return [f"p{first}{second}" for first, second in pairwise(run)]


def _intervals(letters: str) -> tuple[tuple[str, str], ...]:
    """Sound first, then initials; a query of two shapes asks for both."""
    spoken = _reads_as_syllables(letters)
    short = INITIAL_LETTERS.issuperset(letters)
    prefixes = []
    if len(letters) > 1 and (spoken or not short):
        prefixes.append(f"y{letters}")
    if short and (not spoken or len(letters) <= LONGEST_AMBIGUOUS):
        prefixes.append(f"i{letters}")
    if short and not spoken:
        prefixes.append(f"i{_without_retroflex(letters)}")
    if not prefixes:
        prefixes.append(f"y{letters}")
    return tuple((low, low[:-1] + chr(ord(low[-1]) + 1)) for low in dict.fromkeys(prefixes))


def _reads_as_syllables(letters: str) -> bool:
    """Whether the letters are syllables, the last perhaps unfinished."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in all_syllables() for start in reached if end - start <= len("zhuang")):
            reached.add(end)
    return any(not letters[start:] or letters[start:] in _beginnings() for start in reached)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:length] for syllable in all_syllables() for length in range(1, len(syllable) + 1))


def _without_retroflex(letters: str) -> str:
    for pair, single in _RETROFLEX.items():
        letters = letters.replace(pair, single)
    return letters


def _letters(plain: str) -> str:
    """The Latin letters alone, lǜ and lü as lv; tone marks, tone digits and other scripts fall away."""
    parts = unicodedata.normalize("NFD", plain).replace("u\u0308", "v")
    return "".join(char for char in parts if "a" <= char <= "z")


def _han_runs(plain: str) -> list[str]:
    if _ALL_HAN.fullmatch(plain):
        return [plain]  # as most names are, and a city has a hundred thousand
    return ["".join(run) for han, run in groupby(plain, is_han) if han]


def _sounds_from_each_start(spoken: list[tuple[str, ...]]) -> Iterable[str]:
    most = MOST_WAYS if len(spoken) < LONG_NAME else MOST_WAYS_OF_A_LONG_NAME
    if all(spoken) and prod(map(len, spoken)) <= most:
        return _all_ways_from_each_start(spoken)
    return [way for start in range(len(spoken)) for way in _likeliest_ways(spoken[start:], most)]


def _all_ways_from_each_start(spoken: list[tuple[str, ...]]) -> list[str]:
    """All ways to say it, where there are so few that none is left out."""
    found: list[str] = []
    after = [""]
    for choices in reversed(spoken):
        after = [reading + way for reading in choices for way in after]
        found += after
    return found


def _likeliest_ways(spoken: list[tuple[str, ...]], most: int) -> list[str]:
    """The ways to say it, those with each character's first readings first, no more than asked for."""
    ways = {"": 0}
    for choices in spoken:
        longer: dict[str, int] = {}
        for said, rank in ways.items():
            for place, reading in enumerate(choices or ("",)):
                sound = said + reading
                longer[sound] = min(rank + place, longer.get(sound, rank + place))
        ways = dict(sorted(longer.items(), key=lambda way: way[1])[:most])
    return list(ways)
