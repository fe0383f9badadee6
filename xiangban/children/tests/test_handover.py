"""Handover and claim: the old place answers until receipt, both see the file, neither can drop the child."""

import pytest

from tests.world import FOREIGN_VILLAGE, OTHER_COUNTY, TOWNSHIP, VILLAGE, World, as_viewer, make_seat
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet, Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.models import Child, Handover, HandoverState, NameKey
from xiangban.children.rules import PlaceBasis
from xiangban.children.tests.stage import NUMBER, amend, form, found

DIRECTOR = Role.VILLAGE_DIRECTOR


@pytest.fixture
def zhou(world: World) -> Viewer:
    """The director of the village in the other county."""
    return as_viewer(make_seat(DIRECTOR, world.places[FOREIGN_VILLAGE], "zhou"))


def proposed(world: World) -> Handover:
    child = found(world)
    handover = amend(child, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None
    return handover


def again(viewer: Viewer) -> Viewer:
    """The same seat at its next request: what was given since is read anew."""
    viewer._given.clear()
    return viewer


def test_until_receipt_the_old_place_answers_and_both_see_the_file(world: World, zhou: Viewer) -> None:
    handover = proposed(world)
    assert handover.child.responsible_code == VILLAGE
    for viewer in (world.viewer(DIRECTOR), again(zhou), as_viewer(world.li)):
        assert Facet.FILE in facets_of(handover.child, viewer)


def test_with_receipt_the_new_place_answers_and_the_old_sees_the_file_no_more(world: World, zhou: Viewer) -> None:
    handover = proposed(world)
    actions.receive_handover(handover, again(zhou))
    child = Child.objects.get(pk=handover.child_id)
    assert (child.responsible_code, child.responsible_basis) == (FOREIGN_VILLAGE, PlaceBasis.RECEIVED)
    assert not facets_of(child, world.viewer(DIRECTOR))
    assert Facet.FILE in facets_of(child, again(zhou))
    assert set(NameKey.objects.filter(child=child).values_list("county_code", flat=True)) == {OTHER_COUNTY}
    assert child.changes.filter(field="responsible_code").latest("pk").value == str(FOREIGN_VILLAGE)


def test_a_declined_handover_leaves_the_child_with_the_old_place(world: World, zhou: Viewer) -> None:
    handover = proposed(world)
    actions.decline_handover(handover, again(zhou), reason="查无此人")
    child = Child.objects.get(pk=handover.child_id)
    assert child.responsible_code == VILLAGE
    assert not facets_of(child, again(zhou))


def test_the_old_place_cannot_receive_in_place_of_the_new(world: World) -> None:
    with pytest.raises(NotPermitted):
        actions.receive_handover(proposed(world), world.viewer(DIRECTOR))


def test_a_received_handover_is_not_received_twice(world: World, zhou: Viewer) -> None:
    handover = proposed(world)
    actions.receive_handover(handover, again(zhou))
    with pytest.raises(Refused):
        actions.receive_handover(handover, again(zhou))


def test_a_village_claims_a_child_that_is_to_be_claimed(world: World) -> None:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    facts = {"name": "田小禾", "id_number": NUMBER}
    child = actions.found_child(world.places[TOWNSHIP], by, facts=facts, source=form())
    assert child.responsible_basis == PlaceBasis.UNCLAIMED
    claimed = actions.claim_child(world.places[VILLAGE], world.viewer(DIRECTOR), name="田小禾", id_number=NUMBER)
    assert claimed.child == child
    child.refresh_from_db()
    assert (child.responsible_code, child.responsible_basis) == (VILLAGE, PlaceBasis.CLAIMED)


def test_a_claim_ends_what_was_offered_to_another_village(world: World, zhou: Viewer) -> None:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    facts = {"name": "田小禾", "id_number": NUMBER}
    child = actions.found_child(world.places[TOWNSHIP], by, facts=facts, source=form())
    offered = actions.propose_handover(child, by, place=world.places[FOREIGN_VILLAGE], reason="听说在外县")
    actions.claim_child(world.places[VILLAGE], world.viewer(DIRECTOR), name="田小禾", id_number=NUMBER)
    assert not facets_of(Child.objects.get(pk=child.pk), again(zhou))
    with pytest.raises((NotPermitted, Refused)):
        actions.receive_handover(offered, again(zhou))


def test_a_claim_needs_the_full_name_and_the_full_number(world: World) -> None:
    found(world)
    for name, number in (("田小", NUMBER), ("田小禾", NUMBER[-6:]), ("", NUMBER), ("田小禾", "")):
        with pytest.raises(Refused) as refusal:
            actions.claim_child(world.places[VILLAGE], world.viewer(DIRECTOR), name=name, id_number=number)
        assert refusal.value.field == "id_number"


def test_a_claim_of_a_child_answered_for_elsewhere_only_asks(world: World, zhou: Viewer) -> None:
    child = found(world)
    claimed = actions.claim_child(world.places[FOREIGN_VILLAGE], zhou, name="田小禾", id_number=NUMBER)
    assert claimed.handover is not None and claimed.handover.state == HandoverState.ASKED
    assert not facets_of(child, again(zhou))
    director = world.viewer(DIRECTOR)
    actions.propose_handover(child, director, place=world.places[FOREIGN_VILLAGE], reason="已随祖母迁居")
    actions.receive_handover(child.handovers.get(), again(zhou))
    child.refresh_from_db()
    assert child.responsible_code == FOREIGN_VILLAGE


def test_asking_twice_files_one_request(world: World, zhou: Viewer) -> None:
    child = found(world)
    for _click in range(2):
        actions.claim_child(world.places[FOREIGN_VILLAGE], zhou, name="田小禾", id_number=NUMBER)
    assert child.handovers.count() == 1
