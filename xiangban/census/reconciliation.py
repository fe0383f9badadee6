"""Who has whom: the regions of the agencies' lists in each place, and what became of each child since last time. Pure.

Reading the rows is in queries; how many nobody found is in estimate.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xiangban.census.estimate import Estimate, Pattern, estimate
from xiangban.lib.chinese_dates import AGE_OF_EXIT, age_on


@dataclass(frozen=True)
class Region:
    """One region of the lists: the agencies that have these children, and how many they are."""

    agencies: frozenset[str]
    children: int


@dataclass(frozen=True)
class WhoHasWhom:
    """The regions of one place: every child stands in exactly one, so that they add up."""

    agencies: tuple[str, ...]
    counts: Mapping[Pattern, int]

    @property
    def children(self) -> int:
        return sum(self.counts.values())

    @property
    def regions(self) -> list[Region]:
        """All regions but the empty one, those on most lists first; seven of three agencies."""
        patterns = sorted(self._patterns(), key=lambda pattern: (-sum(pattern), [not on for on in pattern]))
        return [Region(self._named(pattern), self.counts.get(pattern, 0)) for pattern in patterns]

    @property
    def unseen(self) -> Estimate | None:
        return estimate(self.counts) if self.counts else None

    def on(self, agency: str) -> int:
        """How many children of the place this agency has."""
        at = self.agencies.index(agency)
        return sum(number for pattern, number in self.counts.items() if pattern[at])

    def missed_by(self, agency: str) -> int:
        """How many others have and this agency has not: its work list."""
        return self.children - self.on(agency)

    def _named(self, pattern: Pattern) -> frozenset[str]:
        return frozenset(agency for agency, on in zip(self.agencies, pattern, strict=True) if on)

    def _patterns(self) -> list[Pattern]:
        number = len(self.agencies)
        return [tuple(bool(n >> (number - 1 - at) & 1) for at in range(number)) for n in range(1, 2**number)]


def who_has_whom(agencies: Sequence[str], children: Iterable[tuple[int, frozenset[str]]]) -> dict[int, WhoHasWhom]:
    """For each place the regions of the lists: children come as place code and the agencies that have them."""
    counted: dict[int, Counter[Pattern]] = {}
    for place, having in children:
        pattern = tuple(agency in having for agency in agencies)
        if any(pattern):
            counted.setdefault(place, Counter())[pattern] += 1
    return {place: WhoHasWhom(tuple(agencies), counts) for place, counts in sorted(counted.items())}


def together(agencies: Sequence[str], places: Iterable[WhoHasWhom]) -> WhoHasWhom:
    """The regions of several places as one."""
    counts: Counter[Pattern] = Counter()
    for place in places:
        counts.update(place.counts)
    return WhoHasWhom(tuple(agencies), counts)


class Since(StrEnum):
    """What became of a child between two rounds; each but `found_again` asks for a reason."""

    FOUND_AGAIN = "found_again"
    NEW = "new"
    MOVED = "moved"
    AGED_OUT = "aged_out"
    GONE = "gone"


@dataclass(frozen=True)
class Stood:
    """A child in a round: the township that the lists name, None where they name none, and the birth date if known."""

    place: int | None
    born: date | None = None


def since_of(then: Stood | None, today: Stood | None, day: date) -> Since:
    """What became of a child whom one of two rounds names, or both; `day` is the reference date of the later one."""
    if then is None:
        return Since.NEW
    if today is None:
        return Since.AGED_OUT if _too_old(then.born, day) else Since.GONE
    moved = then.place is not None and today.place is not None and then.place != today.place
    return Since.MOVED if moved else Since.FOUND_AGAIN


def _too_old(born: date | None, day: date) -> bool:
    return born is not None and born <= day and age_on(born, day) >= AGE_OF_EXIT
