"""Invented agencies of the city and who staffs them: member units, stations, homes, committees, directors.

Names of member units follow territories/unit_kinds.py; schools come from schools.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from xiangban.demo.city import STREET, City, Place
from xiangban.demo.dice import Dice
from xiangban.demo.kin import FEMALE, MALE
from xiangban.demo.names import SURNAMES, adult_given
from xiangban.demo.numbers import Numbers, office_phone
from xiangban.demo.schools import School
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.rules import Level
from xiangban.territories.unit_kinds import MEMBER_UNIT_KINDS, UnitKind

SINCE = date(2010, 1, 1)
MEMBER_UNIT, SCHOOL, HOSPITAL = "member_unit", "school", "hospital"  # values of territories.models.AgencyKind
STATION, HOME, COMMITTEE = "station", "childrens_home", "village_committee"
GOVERNMENT, RESCUE, WELFARE = "township_government", "rescue_centre", "welfare_institution"
SOCIAL = "social_organisation"
SHARE_STATIONS, SHARE_HOMES = 0.95, 0.5
SHARE_DIRECTORS, SHARE_SUPERVISORS = 0.97, 0.985
REFORM = (3, 1)  # month and day on which local bodies took their new names
STATIONS_FROM = date(2021, 6, 1)  # minors' protection law, art. 81


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name an agency bore; both days included, None is open."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """One agency; `key` is stable: kind of unit or agency, then the place code, for schools their key."""

    key: str
    kind: str
    name: str
    place_code: int
    level: Level
    unit_kind: str = ""
    phone: str = ""
    opened_on: date = SINCE
    closed_on: date | None = None
    names: tuple[DatedName, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Who serves a village or township as 儿童主任 or 儿童督导员; `role` is a value of access.roles.Role."""

    role: str
    place_code: int
    agency: str
    name: str
    sex: str
    phone: str
    since: date
    trained_on: date | None


def generate_agencies(city: City, schools: tuple[School, ...]) -> tuple[DemoAgency, ...]:
    """All agencies of the city, higher places first."""
    dice = Dice(city.seed, "agencies")
    found: list[DemoAgency] = []
    for place in [*city.of_level(Level.CITY), *city.of_level(Level.COUNTY)]:
        found += _member_units(place)
        found += _institutions(place)
    for place in city.of_level(Level.TOWNSHIP):
        found += _of_township(dice, place)
    for place in city.of_level(Level.VILLAGE):
        found += _of_village(dice, place)
    found += [
        DemoAgency(f"{SCHOOL}:{school.key}", SCHOOL, school.name, school.place_code, school.level, phone=school.phone)
        for school in schools
    ]
    return tuple(found)


def generate_staff(city: City) -> tuple[StaffMember, ...]:
    """Supervisors of the townships and directors of the villages, a few posts vacant."""
    dice = Dice(city.seed, "staff")
    numbers = Numbers(dice, first_phone=5_000_000)
    posts = [("township_supervisor", GOVERNMENT, SHARE_SUPERVISORS, place) for place in city.of_level(Level.TOWNSHIP)]
    posts += [("village_director", COMMITTEE, SHARE_DIRECTORS, place) for place in city.of_level(Level.VILLAGE)]
    return tuple(
        _staff_member(dice, numbers, role, f"{agency}:{place.code}")
        for role, agency, share, place in posts
        if dice.chance(share)
    )


def _member_units(place: Place) -> Iterator[DemoAgency]:
    for number, kind in enumerate(MEMBER_UNIT_KINDS, start=1):
        names = tuple(_dated_names(kind, place))
        yield DemoAgency(
            f"{kind.code}:{place.code}",
            MEMBER_UNIT,
            names[-1].name,
            place.code,
            place.level,
            unit_kind=kind.code,
            phone=office_phone(place.code // 1_000_000 % 100 * 100 + number),
            closed_on=names[-1].until,
            names=names if len(names) > 1 else (),
        )


def _dated_names(kind: UnitKind, place: Place) -> Iterator[DatedName]:
    for since, until, _ in kind.names:
        year = since if since is not None else REFERENCE_DATE.year if until is None else until - 1
        name = kind.name_in(year, place.name, place.level)
        if name is not None:
            first = None if since is None else date(since, *REFORM)
            last = None if until is None else date(until, *REFORM) - timedelta(days=1)
            yield DatedName(name, first, last)


def _institutions(place: Place) -> list[DemoAgency]:
    """Rescue and protection centre, hospital, and the city's child welfare institution."""
    code, level = place.code, place.level
    found = [DemoAgency(f"{RESCUE}:{code}", RESCUE, f"{place.name}未成年人救助保护中心", code, level)]
    if level is Level.CITY:
        found.append(DemoAgency(f"{WELFARE}:{code}", WELFARE, f"{place.name}儿童福利院", code, level))
        found.append(DemoAgency(f"{HOSPITAL}:{code}", HOSPITAL, f"{place.name}中心医院", code, level))
    else:
        found.append(DemoAgency(f"{HOSPITAL}:{code}", HOSPITAL, f"{place.name}人民医院", code, level))
        found.append(DemoAgency(f"{SOCIAL}:{code}", SOCIAL, f"{place.name}青禾社会工作服务中心", code, level))
    return found


def _of_township(dice: Dice, place: Place) -> list[DemoAgency]:
    office = f"{place.name}办事处" if place.name.endswith(STREET) else f"{place.name}人民政府"
    phone = office_phone(20_000 + place.code // 1_000 % 10_000)
    found = [DemoAgency(f"{GOVERNMENT}:{place.code}", GOVERNMENT, office, place.code, place.level, phone=phone)]
    if dice.chance(SHARE_STATIONS):
        name = f"{place.name}未成年人保护工作站"
        opened = date(STATIONS_FROM.year + dice.below(4), dice.between(6, 12), 1)
        found.append(DemoAgency(f"{STATION}:{place.code}", STATION, name, place.code, place.level, opened_on=opened))
    return found


def _of_village(dice: Dice, place: Place) -> list[DemoAgency]:
    body = "居民委员会" if place.name.endswith("社区") else "村民委员会"
    found = [DemoAgency(f"{COMMITTEE}:{place.code}", COMMITTEE, place.name + body, place.code, place.level)]
    if dice.chance(SHARE_HOMES):
        opened = date(2014 + dice.below(11), 6, 1)
        name = f"{place.name}儿童之家"
        found.append(DemoAgency(f"{HOME}:{place.code}", HOME, name, place.code, place.level, opened_on=opened))
    return found


def _staff_member(dice: Dice, numbers: Numbers, role: str, agency: str) -> StaffMember:
    """One person, women first (the 2019 paper prefers them), most of them trained within the last year."""
    sex = FEMALE if dice.chance(0.68) else MALE
    name = SURNAMES.draw(dice) + adult_given(dice, sex, dice.between(1966, 1998))
    since = date(dice.between(2017, 2025), dice.between(1, 12), 1)
    trained = date(2026, dice.between(1, 8), dice.between(1, 28)) if dice.chance(0.86) else None
    return StaffMember(role, int(agency.partition(":")[2]), agency, name, sex, numbers.phone(), since, trained)
