"""The registration form as people use it: found, amend, two at once, and what a page never gives away."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import FOREIGN_VILLAGE, World
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.children.models import Child, Kin, Person
from xiangban.children.tests.stage import NUMBER, amend, found

AsSeat = Callable[[Seat], Client]
DIRECTOR, SUPERVISOR, SCHOOL = Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR, Role.SCHOOL
FILLED = {
    "name": "田小禾",
    "sex": "2",
    "birth_date": "2018-03-04",
    "id_number": NUMBER,
    "living_code": "柳溪镇上湾村",
    "hukou_kind": "rural",
    "care_reason": "both_away",
    "income_sources": ["work", "farming"],
    "kin-father-kinship": "father",
    "kin-father-name": "田大山",
    "kin-father-workplace": "广东省深圳市",
    "more-0-kinship": "grandmother",
    "more-0-name": "田桂花",
    "more-0-phone": "19900001111",
    "more-0-carer": "on",
}


def amend_data(child: Child, **changes: str) -> dict[str, str]:
    """What a browser sends back of the page of this child, as far as these tests need it."""
    kin = Kin.objects.get(child=child, kinship="grandmother")
    row = f"kin-{kin.pk}"
    page = {"name": child.name, "sex": child.sex, "birth_date": str(child.birth_date), "version": str(child.version)}
    page |= {
        "living_code": "柳溪镇上湾村",
        "hukou_kind": "rural",
        "care_reason": "both_away",
        "legal_basis": "statutory_duty",
    }
    page |= {"birth_precision": "day", "id_kind": "resident"}
    family = {f"{row}-kinship": "grandmother", f"{row}-name": "田桂花", f"{row}-carer": "on"}
    return page | family | changes


def test_a_director_founds_a_file_with_family_on_one_page(world: World, as_seat: AsSeat) -> None:
    answer = as_seat(world.seats[DIRECTOR]).post(reverse("children:found"), FILLED)
    child = Child.objects.get(name="田小禾")
    assert answer.headers["Location"] == reverse("childfile:file", args=[child.pk])
    assert child.income_sources == "work,farming"
    assert sorted(Kin.objects.filter(child=child).values_list("person__name", "carer")) == [
        ("田大山", False),
        ("田桂花", True),
    ]


def test_a_name_alone_founds_a_draft(world: World, as_seat: AsSeat) -> None:
    as_seat(world.seats[DIRECTOR]).post(reverse("children:found"), {"name": "田小禾"})
    assert Child.objects.get(name="田小禾").state == "draft"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id_number": "990101201803040026"}, "id_id_number_error"),
        ({"living_code": "无此村"}, "id_living_code_error"),
        ({"living_code": "²"}, "id_living_code_error"),
        ({"school": "无此小学"}, "id_school_error"),
        ({"birth_date": "2018-13-04"}, "id_birth_date_error"),
        ({"name": ""}, "id_name_error"),
        ({"more-0-id_number": "123"}, "id_more-0-id_number_error"),
        ({"more-0-kinship": ""}, "id_more-0-kinship_error"),
    ],
)
def test_every_error_stands_at_its_field_and_nothing_is_stored(
    world: World, as_seat: AsSeat, wrong: dict[str, str], said: str
) -> None:
    answer = as_seat(world.seats[DIRECTOR]).post(reverse("children:found"), FILLED | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Child.objects.filter(name="田小禾").exists()


def test_a_disagreement_can_be_confirmed_as_written_in_the_source(world: World, as_seat: AsSeat) -> None:
    client, data = as_seat(world.seats[DIRECTOR]), FILLED | {"birth_date": "2018-04-03"}
    assert 'name="as_written"' in client.post(reverse("children:found"), data).content.decode()
    client.post(reverse("children:found"), data | {"as_written": "on"})
    assert Child.objects.get(name="田小禾").birth_date == date(2018, 4, 3)


def test_a_second_file_for_a_number_leads_to_the_first(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    page = as_seat(world.seats[DIRECTOR]).post(reverse("children:found"), FILLED).content.decode()
    assert reverse("childfile:file", args=[child.pk]) in page


def test_the_page_never_holds_a_masked_value(world: World, as_seat: AsSeat) -> None:
    child = found(world, phone="19900002222")
    page = as_seat(world.seats[DIRECTOR]).get(reverse("children:amend", args=[child.pk])).content.decode()
    assert "990101********0025" in page
    assert NUMBER not in page
    assert "19900002222" not in page
    assert "19900001111" not in page


def test_what_is_not_on_the_page_is_not_lost_by_saving_it(world: World, as_seat: AsSeat) -> None:
    child = found(world, phone="19900002222")
    url = reverse("children:amend", args=[child.pk])
    answer = as_seat(world.seats[DIRECTOR]).post(url, amend_data(child, grade="三年级"))
    assert answer.status_code == 302
    child.refresh_from_db()
    assert (child.grade, child.phone, child.id_number) == ("三年级", "19900002222", NUMBER)
    assert Kin.objects.get(child=child).person.phone == "19900001111"


def test_a_dash_removes_a_masked_value(world: World, as_seat: AsSeat) -> None:
    child = found(world, phone="19900002222")
    url = reverse("children:amend", args=[child.pk])
    as_seat(world.seats[DIRECTOR]).post(url, amend_data(child, phone="-"))
    child.refresh_from_db()
    assert child.phone == ""


def test_the_second_editor_sees_the_first_ones_change_and_saving_again_keeps_both(
    world: World, as_seat: AsSeat
) -> None:
    child = found(world)
    stale = amend_data(child, class_name="二班")
    amend(child, world.viewer(DIRECTOR), grade="三年级")
    client, url = as_seat(world.seats[SUPERVISOR]), reverse("children:amend", args=[child.pk])
    answer = client.post(url, stale)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "三年级" in page
    assert 'value="二班"' in page
    child.refresh_from_db()
    assert child.class_name == ""
    client.post(url, stale | {"version": str(child.version), "grade": "三年级"})
    child.refresh_from_db()
    assert (child.grade, child.class_name) == ("三年级", "二班")


def test_an_empty_family_name_takes_the_person_out_of_the_file(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    row = f"kin-{Kin.objects.get(child=child).pk}"
    url = reverse("children:amend", args=[child.pk])
    as_seat(world.seats[DIRECTOR]).post(url, amend_data(child, **{f"{row}-name": ""}))
    assert not Kin.objects.filter(child=child).exists()


def test_a_village_does_not_read_but_may_write_health(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    amend(child, world.viewer(SUPERVISOR), health="60")
    client, url = as_seat(world.seats[DIRECTOR]), reverse("children:amend", args=[child.pk])
    assert '<option value="60" selected' not in client.get(url).content.decode()
    child.refresh_from_db()
    client.post(url, amend_data(child, grade="三年级"))
    child.refresh_from_db()
    assert child.health == "60"


def test_a_school_gets_only_the_schooling_of_its_pupil(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[SCHOOL])
    url = reverse("children:record_schooling", args=[world.ming.pk])
    page = client.get(url).content.decode()
    assert 'name="grade"' in page
    assert 'name="guardianship_kind"' not in page
    assert client.post(url, {"version": "1", "grade": "三年级", "enrolment": "1"}).status_code == 302
    world.ming.refresh_from_db()
    assert world.ming.grade == "三年级"
    assert client.get(reverse("children:record_schooling", args=[world.hong.pk])).status_code == 404
    assert client.get(reverse("children:amend", args=[world.ming.pk])).status_code == 404


def test_moving_away_is_answered_by_a_handover_and_said_so(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    url = reverse("children:amend", args=[child.pk])
    answer = as_seat(world.seats[DIRECTOR]).post(url, amend_data(child, living_code="白石县石桥镇石门村"), follow=True)
    assert child.handovers.get().to_code == FOREIGN_VILLAGE
    assert "notice-warning" in answer.content.decode()


def test_since_when_a_change_is_so_is_kept_with_what_changed_and_told_in_the_file(
    world: World, as_seat: AsSeat
) -> None:
    child, client = found(world), as_seat(world.seats[DIRECTOR])
    assert 'name="valid_from"' not in client.get(reverse("children:found")).content.decode()
    url = reverse("children:amend", args=[child.pk])
    family = {"kin-father-kinship": "father", "kin-father-name": "田大山"}
    client.post(url, amend_data(child, grade="三年级", valid_from="2026-02-17", **family))
    father = Person.objects.get(name="田大山")
    told = {change.field: change.valid_from for change in child.changes.all()}
    assert told["grade"] == date(2026, 2, 17)
    assert told[f"kin.{father.pk}"] == date(2026, 2, 17)
    assert told["name"] is None
    assert "2026年2月17日起" in client.get(reverse("childfile:file", args=[child.pk])).content.decode()


def test_a_day_to_come_is_refused_at_its_field(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    url = reverse("children:amend", args=[child.pk])
    answer = as_seat(world.seats[DIRECTOR]).post(url, amend_data(child, grade="三年级", valid_from="2999-01-01"))
    assert answer.status_code == 422
    assert "2999-01-01" in answer.content.decode()
    assert not child.changes.filter(field="grade").exists()


def test_what_the_system_asks_of_a_parent_is_written_kept_and_shown_masked(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[SUPERVISOR])
    url = reverse("children:amend", args=[child.pk])
    parent = {
        "kin-father-kinship": "father",
        "kin-father-name": "田大山",
        "kin-father-hukou_address": "青禾县柳溪镇上湾村三组18号",
        "kin-father-income_sources": ["work", "farming"],
        "kin-father-single_parent": "1",
        "kin-father-single_parent_reason": "divorced",
    }
    assert client.post(url, amend_data(child) | parent).status_code == 302
    father = Person.objects.get(name="田大山")
    assert (father.income_sources, father.single_parent, father.single_parent_reason) == (
        "work,farming",
        "1",
        "divorced",
    )
    assert father.hukou_address == parent["kin-father-hukou_address"]
    page = client.get(reverse("childfile:file", args=[child.pk])).content.decode()
    assert "离异" in page
    assert "打工收入" in page
    assert "18号" not in page
    again = client.get(url).content.decode()
    assert "18号" not in again
    assert "grandmother-single_parent" not in again


def test_a_number_that_is_known_leads_to_the_file_that_has_it(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[DIRECTOR])
    answer = client.post(reverse("children:found"), FILLED)
    assert answer.status_code == 422
    assert reverse("childfile:file", args=[child.pk]) in answer.content.decode()
    stranger = as_seat(world.li).post(reverse("children:found"), FILLED | {"living_code": ""})
    assert reverse("childfile:file", args=[child.pk]) not in stranger.content.decode()
    assert reverse("children:claim") in stranger.content.decode()
    assert Child.objects.filter(name="田小禾").count() == 1


def test_who_lives_where_the_hukou_is_needs_no_second_writing(world: World, as_seat: AsSeat) -> None:
    child, client = found(world, hukou_address="三组18号"), as_seat(world.seats[DIRECTOR])
    url = reverse("children:amend", args=[child.pk])
    data = amend_data(child, hukou_code="柳溪镇上湾村", living_code="", lives_at_hukou="on")
    assert client.post(url, data).status_code == 302
    child.refresh_from_db()
    assert (child.living_code, child.living_address) == (child.hukou_code, "三组18号")


def test_two_kinds_of_disability_are_a_multiple_one_too(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[SUPERVISOR])
    data = amend_data(child) | {"health": "60", "disability_kinds": ["1", "2"]}
    data |= {"kin-father-kinship": "father", "kin-father-name": "田大山", "kin-father-disability_kinds": ["4", "5"]}
    assert client.post(reverse("children:amend", args=[child.pk]), data).status_code == 302
    child.refresh_from_db()
    assert child.disability_kinds == "1,2,7"
    assert Person.objects.get(name="田大山").disability_kinds == "4,5,7"


def test_the_illness_of_a_parent_is_kept_and_never_stands_on_the_form(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[DIRECTOR])
    url = reverse("children:amend", args=[child.pk])
    family = {"kin-father-kinship": "father", "kin-father-name": "田大山", "kin-father-illness": "尘肺"}
    client.post(url, amend_data(child, **family))
    assert "尘肺" not in client.get(url).content.decode()
    father = Kin.objects.get(child=child, kinship="father")
    child.refresh_from_db()
    again = {f"kin-{father.pk}-kinship": "father", f"kin-{father.pk}-name": "田大山", f"kin-{father.pk}-health": "30"}
    client.post(url, amend_data(child, **again))
    assert Person.objects.get(name="田大山").illness == "尘肺"


def test_a_reason_for_being_alone_contradicts_a_no(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[SUPERVISOR])
    wrong = {"kin-father-name": "田大山", "kin-father-kinship": "father", "kin-father-single_parent": "0"}
    data = amend_data(child) | wrong | {"kin-father-single_parent_reason": "widowed"}
    assert client.post(reverse("children:amend", args=[child.pk]), data).status_code == 422
    assert not Person.objects.filter(name="田大山").exists()


@pytest.mark.parametrize("nothing", ["\u200b", "\u3000\u200b", "\u202e"])
def test_a_place_of_signs_without_width_is_no_place(world: World, as_seat: AsSeat, nothing: str) -> None:
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).post(
        reverse("children:propose_handover", args=[world.ming.pk]), {"place": nothing, "reason": "搬家"}
    )
    assert answer.status_code == 422
    assert "id_place_error" in answer.content.decode()
