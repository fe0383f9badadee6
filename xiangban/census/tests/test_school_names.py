"""From the column of schools to the school's seat: pupils it sees, names it is not called by, decisions that last."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import CITY, COUNTY, World
from xiangban.access.acts import Refused
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.schools import name_school, unname_school
from xiangban.census.models import Import
from xiangban.census.school_names import undecided, written_names
from xiangban.census.tests.stage import (
    HE,
    HEADERS,
    LIN,
    MIAO,
    SHU,
    clerk,
    committed,
    prepared,
    roster,
    round_of,
    silent,
)
from xiangban.childfile.known import sayings_of
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.bulk.withdrawing import withdraw_words
from xiangban.children.models import Child, Source

SCHOOLED = [*HEADERS, "学校名称", "年级", "班级"]


def pupil(child: dict[str, str], school: str, grade: str = "三年级", of_class: str = "2班") -> dict[str, str]:
    return {**child, "学校名称": school, "年级": grade, "班级": of_class}


def taken_in(world: World, *schools: str) -> Import:
    """Children at schools as the education bureau writes them, in the register."""
    people = [pupil(child, school) for child, school in zip((HE, MIAO, SHU, LIN), schools, strict=False)]
    return committed(world, round_of(world), education=roster(people, SCHOOLED))


def named(world: World, batch: Import, written: str) -> None:
    naming = name_school(batch, clerk(world), written=written, county=COUNTY, school=world.school)
    assert naming.school == world.school


def test_a_school_sees_the_pupils_a_roster_names_with_grade_and_class(world: World) -> None:
    taken_in(world, "柳溪镇中心小学", "柳溪中心校", "石桥镇中心小学")
    seen = Child.objects.visible_to(world.viewer(Role.SCHOOL)).exclude(pk=world.ming.pk)
    assert {(child.name, child.grade, child.class_name) for child in seen} == {
        ("田小禾", "三年级", "2班"),
        ("田小苗", "三年级", "2班"),
    }


def test_a_name_that_tells_no_school_is_kept_as_it_was_written_and_reported(world: World) -> None:
    batch = taken_in(world, "街上学校", "街上学校", "柳溪镇中心小学")
    (line,) = written_names(batch)
    assert (line.written, line.place, line.rows, line.fits) == ("街上学校", "青禾县", 2, ())
    child = Child.objects.get(name="田小禾")
    assert (child.school, child.grade) == (None, "三年级")
    assert [said.value for said in sayings_of(child)["school"]] == ["街上学校"]


def test_a_name_is_said_to_be_a_school_once_and_its_pupils_get_it(world: World) -> None:
    batch = taken_in(world, "街上学校", "街上学校")
    named(world, batch, "街上学校")
    pupils = Child.objects.visible_to(world.viewer(Role.SCHOOL))
    assert set(pupils.values_list("name", flat=True)) == {"田小明", "田小禾", "田小苗"}
    assert undecided(batch) == 0
    with pytest.raises(Refused, match="街上 学校"):
        named(world, batch, "街上 学校")


def test_what_a_name_means_is_remembered_for_the_next_roster(world: World) -> None:
    sweep = round_of(world)
    batch = prepared(world, sweep, education=roster([pupil(HE, "街上学校")], SCHOOLED))
    named(world, batch, "街上学校")
    later = committed(world, sweep, education=roster([pupil(MIAO, "街上学校")], SCHOOLED))
    assert Child.objects.get(name="田小苗").school == world.school
    assert written_names(later) == []


def test_the_decision_is_taken_back_to_the_last_value(world: World) -> None:
    batch = taken_in(world, "街上学校", "街上学校")
    before = content_hash()
    named(world, batch, "街上学校")
    assert content_hash() != before
    unname_school(batch.school_namings.get(), clerk(world))
    assert content_hash() == before
    assert undecided(batch) == 1


def test_an_import_is_taken_back_with_what_was_decided_of_its_schools(world: World) -> None:
    before = content_hash()
    batch = taken_in(world, "街上学校")
    named(world, batch, "街上学校")
    undo_import(batch, clerk(world), reason="", progress=silent)
    assert content_hash() == before


def test_a_name_kept_as_written_never_becomes_the_school_when_another_source_leaves(world: World) -> None:
    sweep = round_of(world)
    committed(world, sweep, villages=roster([pupil(HE, "街上学校")], SCHOOLED))
    committed(world, sweep, education=roster([pupil(HE, "柳溪镇中心小学")], SCHOOLED))
    told = Source.objects.filter(title="education.xlsx").values_list("pk", flat=True)
    withdraw_words(list(told), clerk(world))
    assert Child.objects.get(name="田小禾").school is None


def test_the_clerk_decides_on_the_page_of_schools(world: World, as_seat: Callable[[Seat], Client]) -> None:
    batch = taken_in(world, "街上学校")
    client = as_seat(world.seats[Role.CITY_CLERK])
    page = client.get(f"/census/imports/{batch.pk}/schools/").content.decode()
    assert "街上学校" in page and "青禾县" in page
    words = {"written": "街上学校", "county": COUNTY, "school": world.school.name}
    client.post(f"/census/imports/{batch.pk}/name_school/", words)
    assert Child.objects.get(name="田小禾").school == world.school
    naming = batch.school_namings.get()
    client.post(f"/census/school_namings/{naming.pk}/unname_school/")
    assert Child.objects.get(name="田小禾").school is None
    assert world.places[CITY].code == batch.place_code
