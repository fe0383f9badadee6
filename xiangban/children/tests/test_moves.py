"""The moves of the register: who makes which, each with its immutable row, each only once."""

from datetime import date

import pytest

from tests.world import World, make_child
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children import actions
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.children.tests.stage import found

DIRECTOR, SUPERVISOR, CLERK = Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_CLERK


def stands(child: Child) -> str:
    child.refresh_from_db()
    return child.state


def test_a_child_comes_onto_the_register_by_three_hands(world: World) -> None:
    child = found(world)
    actions.submit_child(child, world.viewer(DIRECTOR))
    actions.review_child(child, world.viewer(SUPERVISOR))
    actions.register_child(child, world.viewer(CLERK))
    assert stands(child) == ChildState.REGISTERED
    assert list(child.moves.values_list("post__role", flat=True)) == [DIRECTOR, DIRECTOR, SUPERVISOR, CLERK]


def test_a_village_cannot_review_what_it_submitted(world: World) -> None:
    child = found(world)
    actions.submit_child(child, world.viewer(DIRECTOR))
    with pytest.raises(NotPermitted) as refusal:
        actions.review_child(child, world.viewer(DIRECTOR))
    assert refusal.value.seen
    assert TrailRow.objects.latest("seq").outcome == "refused"


def test_the_second_click_on_submit_is_told_where_the_file_stands(world: World) -> None:
    child = found(world)
    actions.submit_child(child, world.viewer(DIRECTOR))
    with pytest.raises(Refused):
        actions.submit_child(child, world.viewer(DIRECTOR))
    assert child.moves.filter(move="submit").count() == 1


def test_a_draft_without_the_needed_facts_names_them(world: World) -> None:
    child = found(world, care_reason="", id_number="")
    with pytest.raises(actions.FactsRefused) as refusal:
        actions.submit_child(child, world.viewer(DIRECTOR))
    assert [fault.field for fault in refusal.value.faults] == ["care_reason", "id_number"]


def test_a_returned_file_is_a_draft_again_and_says_why(world: World) -> None:
    child = found(world)
    actions.submit_child(child, world.viewer(DIRECTOR))
    with pytest.raises(Refused):
        actions.return_child(child, world.viewer(SUPERVISOR), reason="  ")
    actions.return_child(child, world.viewer(SUPERVISOR), reason="缺监护人电话")
    assert stands(child) == ChildState.DRAFT
    assert child.moves.latest("pk").reason == "缺监护人电话"


def test_a_child_leaves_with_reason_and_day_and_may_come_back(world: World) -> None:
    child = world.ming
    day = date(2026, 8, 1)
    actions.propose_exit(child, world.viewer(DIRECTOR), exit_reason=ExitReason.PARENT_BACK, exit_on=day)
    actions.exit_child(child, world.viewer(CLERK))
    child.refresh_from_db()
    assert (child.state, child.exit_reason, child.exit_on) == (ChildState.EXITED, ExitReason.PARENT_BACK, day)
    actions.restore_child(child, world.viewer(CLERK), reason="父母再次外出")
    child.refresh_from_db()
    assert (child.state, child.exit_reason, child.exit_on) == (ChildState.REGISTERED, "", None)


def test_an_exit_for_another_reason_is_explained(world: World) -> None:
    with pytest.raises(Refused):
        actions.propose_exit(world.ming, world.viewer(DIRECTOR), exit_reason=ExitReason.OTHER, exit_on=date(2026, 8, 1))


def test_a_refused_exit_leaves_the_child_on_the_register(world: World) -> None:
    day = date(2026, 8, 1)
    actions.propose_exit(world.ming, world.viewer(DIRECTOR), exit_reason=ExitReason.MIGRATED, exit_on=day)
    actions.refuse_exit(world.ming, world.viewer(CLERK), reason="父母仍在外")
    assert stands(world.ming) == ChildState.REGISTERED


def test_the_sixteenth_birthday_exits_children_on_the_register_and_no_others(world: World) -> None:
    grown = make_child("石小海", world.ming.responsible_code)
    leap = make_child("石小川", world.ming.responsible_code)
    Child.objects.filter(pk=grown.pk).update(birth_date=date(2010, 9, 1))
    Child.objects.filter(pk=leap.pk).update(birth_date=date(2012, 2, 29))
    assert actions.exit_at_sixteen(None, system_viewer("16th birthdays"), day=date(2026, 8, 31)) == []
    assert actions.exit_at_sixteen(None, system_viewer("16th birthdays"), day=date(2026, 9, 1)) == [grown.pk]
    grown.refresh_from_db()
    assert (grown.state, grown.exit_reason, grown.exit_on) == ("exited", ExitReason.SIXTEEN, date(2026, 9, 1))
    assert stands(leap) == ChildState.REGISTERED


def test_an_unclaimed_file_keeps_its_basis_through_moves(world: World) -> None:
    child = found(world)
    Child.objects.filter(pk=child.pk).update(responsible_basis=PlaceBasis.UNCLAIMED)
    actions.submit_child(child, world.viewer(DIRECTOR))
    child.refresh_from_db()
    assert child.responsible_basis == PlaceBasis.UNCLAIMED
