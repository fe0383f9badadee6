"""One box finds a child by name, sound, initials, number or village, and never one out of sight."""

from datetime import date

import pytest

from tests.world import VILLAGE, World, as_viewer, make_child
from xiangban.access.roles import Role
from xiangban.children.actions import open_with_reason
from xiangban.children.actions.changes import lay_name_keys
from xiangban.children.models import Child
from xiangban.children.queries import counts_by
from xiangban.children.search import search
from xiangban.children.tests.stage import NUMBER, found

DIRECTOR, CLERK, CITY = Role.VILLAGE_DIRECTOR, Role.COUNTY_CLERK, Role.CITY_CLERK


@pytest.fixture
def cast(world: World) -> World:
    for child in (world.ming, world.hong, world.lan):
        lay_name_keys(child)
    return world


@pytest.mark.parametrize(
    "text", ["小明", "田小明", "明", "tianxiaoming", "xiaoming", "txm", "TXM", "田xm", "xiao ming"]
)
def test_a_child_is_found_however_the_name_is_typed(cast: World, text: str) -> None:
    assert cast.ming.pk in [hit.child_id for hit in search(cast.viewer(DIRECTOR), text).children]


def test_two_characters_apart_are_no_name(cast: World) -> None:
    assert search(cast.viewer(DIRECTOR), "田明").children == []


def test_each_seat_finds_only_what_it_sees(cast: World) -> None:
    def names(role: Role) -> set[int]:
        return {hit.child_id for hit in search(cast.viewer(role), "小").children}

    ming, hong = cast.ming.pk, cast.hong.pk
    assert names(DIRECTOR) == names(Role.SCHOOL) == names(Role.SOCIAL_WORKER) == {ming}
    assert names(Role.TOWNSHIP_SUPERVISOR) == names(CLERK) == {ming, hong}
    whole = {child: search(cast.viewer(CITY), child.name).children for child in (cast.ming, cast.hong, cast.lan)}
    assert all([hit.child_id for hit in hits] == [child.pk] for child, hits in whole.items())
    assert names(Role.CONVENER) == names(Role.SYSTEM_ADMINISTRATOR) == set()


@pytest.mark.parametrize("role", [CITY, Role.CITY_HEAD])
@pytest.mark.parametrize(
    "text", ["小明", "明", "田小", "田", "tianxiaoming", "xiaoming", "txm", "xm", "田xm", "田小m", "田小明明"]
)
def test_who_reads_masked_names_cannot_unmask_one_by_trying_parts_of_it(cast: World, role: Role, text: str) -> None:
    assert search(cast.viewer(role), text).children == []


def test_the_city_finds_a_whole_name_and_reads_it_masked(cast: World) -> None:
    assert {hit.name for hit in search(cast.viewer(CITY), "田 小明").children} == {"田*明"}
    assert {hit.name for hit in search(cast.viewer(CLERK), "小明").children} == {"田小明"}


@pytest.mark.parametrize("text", [NUMBER, NUMBER[-6:]])
def test_a_number_finds_for_those_who_may_see_numbers(cast: World, text: str) -> None:
    child = found(cast)
    assert [hit.child_id for hit in search(cast.viewer(CLERK), text).children] == [child.pk]
    for blind in (cast.viewer(CITY), cast.viewer(Role.SCHOOL), as_viewer(cast.li)):
        assert search(blind, text).children == []


def test_a_village_is_found_inside_ones_place(cast: World) -> None:
    assert [place.code for place in search(cast.viewer(CLERK), "上湾").places] == [VILLAGE]
    assert search(cast.viewer(CLERK), "石门").places == []


def test_more_than_the_limit_is_said(cast: World) -> None:
    for sign in "甲乙丙":
        lay_name_keys(make_child(f"田小{sign}", VILLAGE))
    found_now = search(cast.viewer(DIRECTOR), "田小", limit=2)
    assert (len(found_now.children), found_now.more) == (2, True)


def test_a_file_the_city_opened_with_a_reason_is_found_by_part_of_its_name(cast: World) -> None:
    open_with_reason(cast.ming, cast.viewer(CITY), reason="信访核实")
    assert [hit.name for hit in search(cast.viewer(CITY), "xm").children] == ["田小明"]


def test_a_pet_name_finds_the_child(cast: World) -> None:
    Child.objects.filter(pk=cast.ming.pk).update(former_name="狗蛋")
    cast.ming.refresh_from_db()
    lay_name_keys(cast.ming)
    assert [hit.child_id for hit in search(cast.viewer(DIRECTOR), "狗蛋").children] == [cast.ming.pk]


def test_sums_close_with_what_is_not_collected(cast: World) -> None:
    Child.objects.filter(pk=cast.hong.pk).update(sex="", birth_date=None)
    today = date(2026, 9, 1)
    by_sex = {row.code: row.number for row in counts_by(cast.viewer(Role.CONVENER), "sex", today)}
    by_age = {row.code: row.number for row in counts_by(cast.viewer(Role.CONVENER), "age_band", today)}
    assert (by_sex["1"], by_sex[""]) == (2, 1)
    assert by_age == {"0-5": 0, "6-13": 2, "14-15": 0, "16-": 0, "": 1}
    assert counts_by(cast.viewer(Role.SOCIAL_WORKER), "sex", today)[0].number == 0
