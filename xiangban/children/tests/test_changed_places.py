"""When two villages become one: a handover between them ends by itself, and no withdrawn source leaves an old code."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import COUSIN_VILLAGE, SIBLING_VILLAGE, VILLAGE, World
from xiangban.access.acts import NotPermitted
from xiangban.access.models import GivenSight, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children import actions
from xiangban.children.actions.changes import write_changes
from xiangban.children.actions.handovers import lapse_handover
from xiangban.children.models import Child, Handover, HandoverState, Source
from xiangban.children.queries import register_as_of
from xiangban.children.tests.stage import form, found
from xiangban.network.actions.places import merge_places, rename_place, split_place
from xiangban.network.plans import Going, NewPlace

AsSeat = Callable[[Seat], Client]
ON = date(2026, 1, 1)


def merge(world: World) -> None:
    """The village takes in its neighbour under a new name; the neighbour's code is retired."""
    merge_places(
        world.places[VILLAGE],
        world.viewer(Role.CITY_CLERK),
        others=[world.places[SIBLING_VILLAGE]],
        new=NewPlace("湾头村"),
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


def roster(child: Child, code: int) -> Source:
    """A roster that says where the child lives, written into the file."""
    source = form()
    source.save()
    child.refresh_from_db()
    write_changes(child, {"living_code": code}, source, timezone.now())
    return source


def undo(source: Source, child: Child) -> int | None:
    """Withdraw the source; answers where the child then lives."""
    actions.withdraw_source(source, system_viewer("undo of an import"))
    child.refresh_from_db()
    register = next(iter(register_as_of(timezone.now(), Child.objects.filter(pk=child.pk))))
    assert register.facts.get("living_code", "") == str(child.living_code or ""), "the history says otherwise"
    return child.living_code


def test_withdrawing_a_source_older_than_a_merger_gives_back_the_place_of_before_in_todays_code(world: World) -> None:
    child = found(world, living_code=SIBLING_VILLAGE)
    source = roster(child, COUSIN_VILLAGE)
    merge(world)
    assert undo(source, child) == VILLAGE


def test_what_a_merger_made_of_a_withdrawn_statement_does_not_stay(world: World) -> None:
    child = found(world, living_code=COUSIN_VILLAGE)
    source = roster(child, SIBLING_VILLAGE)
    merge(world)
    child.refresh_from_db()
    assert child.living_code == VILLAGE
    assert undo(source, child) == COUSIN_VILLAGE


def test_without_an_earlier_statement_the_place_is_not_collected_any_more(world: World) -> None:
    child = found(world, living_code=None, hukou_code=VILLAGE)
    source = roster(child, SIBLING_VILLAGE)
    merge(world)
    assert undo(source, child) is None


def test_a_split_that_named_the_child_holds_after_a_later_source_is_withdrawn(world: World) -> None:
    child = found(world)
    going = Going(children=frozenset({child.pk}))
    split_place(
        world.places[VILLAGE],
        world.viewer(Role.CITY_CLERK),
        going=going,
        new=NewPlace("上湾新村", VILLAGE + 200),
        on=ON,
    )
    source = roster(child, COUSIN_VILLAGE)
    assert undo(source, child) == VILLAGE + 200
