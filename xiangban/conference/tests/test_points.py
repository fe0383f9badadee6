"""Instructions, work points, duties: recorded by the own place, read by the units they name, tasks opened from them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import COUNTY, World, as_viewer, sign_in
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.conference.actions.points import (
    DutyTerms,
    InstructionWords,
    PointTerms,
    add_duty,
    add_point,
    amend_duty,
    end_duty,
    lay_duties,
    lay_plan,
    record_instruction,
    strike_out_point,
)
from xiangban.conference.duties import read_duties, shipped_duties
from xiangban.conference.models import Instruction, ListedDuty, WorkPlan, WorkPoint
from xiangban.conference.tests.giving import WHY, in_days, liaison_of, unit_of
from xiangban.territories.unit_kinds import MEMBER_UNIT_KINDS

AsSeat = Callable[[Seat], Client]
WORDS = InstructionWords("陈志远", "副县长", date(2026, 8, 20), "第三季度情况报告", "请逐户核实。")


@pytest.fixture
def as_seat() -> AsSeat:
    """A browser of somebody who reads English."""

    def enter(seat: Seat) -> Client:
        client = sign_in(seat)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    return enter


def page(name: str, *args: object) -> str:
    return reverse(f"conference:{name}", args=args)


def _plan(world: World) -> WorkPlan:
    place, head = world.places[COUNTY], world.viewer(Role.COUNTY_HEAD)
    return lay_plan(place, head, year=2026, title="2026年工作要点", adopted_on=date(2026, 3, 1))


def _terms(world: World, lead: Seat, number: int = 1) -> PointTerms:
    assert lead.post.agency is not None
    return PointTerms(1, "落实监护责任", number, "逐户核实无人监护儿童", lead.post.agency, date(2026, 11, 30))


def test_a_leader_records_an_instruction_and_the_office_reads_it(world: World) -> None:
    place = world.seats[Role.CONVENER].post.territory
    made = record_instruction(place, world.viewer(Role.CONVENER), words=WORDS)
    assert list(Instruction.objects.visible_to(world.viewer(Role.CONFERENCE_OFFICE))) == [made]
    assert not Instruction.objects.visible_to(world.viewer(Role.COUNTY_HEAD)).exists()


def test_an_instruction_of_tomorrow_or_of_another_place_is_refused(world: World) -> None:
    head = world.viewer(Role.COUNTY_HEAD)
    with pytest.raises(Refused) as refusal:
        record_instruction(world.places[COUNTY], head, words=replace(WORDS, given_on=in_days(1)))
    assert refusal.value.field == "given_on"
    with pytest.raises(NotPermitted):
        record_instruction(world.places[COUNTY], world.viewer(Role.CITY_HEAD), words=WORDS)


def test_a_plan_is_read_by_the_units_it_names_and_by_the_townships_below(world: World) -> None:
    wang, zhao = liaison_of(world, "education", "教育局"), liaison_of(world, "women_federation", "妇联")
    plan = _plan(world)
    add_point(plan, world.viewer(Role.COUNTY_HEAD), terms=_terms(world, wang))
    assert list(WorkPlan.objects.visible_to(as_viewer(wang))) == [plan]
    assert not WorkPlan.objects.visible_to(as_viewer(zhao)).exists()
    assert list(WorkPlan.objects.visible_to(world.viewer(Role.TOWNSHIP_SUPERVISOR))) == [plan]
    assert not WorkPlan.objects.visible_to(as_viewer(world.li)).exists()


def test_an_item_twice_due_before_the_plan_or_of_a_closed_unit_is_refused(world: World) -> None:
    wang, plan = liaison_of(world, "education", "教育局"), _plan(world)
    head, good = world.viewer(Role.COUNTY_HEAD), _terms(world, wang)
    add_point(plan, head, terms=good)
    gone = unit_of(COUNTY, "housing", "青禾县住建局")
    gone.closed_on = date(2026, 1, 1)
    gone.save()
    fields = []
    wrong = (good, replace(good, number=2, deadline=date(2026, 2, 1)), replace(good, number=2, lead=gone))
    for terms in wrong:
        with pytest.raises(Refused) as refusal:
            add_point(plan, head, terms=terms)
        fields.append(refusal.value.field)
    assert fields == ["number", "deadline", "lead"]


def test_an_item_is_struck_out_once_and_its_number_is_free_again(world: World) -> None:
    wang, plan = liaison_of(world, "education", "教育局"), _plan(world)
    head = world.viewer(Role.COUNTY_HEAD)
    point = add_point(plan, head, terms=_terms(world, wang))
    strike_out_point(point, head, reason=WHY)
    with pytest.raises(Refused):
        strike_out_point(point, head, reason=WHY)
    add_point(plan, head, terms=_terms(world, wang))
    assert WorkPoint.objects.filter(plan=plan).count() == 2


def test_a_task_is_opened_from_an_item_and_stands_in_the_table_as_its_progress(world: World, as_seat: AsSeat) -> None:
    wang, plan = liaison_of(world, "education", "教育局"), _plan(world)
    point = add_point(plan, world.viewer(Role.COUNTY_HEAD), terms=_terms(world, wang))
    office = as_seat(world.seats[Role.COUNTY_HEAD])
    said = {
        "origin": f"work_point-{point.pk}",
        "title": "逐户核实",
        "lead_post": wang.post_id,
        "deadline": in_days(20).isoformat(),
        "evidence_kind": "statement",
    }
    office.post(page("open_task"), said)
    table = office.get(page("work_plan", plan.pk)).content.decode()
    assert "逐户核实无人监护儿童" in table
    assert "waiting for receipt" in table
    assert "Open a task" not in as_seat(wang).get(page("work_plan", plan.pk)).content.decode()


def test_every_kind_of_member_unit_that_stands_has_both_duties_shipped() -> None:
    shipped = {duty.unit_kind for duty in shipped_duties()}
    assert shipped == {kind.code for kind in MEMBER_UNIT_KINDS if kind.stands_today()}
    assert all(duty.business_duty and duty.care_duty for duty in shipped_duties())
    with pytest.raises(ValueError, match="line 1"):
        read_duties("a\tb\n")


def test_the_shipped_duties_are_laid_once_for_the_units_that_stand(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    head = world.viewer(Role.COUNTY_HEAD)
    assert lay_duties(world.places[COUNTY], head) == 1
    assert lay_duties(world.places[COUNTY], head) == 0
    [duty] = ListedDuty.objects.visible_to(as_viewer(wang))
    assert (duty.agency_id, duty.level) == (wang.post.agency_id, 3)


def test_a_duty_is_amended_from_today_and_its_old_wording_stays(world: World) -> None:
    wang, head = liaison_of(world, "education", "教育局"), world.viewer(Role.COUNTY_HEAD)
    assert wang.post.agency is not None
    terms = DutyTerms(wang.post.agency, "控辍保学", "义务教育", "劝返复学", wang.post)
    duty = add_duty(world.places[COUNTY], head, terms=terms)
    new = amend_duty(duty, head, terms=replace(terms, care_duty="劝返复学, 每周报告"))
    duty.refresh_from_db()
    assert (duty.ended_on, new.since) == (in_days(0), in_days(0))
    with pytest.raises(Refused):
        end_duty(duty, head)
    with pytest.raises(Refused) as refusal:
        add_duty(world.places[COUNTY], head, terms=replace(terms, care_duty=" "))
    assert refusal.value.field == "care_duty"
    with pytest.raises(NotPermitted):
        end_duty(new, world.viewer(Role.CITY_HEAD))


def test_the_pages_of_points_and_duties_are_entered_by_forms(world: World, as_seat: AsSeat) -> None:
    unit = unit_of(COUNTY)
    office = as_seat(world.seats[Role.COUNTY_HEAD])
    office.post(page("lay_plan"), {"year": 2026, "title": "2026年工作要点", "adopted_on": "2026-03-01"})
    plan = WorkPlan.objects.get()
    said = {
        "aspect_number": 1,
        "aspect": "监护",
        "number": 1,
        "text": "核实",
        "lead": unit.pk,
        "deadline": "2026-11-30",
    }
    office.post(page("add_point", plan.pk), {**said, "lead": unit.pk})
    assert "核实" in office.get(page("work_plan", plan.pk)).content.decode()
    office.post(page("lay_duties"))
    assert "控辍保学" in office.get(page("duties")).content.decode()
    office.post(page("end_duty", ListedDuty.objects.get().pk))
    assert "控辍保学、" not in office.get(page("duties")).content.decode()
    office.post(page("record_instruction"), {**vars(WORDS), "given_on": "2026-08-20"})
    assert "请逐户核实" in office.get(page("instruction", Instruction.objects.get().pk)).content.decode()
