"""The invented prefecture: province, city, 8 counties, 190 townships and 2,400 villages with both official codes.

Pure; the same seed builds the same places. Who lives there is in people.py.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from xiangban.demo.dice import Dice, largest_remainder
from xiangban.demo.names import SURNAMES
from xiangban.demo.place_names import (
    CITY,
    COMMUNITIES,
    COUNTIES,
    MERGERS,
    PROVINCE,
    VILLAGE_COUNT,
    VILLAGE_ENDINGS,
    VILLAGE_HOPE,
    VILLAGE_LAND,
)
from xiangban.territories.rules import Level

DEFAULT_SEED = 20_260_901
PROVINCE_CODE = 990_000_000_000
CITY_CODE = 990_100_000_000
COUNTY_STEP, TOWNSHIP_STEP = 1_000_000, 1_000
STREET, TOWN, TOWNSHIP = "街道", "镇", "乡"
FIRST_NUMBER = {STREET: 1, TOWN: 100, TOWNSHIP: 200}
FIRST_COMMUNITY, FIRST_VILLAGE = 1, 200
SHARE_OTHER_CIVIL_CODE = 0.25
SINCE = date(2000, 1, 1)
VILLAGE_CLASS, TOWN_CENTRE_CLASS = "220", "121"  # urban-rural classes of the statistics bureau


@dataclass(frozen=True, slots=True)
class Place:
    """One place; both codes have twelve digits, `weight` is how many children it draws (villages only)."""

    level: Level
    code: int
    civil_code: int
    name: str
    urban_rural_class: str = ""
    valid_from: date = SINCE
    valid_to: date | None = None
    heir: int | None = None
    weight: float = 0.0


@dataclass(frozen=True)
class City:
    """All places in the order of their codes; `ended` are former townships with the code of their heir."""

    seed: int
    places: tuple[Place, ...]
    ended: tuple[Place, ...]

    def of_level(self, level: Level) -> list[Place]:
        """The places of one level, by code."""
        return [place for place in self.places if place.level is level]

    def by_code(self) -> dict[int, Place]:
        """Every present place by its statistics code."""
        return {place.code: place for place in self.places}


def generate_city(seed: int = DEFAULT_SEED) -> City:
    """Build the invented city; only village names, sizes and civil-affairs codes depend on the seed."""
    dice = Dice(seed, "city")
    places = [
        Place(Level.PROVINCE, PROVINCE_CODE, PROVINCE_CODE, PROVINCE),
        Place(Level.CITY, CITY_CODE, CITY_CODE, CITY),
    ]
    townships = _townships()
    civil = _civil_codes(townships, dice)
    counts = _village_counts(townships, dice)
    for number, county in enumerate(COUNTIES, start=1):
        code = CITY_CODE + number * COUNTY_STEP
        places.append(Place(Level.COUNTY, code, code, county[0]))
        for township, name in townships.items():
            if township // COUNTY_STEP * COUNTY_STEP == code:
                place = Place(Level.TOWNSHIP, township, civil[township], name)
                places.append(place)
                places += _villages(place, counts[township], dice)
    return City(seed, tuple(places), _ended(places))


def county_code(code: int) -> int:
    """The county in which a township or village lies."""
    return code // COUNTY_STEP * COUNTY_STEP


def township_code(code: int) -> int:
    """The township in which a village lies."""
    return code // TOWNSHIP_STEP * TOWNSHIP_STEP


def _townships() -> dict[int, str]:
    """Township names by code, numbered per kind: streets from 001, towns from 100, townships from 200."""
    found: dict[int, str] = {}
    for number, (_, streets, towns, townships) in enumerate(COUNTIES, start=1):
        county = CITY_CODE + number * COUNTY_STEP
        for kind, names in ((STREET, streets), (TOWN, towns), (TOWNSHIP, townships)):
            for offset, name in enumerate(names.split()):
                found[county + (FIRST_NUMBER[kind] + offset) * TOWNSHIP_STEP] = name + kind
    return found


def _civil_codes(townships: dict[int, str], dice: Dice) -> dict[int, int]:
    """Civil-affairs codes: a quarter of the townships of each county bear each other's number, the known trap."""
    codes = {code: code for code in townships}
    counties = defaultdict(list)
    for code in townships:
        counties[county_code(code)].append(code)
    for members in counties.values():
        dice.shuffle(members)
        moved = members[: max(2, round(len(members) * SHARE_OTHER_CIVIL_CODE))]
        codes.update(pairwise([*moved, moved[0]]))
    return codes


def _village_counts(townships: dict[int, str], dice: Dice) -> dict[int, int]:
    """How many villages each township has, 2,400 in all, about 5 to 24 each."""
    weights = [0.45 + dice.roll() * 1.3 for _ in townships]
    return dict(zip(townships, largest_remainder(weights, VILLAGE_COUNT), strict=True))


def _villages(township: Place, count: int, dice: Dice) -> list[Place]:
    """The communities and villages of a township, in code order, no name twice."""
    communities = min(count - 1, count // 2 if township.name.endswith(STREET) else 1)
    names = _distinct_names(count - communities, dice)
    streets = list(COMMUNITIES)
    dice.shuffle(streets)
    rows = [(FIRST_COMMUNITY + at, f"{name}社区") for at, name in enumerate(streets[:communities])]
    rows += [(FIRST_VILLAGE + at, f"{name}村") for at, name in enumerate(names)]
    return [
        Place(
            Level.VILLAGE,
            township.code + number,
            township.civil_code + number,
            name,
            TOWN_CENTRE_CLASS if number < FIRST_VILLAGE else VILLAGE_CLASS,
            weight=_draw(number, dice),
        )
        for number, name in rows
    ]


def _draw(number: int, dice: Dice) -> float:
    """How strongly a village draws families: a long tail; communities near the town draw fewer."""
    size = float(2.0 ** (dice.bell() * 1.06))
    return size * 0.4 if number < FIRST_VILLAGE else size


def _distinct_names(count: int, dice: Dice) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names[_village_name(dice)] = None
    return list(names)


def _village_name(dice: Dice) -> str:
    turn = dice.roll()
    if turn < 0.42:
        return f"{SURNAMES.draw(dice)}家{dice.pick(VILLAGE_ENDINGS)}"
    return dice.pick(VILLAGE_HOPE) if turn < 0.54 else dice.pick(VILLAGE_LAND)


def _ended(places: list[Place]) -> tuple[Place, ...]:
    """Former townships, numbered after the last of their county, with the day they ended and their heir."""
    found = []
    for county_name, name, heir_name, ended in MERGERS:
        county = next(place.code for place in places if place.name == county_name)
        heir = next(p for p in places if p.name == heir_name + TOWNSHIP and county_code(p.code) == county)
        code = heir.code + TOWNSHIP_STEP
        found.append(
            Place(
                Level.TOWNSHIP,
                code,
                code,
                name + TOWNSHIP,
                valid_to=date.fromisoformat(ended),
                heir=heir.code,
            )
        )
    return tuple(found)
