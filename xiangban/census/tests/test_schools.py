"""What rosters write where a school is asked for, and which school that is."""

from datetime import date

import pytest

from tests.world import COUNTY, FOREIGN_VILLAGE, LONG_AGO, OTHER_COUNTY, TOWNSHIP, VILLAGE, World
from xiangban.census.schools import Schools
from xiangban.territories.models import Agency, AgencyKind, AgencyName
from xiangban.territories.rules import Level, level_of


def school_at(name: str, place: int, *former: str) -> Agency:
    """An open school with its former names."""
    made: Agency = Agency.objects.create(
        kind=AgencyKind.SCHOOL, name=name, place_code=place, level=level_of(place), opened_on=LONG_AGO
    )
    for old in former:
        AgencyName.objects.create(agency=made, name=old, since=LONG_AGO, until=date(2024, 8, 31))
    return made


@pytest.fixture
def known(world: World) -> dict[str, int]:
    """The schools of two counties by short words of this test."""
    made = {
        "中心": world.school,
        "初中": school_at("柳溪镇初级中学", TOWNSHIP, "柳溪镇农业中学"),
        "村小": school_at("柳溪镇上湾小学", VILLAGE),
        "一中": school_at("青禾县第一中学", COUNTY),
        "二中": school_at("青禾县第二中学", COUNTY),
        "幼儿园": school_at("柳溪镇中心幼儿园", TOWNSHIP),
        "实验": school_at("青禾县实验初级中学", COUNTY),
        "职校": school_at("青禾县职业技术学校", COUNTY),
        "桃坪": school_at("桃坪乡中心小学", 990101002000),
        "九年": school_at("桃坪乡九年一贯制学校", 990101002000),
        "外县中心": world.foreign_school,
        "外县一中": school_at("白石县第一中学", OTHER_COUNTY),
    }
    assert made["一中"].level == Level.COUNTY
    return {word: agency.pk for word, agency in made.items()}


def meant(world: World, written: str, place: int | None = VILLAGE) -> int | None:
    return Schools(world.places[990100000000].interval).of(written, place).school


@pytest.mark.parametrize(
    ("written", "school"),
    [
        ("柳溪镇中心小学", "中心"),
        ("青禾县柳溪镇中心小学", "中心"),
        ("云岭省溪宁市青禾县柳溪镇中心小学", "中心"),
        ("柳溪中心小学", "中心"),
        ("柳溪镇中心校", "中心"),
        ("柳溪中心校小学部", "中心"),
        ("柳溪镇中心小学（总校）", "中心"),
        ("柳溪镇中心小学三年级2班", "中心"),
        ("柳溪鎮中心小學", "中心"),
        (" 柳溪镇 中心小学 ", "中心"),
        ("柳溪乡中心小学", "中心"),
        ("柳溪小学", "中心"),
        ("中心小学", "中心"),
        ("柳溪初中", "初中"),
        ("柳溪中学", "初中"),
        ("柳溪镇农业中学", "初中"),
        ("上湾小学", "村小"),
        ("上湾村小学", "村小"),
        ("柳溪镇上湾村教学点", "村小"),
        ("上湾教学点", "村小"),
        ("柳溪镇上湾完小", "村小"),
        ("县一中", "一中"),
        ("青禾一中", "一中"),
        ("一中", "一中"),
        ("青禾县第1中学", "一中"),
        ("第二中学", "二中"),
        ("职高", "职校"),
        ("县职业中学", "职校"),
        ("实验初中", "实验"),
        ("青禾县实验中学", "实验"),
        ("柳溪中心幼儿园", "幼儿园"),
        ("柳溪镇幼儿园大班", "幼儿园"),
        ("桃坪九年制学校", "九年"),
        ("桃坪乡九年一贯制学校初中部", "九年"),
        ("白石县第一中学", "外县一中"),
        ("白石一中", "外县一中"),
        ("白石县石桥镇中心小学", "外县中心"),
        ("石桥镇中心小学", "外县中心"),
    ],
)
def test_a_school_is_known_as_clerks_write_it(world: World, known: dict[str, int], written: str, school: str) -> None:
    assert meant(world, written) == known[school]


@pytest.mark.parametrize(
    "written", ["小学", "学校", "外地", "县城读书", "青禾县第三中学", "石门小学", "深圳市宝安区小学"]
)
def test_a_name_that_fits_no_school_or_several_means_none(world: World, known: dict[str, int], written: str) -> None:
    assert known
    assert meant(world, written) is None


def test_the_central_school_is_that_of_the_childs_own_township(world: World, known: dict[str, int]) -> None:
    assert meant(world, "中心小学", 990101002001) == known["桃坪"]
    assert meant(world, "中心小学", COUNTY) is None


def test_a_child_of_the_other_county_goes_to_its_own_first_middle_school(world: World, known: dict[str, int]) -> None:
    assert meant(world, "一中", FOREIGN_VILLAGE) == known["外县一中"]


def test_two_schools_of_one_name_fit_both(world: World, known: dict[str, int]) -> None:
    other = school_at("石门小学", 990101002001)
    one = school_at("石门小学", 990101001002)
    fitting = Schools(world.places[990100000000].interval).of("石门小学", COUNTY)
    assert known
    assert set(fitting.schools) == {one.pk, other.pk}


def test_a_closed_school_is_meant_by_nobody(world: World) -> None:
    Agency.objects.filter(pk=world.school.pk).update(closed_on=date(2025, 7, 1))
    assert meant(world, "柳溪镇中心小学") is None
