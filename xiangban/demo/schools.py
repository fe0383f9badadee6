"""Invented schools: kindergartens and primary schools of townships and villages, junior middle schools, county schools.

Which child goes where is in schooling.py.
"""

from collections import defaultdict
from dataclasses import dataclass

from xiangban.children.codes import Schooling
from xiangban.demo.city import City, Place, township_code
from xiangban.demo.numbers import office_phone
from xiangban.territories.rules import Level

VILLAGES_PER_POINT = 4  # one teaching point serves about this many villages
KINDERGARTEN, PRIMARY = Schooling.KINDERGARTEN.value, Schooling.PRIMARY.value
JUNIOR, SENIOR, VOCATIONAL = Schooling.JUNIOR.value, Schooling.SENIOR.value, Schooling.VOCATIONAL.value


@dataclass(frozen=True, slots=True)
class School:
    """One school; `stage` is a value of Schooling, `place_code` the village, township or county it belongs to."""

    key: int
    stage: str
    name: str
    place_code: int
    level: Level
    phone: str
    point: bool = False  # a teaching point with the first three grades


def generate_schools(city: City) -> tuple[School, ...]:
    """All schools of the city, in the order of their places."""
    rows: list[tuple[str, str, Place, bool]] = []
    names = {place.code: place.name for place in city.places}
    for county in city.of_level(Level.COUNTY):
        rows += [(SENIOR, f"{county.name}第{number}中学", county, False) for number in ("一", "二")]
        rows.append((JUNIOR, f"{county.name}实验初级中学", county, False))
        rows.append((VOCATIONAL, f"{county.name}职业技术学校", county, False))
    for township in city.of_level(Level.TOWNSHIP):
        rows.append((KINDERGARTEN, f"{township.name}中心幼儿园", township, False))
        rows.append((PRIMARY, f"{township.name}中心小学", township, False))
        rows.append((JUNIOR, f"{township.name}初级中学", township, False))
    points = set(point_of_villages(city).values())
    for village in city.of_level(Level.VILLAGE):
        if village.code in points:
            name = names[township_code(village.code)] + village.name.removesuffix("村").removesuffix("社区")
            rows.append((PRIMARY, f"{name}小学", village, True))
            rows.append((KINDERGARTEN, f"{name}幼儿园", village, True))
    return tuple(
        School(key, stage, name, place.code, place.level, office_phone(key), point)
        for key, (stage, name, place, point) in enumerate(sorted(rows, key=lambda row: row[2].code), start=1)
    )


def point_of_villages(city: City) -> dict[int, int]:
    """The village whose teaching point serves each village: the third of every four; townships of two have none."""
    townships: dict[int, list[int]] = defaultdict(list)
    for village in city.of_level(Level.VILLAGE):
        townships[township_code(village.code)].append(village.code)
    found = {}
    for members in townships.values():
        points = members[VILLAGES_PER_POINT - 2 :: VILLAGES_PER_POINT]
        for at, code in enumerate(members):
            if points:
                found[code] = points[min(at // VILLAGES_PER_POINT, len(points) - 1)]
    return found
