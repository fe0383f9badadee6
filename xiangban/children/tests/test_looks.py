"""Looks beyond the seat's own sight: each with a reason, in the trail, for as long as said and no longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.world import FOREIGN_VILLAGE, World, as_viewer, make_seat
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.gate import facets_of
from xiangban.access.models import GivenSight, TrailRow
from xiangban.access.roles import Facet, Role
from xiangban.children import actions
from xiangban.children.models import Child, Kin
from xiangban.children.tests.stage import NUMBER, found

DIRECTOR, CITY, POLICE = Role.VILLAGE_DIRECTOR, Role.CITY_CLERK, Role.POLICE


def test_a_revealed_number_is_given_once_and_stands_in_the_trail_with_the_reason_sealed(world: World) -> None:
    child = found(world)
    value = actions.reveal_value(child, world.viewer(DIRECTOR), field="id_number", reason="办理低保")
    row = TrailRow.objects.latest("seq")
    assert value == NUMBER
    assert (row.verb, row.detail) == ("children.reveal", {"field": "id_number"})
    assert "低保" not in row.reason


def test_the_grandmothers_phone_is_revealed_through_the_child(world: World) -> None:
    child = found(world)
    field = f"kin.{Kin.objects.get(child=child).person_id}.phone"
    assert actions.reveal_value(child, world.viewer(DIRECTOR), field=field, reason="核实情况") == "19900001111"


@pytest.mark.parametrize(
    "field",
    ["name", "responsible_code", "kin.999.phone", "kin.x.phone", "kin.².phone", f"kin.{'9' * 5000}.phone", "nonsense"],
)
def test_what_is_no_sealed_value_of_this_child_is_not_revealed(world: World, field: str) -> None:
    with pytest.raises(NotPermitted):
        actions.reveal_value(found(world), world.viewer(DIRECTOR), field=field, reason="核实情况")


@pytest.mark.parametrize("reason", [" ", "\u3000", "\u200b", "\u202e \u200b"])
def test_without_a_reason_nothing_is_revealed(world: World, reason: str) -> None:
    with pytest.raises(Refused):
        actions.reveal_value(found(world), world.viewer(DIRECTOR), field="id_number", reason=reason)


def test_the_city_opens_a_file_with_a_reason_until_midnight(world: World) -> None:
    assert Facet.FILE not in facets_of(world.ming, world.viewer(CITY))
    actions.open_with_reason(world.ming, world.viewer(CITY), reason="上级交办核查")
    assert Facet.FILE in facets_of(world.ming, world.viewer(CITY))
    given = GivenSight.objects.get(purpose="reason_given")
    assert given.until is not None and timezone.localtime(given.until).hour == 0
    assert given.until - timezone.now() <= timedelta(hours=24)


def test_the_police_see_one_child_for_a_day_and_a_head_reviews_it(world: World) -> None:
    child = found(world)
    police = world.viewer(POLICE)
    post = world.seats[POLICE].post
    glass = actions.break_glass(post, police, name="", id_number=NUMBER, reason="走失求助")
    assert Facet.HEALTH in facets_of(child, world.viewer(POLICE))
    assert glass.given.until == glass.at + timedelta(hours=24)
    actions.review_break_glass(glass, world.viewer(Role.COUNTY_HEAD), justified=False, finding="与职责无关")
    assert not facets_of(child, world.viewer(POLICE))


def test_a_look_is_reviewed_once_and_never_by_whoever_looked(world: World) -> None:
    child = found(world)
    child.responsible_code = FOREIGN_VILLAGE
    Child.objects.filter(pk=child.pk).update(responsible_code=FOREIGN_VILLAGE)
    head = world.viewer(Role.COUNTY_HEAD)
    glass = actions.break_glass(
        world.seats[Role.COUNTY_HEAD].post, head, name="田小禾", id_number=NUMBER, reason="跨县救助"
    )
    with pytest.raises(Refused):
        actions.review_break_glass(glass, world.viewer(Role.COUNTY_HEAD), justified=True, finding="属实")
    actions.review_break_glass(glass, world.viewer(Role.CITY_HEAD), justified=True, finding="属实")
    with pytest.raises(Refused):
        actions.review_break_glass(glass, world.viewer(Role.CITY_HEAD), justified=True, finding="属实")


def test_an_emergency_look_needs_the_whole_number(world: World) -> None:
    found(world)
    for number in ("", NUMBER[-6:]):
        with pytest.raises(Refused):
            actions.break_glass(
                world.seats[POLICE].post, world.viewer(POLICE), name="田小禾", id_number=number, reason="走失求助"
            )


def test_a_social_worker_has_the_contact_of_an_assigned_child_until_it_is_taken_back(world: World) -> None:
    supervisor = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    worker = world.seats[Role.SOCIAL_WORKER]
    actions.assign_child(world.hong, supervisor, post=worker.post)
    assert facets_of(world.hong, as_viewer(worker)) == {Facet.ROSTER, Facet.NAME, Facet.FILE, Facet.CONTACT}
    with pytest.raises(Refused):
        actions.assign_child(world.hong, supervisor, post=worker.post)
    actions.unassign_child(world.hong, supervisor, post=worker.post)
    assert not facets_of(world.hong, as_viewer(worker))


def test_a_child_is_not_assigned_to_a_post_of_another_kind_or_place(world: World) -> None:
    far = make_seat(Role.SOCIAL_WORKER, world.places[FOREIGN_VILLAGE], "far")
    for post in (far.post, world.seats[POLICE].post):
        with pytest.raises(Refused):
            actions.assign_child(world.ming, world.viewer(Role.TOWNSHIP_SUPERVISOR), post=post)


def test_a_parent_sees_the_own_child(world: World) -> None:
    seat = world.seats[Role.PARENT]
    child = found(world)
    actions.invite_parent(child, world.viewer(Role.TOWNSHIP_SUPERVISOR), post=seat.post)
    assert Facet.FAMILY in facets_of(child, as_viewer(seat))
