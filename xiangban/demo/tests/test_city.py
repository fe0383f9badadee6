"""The invented city: its size, its two numberings and its long tail."""

from collections import Counter

from xiangban.demo.agencies import MEMBER_UNIT, DemoAgency, generate_agencies, generate_staff
from xiangban.demo.city import CITY_CODE, City, county_code, generate_city
from xiangban.demo.place_names import COUNTIES, TOWNSHIP_COUNT, VILLAGE_COUNT
from xiangban.demo.population import Population
from xiangban.territories.models import AgencyKind
from xiangban.territories.rules import Level, level_of, parent_code
from xiangban.territories.unit_kinds import MEMBER_UNIT_KINDS, UNITS_OF_2016


def test_the_city_has_eight_counties_190_townships_and_2400_villages(city: City) -> None:
    counts = Counter(place.level for place in city.places)

    assert counts == {
        Level.PROVINCE: 1,
        Level.CITY: 1,
        Level.COUNTY: len(COUNTIES),
        Level.TOWNSHIP: TOWNSHIP_COUNT,
        Level.VILLAGE: VILLAGE_COUNT,
    }
    assert len(COUNTIES) == 8


def test_every_place_lies_in_a_place_one_level_up_and_no_code_is_given_twice(city: City) -> None:
    known = {(place.level, place.code) for place in city.places}

    assert len({place.code for place in city.places}) == len(city.places)
    for place in city.places:
        above = parent_code(place.level, place.code)
        assert level_of(place.code) is place.level
        assert above is None or (Level(place.level - 1), above) in known


def test_no_code_could_be_a_real_place(city: City) -> None:
    assert all(str(place.code).startswith("99") and str(place.civil_code).startswith("99") for place in city.places)


def test_a_quarter_of_the_townships_bear_another_townships_number_at_the_civil_affairs_office(city: City) -> None:
    townships = city.of_level(Level.TOWNSHIP)
    other = [place for place in townships if place.civil_code != place.code]

    assert 0.2 < len(other) / len(townships) < 0.3
    assert sorted(place.civil_code for place in townships) == sorted(place.code for place in townships)
    assert all(county_code(place.civil_code) == county_code(place.code) for place in townships)


def test_a_village_name_does_not_repeat_within_its_township_but_does_in_the_city(city: City) -> None:
    villages = city.of_level(Level.VILLAGE)
    in_townships = Counter((parent_code(Level.VILLAGE, place.code), place.name) for place in villages)

    assert max(in_townships.values()) == 1
    assert max(Counter(place.name for place in villages).values()) > 10


def test_a_merged_township_points_to_its_heir_and_its_code_is_free(city: City) -> None:
    present = city.by_code()

    assert len(city.ended) == 3
    for place in city.ended:
        assert place.code not in present
        assert place.heir in present and place.valid_to is not None


def test_most_villages_are_small_and_a_few_are_large(city: City, population: Population) -> None:
    sizes = Counter(family.village for family in population.families for _ in family.children)
    ordered = sorted(sizes[place.code] for place in city.of_level(Level.VILLAGE))

    assert 10 <= ordered[len(ordered) // 2] <= 25
    assert sum(1 <= size <= 5 for size in ordered) > 200
    assert ordered[-1] > 80


def test_another_seed_names_other_villages_in_the_same_townships(city: City) -> None:
    other = generate_city(seed=7)

    assert [p.name for p in other.of_level(Level.TOWNSHIP)] == [p.name for p in city.of_level(Level.TOWNSHIP)]
    assert [p.name for p in other.of_level(Level.VILLAGE)] != [p.name for p in city.of_level(Level.VILLAGE)]
    assert generate_city() == city


def test_the_units_of_2016_all_but_one_have_a_local_counterpart(city: City, population: Population) -> None:
    of_city = [agency for agency in _agencies(city, population) if agency.place_code == CITY_CODE]
    units = {agency.unit_kind: agency for agency in of_city if agency.kind == MEMBER_UNIT}

    assert len(units) == len(MEMBER_UNIT_KINDS) == UNITS_OF_2016 - 1
    assert units["health"].name == "枫陵市卫生健康局"
    assert [name.name for name in units["health"].names] == ["枫陵市卫生和计划生育局", "枫陵市卫生健康局"]
    assert units["court"].name == "枫陵市中级人民法院"
    closed = {code for code, agency in units.items() if agency.closed_on}
    assert closed == {kind.code for kind in MEMBER_UNIT_KINDS if kind.merged_into}


def test_a_unit_bears_the_name_of_the_year() -> None:
    names = {
        kind.code: [kind.name_in(year, "棠安县", Level.COUNTY) for year in (2016, 2022, 2026)]
        for kind in MEMBER_UNIT_KINDS
    }

    assert names["poverty_relief"] == ["棠安县扶贫开发办公室", "棠安县乡村振兴局", None]
    assert names["taxation"][0] == "棠安县国家税务局" and names["taxation"][2] == "国家税务总局棠安县税务局"
    assert names["political_legal"][2] == "中共棠安县委政法委员会"
    codes = {kind.code for kind in MEMBER_UNIT_KINDS if kind.stands_today()}
    assert all(kind.merged_into in codes for kind in MEMBER_UNIT_KINDS if kind.merged_into)


def test_every_kind_of_agency_in_the_demo_is_a_kind_of_the_product(city: City, population: Population) -> None:
    agencies = _agencies(city, population)

    assert {agency.kind for agency in agencies} <= set(AgencyKind.values)
    assert len({agency.key for agency in agencies}) == len(agencies)
    assert max(len(agency.name) for agency in agencies) <= 80


def test_three_in_a_hundred_villages_have_no_director(city: City, population: Population) -> None:
    staff = generate_staff(city)
    keys = {agency.key for agency in _agencies(city, population)}
    directors = [member for member in staff if member.role == "village_director"]

    assert 0.96 < len(directors) / VILLAGE_COUNT < 0.98
    assert all(member.agency in keys for member in staff)


def _agencies(city: City, population: Population) -> tuple[DemoAgency, ...]:
    return generate_agencies(city, population.schools)
