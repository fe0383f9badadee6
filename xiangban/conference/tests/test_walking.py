"""From a decision to the children it concerned and back again, for each seat as far as its rights go."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import CITY, World
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.conference.actions import minutes
from xiangban.conference.actions.progress import receive_task
from xiangban.conference.actions.tasks import Origin, Share, TaskTerms, break_down_task, open_task
from xiangban.conference.models import Decision, Task
from xiangban.conference.targets import Targets
from xiangban.conference.task_rules import OriginKind
from xiangban.conference.tests.stage import Hall, build_hall

AsSeat = Callable[[Seat], Client]
TEXT = "逐人落实监护"


@pytest.fixture
def hall(world: World) -> Hall:
    return build_hall(world)


def decided(hall: Hall) -> Decision:
    """A decision of the city whose minutes are issued."""
    meeting = hall.held()
    decision = hall.decided(meeting, text=TEXT)
    drafted = minutes.draft_minutes(meeting, hall.office)
    minutes.circulate_minutes(drafted, hall.office, comments_until=timezone.localdate())
    minutes.issue_minutes(drafted, hall.office)
    return decision


def opened(hall: Hall, decision: Decision, lead: Seat) -> Task:
    """A task that goes back to it, for one child of the county."""
    world, until = hall.world, timezone.localdate() + timedelta(days=20)
    origin = Origin(OriginKind.DECISION, str(decision.pk), decision.meeting.held_on)
    terms = TaskTerms("核实监护", lead.post, until, targets=Targets(children=(world.ming.pk,)))
    task: Task = open_task(world.places[CITY], world.viewer(Role.CITY_CLERK), origin=origin, terms=terms)
    return task


def leads(client: Client, here: str, there: str) -> bool:
    """Whether a page in sight has a link to another."""
    answer = client.get(here)
    return answer.status_code == 200 and f'href="{there}"' in answer.content.decode()


def pages(hall: Hall, decision: Decision, task: Task) -> tuple[str, str, str]:
    """The addresses of decision, task and file."""
    words = (("conference:decision", decision.pk), ("conference:task", task.pk), ("childfile:file", hall.world.ming.pk))
    found = [reverse(name, args=[key]) for name, key in words]
    return found[0], found[1], found[2]


def test_a_liaison_walks_from_the_decision_to_the_file_of_the_child_and_back(hall: Hall, as_seat: AsSeat) -> None:
    decision = decided(hall)
    above, middle, file = pages(hall, decision, opened(hall, decision, hall.liaison))
    client = as_seat(hall.liaison)
    for here, there in ((above, middle), (middle, file), (file, middle), (middle, above)):
        assert leads(client, here, there), f"{here} does not lead to {there}"


def test_the_office_walks_to_the_task_and_reads_how_many_they_are(hall: Hall, as_seat: AsSeat) -> None:
    decision = decided(hall)
    above, middle, file = pages(hall, decision, opened(hall, decision, hall.liaison))
    office = as_seat(hall.world.seats[Role.CONFERENCE_OFFICE])
    assert leads(office, above, middle)
    assert leads(office, middle, above)
    assert not leads(office, middle, file)
    assert office.get(file).status_code == 404


def broken_down(hall: Hall, decision: Decision) -> tuple[Task, Task]:
    """The task of the county, and the part that the county passed on to a township."""
    clerk = hall.world.viewer(Role.COUNTY_CLERK)
    whole = opened(hall, decision, hall.world.seats[Role.COUNTY_CLERK])
    receive_task(whole, clerk)
    share = Share(hall.world.seats[Role.TOWNSHIP_SUPERVISOR].post, whole.deadline)
    (part,) = break_down_task(whole, clerk, shares=[share])
    return whole, part


def test_county_and_township_walk_from_their_parts_to_the_file_and_read_the_words_of_the_decision(
    hall: Hall, as_seat: AsSeat
) -> None:
    seats, decision = hall.world.seats, decided(hall)
    whole, part = broken_down(hall, decision)
    for seat, task in ((seats[Role.COUNTY_CLERK], whole), (seats[Role.TOWNSHIP_SUPERVISOR], part)):
        client, (_above, middle, file) = as_seat(seat), pages(hall, decision, task)
        assert leads(client, middle, file)
        assert leads(client, file, middle)
        assert TEXT in client.get(middle).content.decode()


def test_of_a_task_that_was_broken_down_the_whole_alone_stands_under_the_decision(hall: Hall, as_seat: AsSeat) -> None:
    decision = decided(hall)
    whole, part = broken_down(hall, decision)
    above, middle, _file = pages(hall, decision, whole)
    clerk = as_seat(hall.world.seats[Role.CITY_CLERK])
    assert leads(clerk, above, middle)
    assert not leads(clerk, above, pages(hall, decision, part)[1])


def test_a_task_for_one_child_begins_at_its_file_and_names_it_on_the_form(hall: Hall, as_seat: AsSeat) -> None:
    world = hall.world
    clerk, file = as_seat(world.seats[Role.COUNTY_CLERK]), reverse("childfile:file", args=[world.ming.pk])
    form = f"{reverse('conference:open_task')}?children={world.ming.pk}"
    assert leads(clerk, file, form)
    assert leads(clerk, form, file)
    other = as_seat(world.li).get(form)
    assert world.ming.name not in other.content.decode()
