"""When two villages become one: a handover between them ends by itself."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import SIBLING_VILLAGE, VILLAGE, World
from xiangban.access.acts import NotPermitted
from xiangban.access.models import GivenSight, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.children import actions
from xiangban.children.actions.handovers import lapse_handover
from xiangban.children.models import Child, Handover, HandoverState
from xiangban.network.actions.places import merge_places, rename_place
from xiangban.network.plans import NewPlace

AsSeat = Callable[[Seat], Client]
ON = date(2026, 1, 1)


def merge(world: World) -> None:
    """The village and its neighbour become one, with a new name and a new code."""
    merge_places(
        world.places[VILLAGE],
        world.viewer(Role.CITY_CLERK),
        others=[world.places[SIBLING_VILLAGE]],
        new=NewPlace("湾头村", VILLAGE + 100),
        on=ON,
    )


def offered(world: World) -> Handover:
    """A handover of the village's child to its neighbour, waiting."""
    return actions.propose_handover(
        world.ming, world.viewer(Role.VILLAGE_DIRECTOR), place=world.places[SIBLING_VILLAGE], reason="随祖母生活"
    )


def test_a_handover_within_one_village_ends_with_its_reason_and_its_sight(world: World, as_seat: AsSeat) -> None:
    handover = offered(world)
    merge(world)
    handover.refresh_from_db()
    assert handover.state == HandoverState.LAPSED
    assert "湾头村" in handover.answer
    assert not GivenSight.objects.filter(purpose="handover", withdrawn_at=None).exists()
    told = TrailRow.objects.get(verb="children.lapse_handover")
    assert (told.subject_model, told.subject_key) == ("children.child", str(world.ming.pk))
    page = as_seat(world.seats[Role.COUNTY_CLERK]).get(reverse("childfile:file", args=[world.ming.pk]))
    assert "移交终止" in page.content.decode()


def test_the_child_can_be_handed_over_again_afterwards(world: World) -> None:
    offered(world)
    merge(world)
    again = Child.objects.get(pk=world.ming.pk)
    place = world.places[990101002001]
    handover = actions.propose_handover(again, world.viewer(Role.COUNTY_CLERK), place=place, reason="随姑姑生活")
    assert handover.state == HandoverState.PROPOSED


def test_a_handover_to_another_village_goes_on_through_a_change_of_names(world: World) -> None:
    handover = offered(world)
    rename_place(world.places[VILLAGE], world.viewer(Role.CITY_CLERK), new=NewPlace("新湾村", VILLAGE + 100), on=ON)
    handover.refresh_from_db()
    assert (handover.state, handover.from_code) == (HandoverState.PROPOSED, VILLAGE + 100)


def test_no_seat_can_end_a_handover_so(world: World) -> None:
    handover = offered(world)
    for role in (Role.VILLAGE_DIRECTOR, Role.COUNTY_HEAD, Role.CITY_HEAD):
        with pytest.raises(NotPermitted):
            lapse_handover(handover, world.viewer(role), reason="合并")
