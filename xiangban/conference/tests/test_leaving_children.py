"""A child of a task's list that leaves the register or the county: the unit counts it on and reads its file no more."""

from datetime import date

import pytest

from tests.world import FOREIGN_VILLAGE, SIBLING_VILLAGE, World, as_viewer, make_seat
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.children import actions
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child
from xiangban.conference.models import TaskTarget
from xiangban.conference.targets import Targets
from xiangban.conference.tests.giving import WHY, given, liaison_of


@pytest.fixture
def wang(world: World) -> Seat:
    """Who speaks for the county's education office, with two children on the list of a task."""
    wang = liaison_of(world, "education", "教育局")
    given(world, wang, targets=Targets(children=(world.ming.pk, world.hong.pk)))
    return wang


def seen_by(seat: Seat) -> list[Child]:
    return list(Child.objects.visible_to(as_viewer(seat)).order_by("pk"))


def test_a_child_that_leaves_the_register_leaves_the_sight_of_a_task_and_not_its_list(world: World, wang: Seat) -> None:
    reason, day = ExitReason.PARENT_BACK, date(2026, 9, 1)
    actions.propose_exit(world.ming, world.viewer(Role.VILLAGE_DIRECTOR), exit_reason=reason, exit_on=day, reason=WHY)
    assert seen_by(wang) == [world.ming, world.hong], "it is only proposed"
    actions.exit_child(world.ming, world.viewer(Role.COUNTY_CLERK))
    assert seen_by(wang) == [world.hong]
    assert TaskTarget.objects.filter(child=world.ming).exists()


def test_a_child_that_another_county_received_leaves_the_sight_of_this_county_s_unit(world: World, wang: Seat) -> None:
    zhou = make_seat(Role.VILLAGE_DIRECTOR, world.places[FOREIGN_VILLAGE], "周")
    place, clerk = world.places[FOREIGN_VILLAGE], world.viewer(Role.COUNTY_CLERK)
    handover = actions.propose_handover(world.ming, clerk, place=place, reason=WHY)
    assert seen_by(wang) == [world.ming, world.hong], "until receipt this county answers"
    actions.receive_handover(handover, as_viewer(zhou))
    assert seen_by(wang) == [world.hong]


def test_a_child_that_moves_inside_the_county_stays_in_the_sight_of_its_units(world: World, wang: Seat) -> None:
    place, clerk = world.places[SIBLING_VILLAGE], world.viewer(Role.COUNTY_CLERK)
    handover = actions.propose_handover(world.ming, clerk, place=place, reason=WHY)
    actions.receive_handover(handover, clerk)
    assert seen_by(wang) == [world.ming, world.hong]


def test_a_task_opened_later_shows_nobody_who_left_before(world: World) -> None:
    Child.objects.filter(pk=world.ming.pk).update(state="exited", exit_reason=ExitReason.PARENT_BACK)
    wang = liaison_of(world, "education", "教育局")
    clerk = world.viewer(Role.COUNTY_CLERK)
    task = given(world, wang, by=clerk, targets=Targets(children=(world.ming.pk, world.hong.pk)))
    assert seen_by(wang) == [world.hong]
    assert TaskTarget.objects.filter(task=task).count() == 2
