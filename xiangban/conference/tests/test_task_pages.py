"""The pages of tasks as people use them: open, receive, report, judge; lists, what is owed, refusals in sentences."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.world import World, as_viewer, sign_in
from xiangban.access.models import Attachment, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.conference.actions.points import InstructionWords, record_instruction
from xiangban.conference.actions.progress import ask_extension, receive_task
from xiangban.conference.models import Extension, Task, TaskProgress
from xiangban.conference.targets import Targets
from xiangban.conference.task_rules import EvidenceKind, TaskState
from xiangban.conference.tests.giving import WHY, given, in_days, liaison_of

AsSeat = Callable[[Seat], Client]


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


def _instruction(world: World) -> int:
    head = world.viewer(Role.COUNTY_HEAD)
    place = world.seats[Role.COUNTY_HEAD].post.territory
    words = InstructionWords("陈志远", "副县长", date(2026, 8, 20), "第三季度情况报告", "请逐户核实, 月底前报结果。")
    return record_instruction(place, head, words=words).pk


def test_the_office_opens_a_task_from_an_instruction(world: World, as_seat: AsSeat) -> None:
    wang, key = liaison_of(world, "education", "教育局"), _instruction(world)
    office = as_seat(world.seats[Role.COUNTY_HEAD])
    form = office.get(page("open_task") + f"?origin=instruction-{key}")
    assert "请逐户核实" in form.content.decode()
    answer = office.post(
        page("open_task"),
        {
            "origin": f"instruction-{key}",
            "title": "逐户核实",
            "lead_post": wang.post_id,
            "deadline": in_days(20).isoformat(),
            "evidence_kind": "statement",
        },
    )
    task = Task.objects.get()
    assert answer.headers["Location"] == page("task", task.pk)
    assert "逐户核实" in as_seat(wang).get(page("owed_tasks")).content.decode()
    assert "请逐户核实" in office.get(page("task", task.pk)).content.decode()


def test_an_opening_without_lead_is_refused_beside_the_field(world: World, as_seat: AsSeat) -> None:
    key = _instruction(world)
    said = {
        "origin": f"instruction-{key}",
        "title": "逐户核实",
        "deadline": in_days(20).isoformat(),
        "evidence_kind": "statement",
    }
    answer = as_seat(world.seats[Role.COUNTY_HEAD]).post(page("open_task"), said)
    assert answer.status_code == 422
    assert "nobody" in answer.content.decode()


def test_a_liaison_receives_and_reports_with_a_paper_that_the_office_opens(world: World, as_seat: AsSeat) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang, evidence_kind=EvidenceKind.ATTACHMENT)
    liaison, office = as_seat(wang), as_seat(world.seats[Role.COUNTY_HEAD])
    liaison.post(page("receive_task", task.pk))
    refused = liaison.post(page("report_done", task.pk), {"text": "已核实"})
    assert refused.status_code == 422
    paper = SimpleUploadedFile("核实表.txt", "已核实".encode())
    liaison.post(page("report_done", task.pk), {"text": "已核实", "uploads": [paper]})
    task.refresh_from_db()
    assert task.state == TaskState.REPORTED
    kept = Attachment.objects.get(owner_model=TaskProgress.sight_label())
    opened = office.post(page("open_evidence", kept.pk))
    assert b"".join(opened.streaming_content).decode() == "已核实"  # type: ignore[attr-defined]
    assert TrailRow.objects.filter(verb="conference.open_evidence").exists()
    office.post(page("verify_task", task.pk))
    office.post(page("strike_off_task", task.pk))
    task.refresh_from_db()
    assert task.state == TaskState.STRUCK_OFF


def test_the_second_who_strikes_off_reads_that_somebody_was_faster(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    Task.objects.filter(pk=task.pk).update(state=TaskState.VERIFIED)
    first, second = as_seat(world.seats[Role.COUNTY_HEAD]), as_seat(world.seats[Role.COUNTY_CLERK])
    first.post(page("strike_off_task", task.pk))
    told = second.post(page("strike_off_task", task.pk), follow=True)
    assert "struck off" in told.content.decode()
    assert "Reload" in told.content.decode()


def test_an_extension_is_asked_and_granted_on_the_page(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    asked = {"until": in_days(40).isoformat(), "reason": WHY}
    as_seat(world.seats[Role.POLICE]).post(page("ask_extension", task.pk), asked)
    office = as_seat(world.seats[Role.COUNTY_HEAD])
    assert WHY in office.get(page("task", task.pk)).content.decode()
    office.post(page("grant_extension", Extension.objects.get().pk), {"answer": "同意"})
    task.refresh_from_db()
    assert task.deadline == in_days(40)


def test_the_liaison_reads_the_child_and_the_office_a_number(world: World, as_seat: AsSeat) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang, targets=Targets(children=(world.ming.pk,)))
    assert "田小明" in as_seat(wang).get(page("task", task.pk)).content.decode()
    Task.objects.filter(pk=task.pk).update(level=2)
    seen_by_office = as_seat(world.seats[Role.CONFERENCE_OFFICE]).get(page("task", task.pk)).content.decode()
    assert "田小明" not in seen_by_office
    assert "1 child" in seen_by_office


def test_a_seat_of_another_county_finds_no_such_task(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    assert as_seat(world.li).get(page("task", task.pk)).status_code == 404
    assert as_seat(world.li).post(page("strike_off_task", task.pk)).status_code == 404


def test_a_seat_that_sees_the_task_and_does_not_do_it_is_refused(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    assert as_seat(world.seats[Role.COUNTY_HEAD]).post(page("receive_task", task.pk)).status_code == 403
    assert as_seat(world.seats[Role.POLICE]).post(page("verify_task", task.pk)).status_code == 404


def test_the_list_is_narrowed_by_colour_state_and_unit(world: World, as_seat: AsSeat) -> None:
    wang = liaison_of(world, "education", "教育局")
    given(world, wang, title="甲事项")
    late = given(world, world.seats[Role.POLICE], title="乙事项")
    Task.objects.filter(pk=late.pk).update(deadline=in_days(-2))
    office = as_seat(world.seats[Role.COUNTY_HEAD])
    everything = office.get(page("task_list")).content.decode()
    assert "甲事项" in everything
    red = office.get(page("task_list") + "?colour=red").content.decode()
    assert ("乙事项" in red, "甲事项" in red) == (True, False)
    of_unit = office.get(page("task_list") + f"?unit={wang.post.agency_id}").content.decode()
    assert ("乙事项" in of_unit, "甲事项" in of_unit) == (False, True)
    assert "乙事项" not in office.get(page("task_list") + "?state=struck_off").content.decode()


def test_the_page_says_the_rule_of_the_colour_and_the_day_it_changes(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    text = as_seat(world.seats[Role.POLICE]).get(page("task", task.pk)).content.decode()
    assert "house rule on deadlines, no. 1" in text
    assert "due soon" in text


def test_what_waits_is_told_to_the_one_who_answers_it(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE])
    receive_task(task, world.viewer(Role.POLICE))
    ask_extension(task, world.viewer(Role.POLICE), until=in_days(40), reason=WHY)
    assert "Grant" in as_seat(world.seats[Role.COUNTY_HEAD]).get(page("task", task.pk)).content.decode()
    assert "Grant" not in as_seat(world.seats[Role.POLICE]).get(page("task", task.pk)).content.decode()
    assert as_viewer(world.seats[Role.POLICE]).may("conference.see")


def test_the_file_of_a_child_names_the_tasks_on_whose_list_it_stands(world: World, as_seat: AsSeat) -> None:
    task = given(world, world.seats[Role.POLICE], targets=Targets(children=(world.ming.pk,)))
    file = reverse("childfile:file", args=[world.ming.pk])
    assert page("task", task.pk) in as_seat(world.seats[Role.COUNTY_HEAD]).get(file).content.decode()
    assert page("task", task.pk) in as_seat(world.seats[Role.POLICE]).get(file).content.decode()
    assert page("task", task.pk) not in as_seat(world.seats[Role.PARENT]).get(file).content.decode()


def test_the_day_of_a_unit_tells_what_waits_for_receipt_and_the_offices_day_what_to_judge(
    world: World, as_seat: AsSeat
) -> None:
    task = given(world, world.seats[Role.POLICE])
    assert "Tasks to receive" in as_seat(world.seats[Role.POLICE]).get("/").content.decode()
    Task.objects.filter(pk=task.pk).update(state=TaskState.REPORTED)
    assert "Tasks to judge" in as_seat(world.seats[Role.COUNTY_HEAD]).get("/").content.decode()
