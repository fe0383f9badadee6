"""Counties, towns and villages as numbers; the same place under its longer and shorter name is one number.

Places of the territory tree are found elsewhere: here a place is only what was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from xiangban.lib.chinese_text import compact_name
from xiangban.lib.place_endings import bare_name
from xiangban.matching.arrays import Ints, Small, first_that_holds, numbered
from xiangban.matching.texts import column_of


class PlaceLevel(IntEnum):
    """How near two places are."""

    UNKNOWN = 0
    OTHER_COUNTY = 1
    SAME_COUNTY = 2
    SAME_TOWN_ONLY = 3  # both name a village, and not the same
    SAME_TOWN = 4  # a village is missing
    SAME_VILLAGE = 5


@dataclass(frozen=True)
class Places:
    """Per row the county, the town and the village as numbers, 0 where not written."""

    county: Ints
    town: Ints
    village: Ints

    def taken(self, rows: Ints) -> "Places":
        """The places of some rows."""
        return Places(self.county[rows], self.town[rows], self.village[rows])


def read_places(county: Sequence[str], town: Sequence[str], village: Sequence[str]) -> Places:
    """Encode names or codes of places as written."""
    return Places(_read(county, "county"), _read(town, "town"), _read(village, "village"))


def compare_places(left: Places, right: Places) -> Small:
    """The PlaceLevel of each pair; equal names in two counties are two places."""
    both_counties = (left.county > 0) & (right.county > 0)
    other_county = both_counties & (left.county != right.county)
    both_towns = (left.town > 0) & (right.town > 0)
    town = both_towns & (left.town == right.town)
    both_villages = (left.village > 0) & (right.village > 0)
    village = both_villages & (left.village == right.village)
    cases = [
        (other_county, PlaceLevel.OTHER_COUNTY),
        (village & (town | ~both_towns), PlaceLevel.SAME_VILLAGE),
        (town & both_villages, PlaceLevel.SAME_TOWN_ONLY),
        (town, PlaceLevel.SAME_TOWN),
        (both_counties | both_towns | both_villages, PlaceLevel.SAME_COUNTY),
    ]
    return first_that_holds(cases, PlaceLevel.UNKNOWN)


def tidied(name: str, kind: str) -> str:
    """The name without the word for what kind of place it is, where at least two characters stay."""
    return bare_name(compact_name(name), kind)


def _read(names: Sequence[str], kind: str) -> Ints:
    places, distinct = column_of(names).numbered()
    short, _ = numbered(["", *(tidied(name, kind) for name in distinct[1:])])
    return short[places]
