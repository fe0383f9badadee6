"""The next meeting of a conference: what the last one decided is before it, with its age, and what was closed since."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import CITY, World, make_seat
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.conference.actions import meetings, minutes
from xiangban.conference.actions.tasks import Origin, TaskTerms, open_task, withdraw_task
from xiangban.conference.arising import ALL_MATTERS, carried_into
from xiangban.conference.documents.wording import CARRIED
from xiangban.conference.models import AgendaItem, Meeting, Task
from xiangban.conference.rules import ItemState, PartKind
from xiangban.conference.task_rules import OriginKind, TaskState
from xiangban.conference.tests.stage import Hall, build_hall

AsSeat = Callable[[Seat], Client]
AGE = 40


@pytest.fixture
def hall(world: World) -> Hall:
    return build_hall(world)


def first_meeting(hall: Hall) -> list[Task]:
    """Forty days ago it decided three things: one is done since, one was withdrawn, one is still open."""
    meeting, today = hall.held(), timezone.localdate()
    held_on = today - timedelta(days=AGE)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=held_on)
    tasks = []
    for title, state in (("逐校核对", "struck_off"), ("开展宣传", "withdrawn"), ("登记户口", "under_way")):
        decision = hall.decided(meeting, text=title)
        origin = Origin(OriginKind.DECISION, str(decision.pk), held_on)
        terms = TaskTerms(title, hall.liaison.post, today + timedelta(days=9), conference=hall.conference)
        task = open_task(hall.world.places[CITY], hall.office, origin=origin, terms=terms)
        if state == TaskState.WITHDRAWN:
            withdraw_task(task, hall.office, reason="重复交办")
        closed_on = None if state == "under_way" else today - timedelta(days=3)
        Task.objects.filter(pk=task.pk).update(state=state, closed_on=closed_on)
        tasks.append(task)
    return tasks


def test_the_next_meeting_proposes_by_itself_what_became_of_the_last_one_and_it_comes_first(hall: Hall) -> None:
    assert not AgendaItem.objects.filter(meeting=hall.call(title="首次")).exists()
    first_meeting(hall)
    meeting = hall.call(title="第二次全体会议")
    other = meetings.propose_item(meeting, hall.office, item=meetings.Proposal("控辍保学情况"))
    meetings.adopt_item(other, hall.office)
    item = AgendaItem.objects.get(meeting=meeting, matter_key=ALL_MATTERS)
    assert (item.title, item.state) == (CARRIED, ItemState.PROPOSED)
    meetings.adopt_item(item, hall.office)
    agenda = AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("title", flat=True)
    assert list(agenda) == [CARRIED, "控辍保学情况"]
    notice = meetings.give_notice(meeting, hall.office)
    assert f"此前会议议定、尚未销号的事项：登记户口（溪宁市教育局，已{AGE}天）。" in notice.content["paragraphs"]


def test_its_minutes_tell_what_was_struck_off_withdrawn_and_is_open_as_of_its_own_day(hall: Hall) -> None:
    first_meeting(hall)
    meeting = hall.call(title="第二次全体会议")
    meetings.adopt_item(AgendaItem.objects.get(meeting=meeting), hall.office)
    meetings.hold_meeting(meeting, hall.office)
    meeting.refresh_from_db()
    drafted = minutes.draft_minutes(meeting, hall.office)
    told = drafted.parts.get(kind=PartKind.STUDIED).text
    words = f"已销号1项：逐校核对；已撤回1项：开展宣传；尚未销号1项：登记户口（溪宁市教育局，已{AGE}天）。"
    assert told.endswith(f"议定事项落实情况。{words}")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Task.objects.filter(title="登记户口").update(state="struck_off", closed_on=tomorrow)
    assert [one.age for one in carried_into(meeting, hall.office, tomorrow).open] == [AGE]


def test_an_item_that_was_declined_is_told_in_no_paper(hall: Hall) -> None:
    first_meeting(hall)
    meeting = hall.call(title="第二次全体会议")
    meetings.decline_item(AgendaItem.objects.get(meeting=meeting), hall.office, reason="另行通报")
    assert "尚未销号" not in "".join(meetings.give_notice(meeting, hall.office).content["paragraphs"])
    meetings.hold_meeting(meeting, hall.office)
    drafted = minutes.draft_minutes(meeting, hall.office)
    assert drafted.parts.get(kind=PartKind.STUDIED).text == ""


def test_the_page_shows_the_office_all_of_it_and_a_unit_its_own_tasks_alone(hall: Hall, as_seat: AsSeat) -> None:
    open_one = first_meeting(hall)[2]
    page = reverse("conference:meeting", args=[hall.call(title="第二次全体会议").pk])
    office = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE]).get(page).content.decode()
    task = reverse("conference:task", args=[open_one.pk])
    assert f"已{AGE}天未完成" in office
    assert task in office
    assert "逐校核对" in office
    own = as_seat(hall.liaison).get(page).content.decode()
    assert task in own
    assert ("此处只统计" in own, "此处只统计" in office) == (True, False)
    police = make_seat(Role.LIAISON, hall.world.places[CITY], "liaison_of_police", hall.police)
    shown = as_seat(police).get(page)
    assert shown.status_code == 200
    assert "登记户口" not in shown.content.decode()
