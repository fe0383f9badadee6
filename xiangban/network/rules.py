"""Pure rules of changing places: how sub-places are numbered anew, what a code may be.

No table is read here; who follows whom is in boundaries.py.
"""

from collections.abc import Iterable, Mapping, Set
from datetime import date
from itertools import chain

from xiangban.territories.rules import Level, ancestor_code, interval_of, width

MERGED_WITHIN: dict[Level, Level] = {
    Level.VILLAGE: Level.COUNTY,
    Level.TOWNSHIP: Level.COUNTY,
    Level.COUNTY: Level.CITY,
}


class NoFreeCode(Exception):
    """All numbers below a place are taken."""

    def __init__(self, parent: int) -> None:
        super().__init__(f"no free code below {parent}")
        self.parent = parent


class CodeUnfit(Exception):
    """A code that was given by hand is taken, of another level or lies elsewhere."""

    def __init__(self, code: int, parent: int) -> None:
        super().__init__(f"{code} is no free code below {parent}")
        self.code, self.parent = code, parent


def is_below(code: int, level: Level, parent: int) -> bool:
    """Whether this is a code of that level directly below the place `parent` of the level above."""
    above = Level(level - 1)
    return code % width(level) == 0 and code != parent and ancestor_code(code, above) == parent


def next_free(wanted: int, level: Level, parent: int, taken: Set[int]) -> int:
    """The wanted code if it is free, else the next free one after it, from the first again after the last."""
    step, span = width(level), interval_of(Level(level - 1), parent)
    first = max(wanted, parent + step)
    for code in chain(range(first, span.high, step), range(parent + step, first, step)):
        if code not in taken:
            return code
    raise NoFreeCode(parent)


def renumber(
    moved: Iterable[int], level: Level, parent: int, taken: Set[int], given: Mapping[int, int] | None = None
) -> dict[int, int]:
    """New codes below `parent` for places of one level: as given, else the old last digits if free, else the next.

    Retired codes count as taken, so that a code in an old paper never means two places of one parent.
    """
    codes, used = _as_given(given or {}, level, parent, taken), set(taken)
    used.update(codes.values())
    for code in sorted(set(moved) - codes.keys()):
        ending = code - ancestor_code(code, Level(level - 1))
        codes[code] = next_free(parent + ending, level, parent, used)
        used.add(codes[code])
    return codes


def _as_given(given: Mapping[int, int], level: Level, parent: int, taken: Set[int]) -> dict[int, int]:
    codes: dict[int, int] = {}
    for old, new in given.items():
        if not is_below(new, level, parent) or new in taken or new in codes.values():
            raise CodeUnfit(new, parent)
        codes[old] = new
    return codes


def carried(code: int, old_root: int, new_root: int) -> int:
    """The code of a place below a re-coded root: the same digits under the new root."""
    return new_root + (code - old_root)


def may_merge(level: Level, codes: Iterable[int]) -> bool:
    """Villages and townships merge within a county, counties within a city; provinces and cities not at all."""
    within = MERGED_WITHIN.get(level)
    return within is not None and len({ancestor_code(code, within) for code in codes}) == 1


def dates_fit(on: date, today: date, valid_from: Iterable[date]) -> bool:
    """A change takes effect today or earlier, and not before one of its places was there."""
    return all(day <= on for day in valid_from) and on <= today


def counties_entered(codes: Iterable[tuple[int, int]]) -> set[int]:
    """Counties into which a code moved from another county; (old, new) pairs."""
    moved = ((ancestor_code(old, Level.COUNTY), ancestor_code(new, Level.COUNTY)) for old, new in codes)
    return {new for old, new in moved if old != new}
