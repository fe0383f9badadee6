"""Founding a file: the rule of the responsible place, numbers that may not stand, and no second file for one child."""

from datetime import date

import pytest

from tests.world import FOREIGN_VILLAGE, SIBLING_VILLAGE, TOWNSHIP, VILLAGE, World, as_viewer
from xiangban.access.acts import Refused
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.bulk import Founding, found_children
from xiangban.children.facts import Facts
from xiangban.children.models import Child, HandoverState, Kin
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.children.tests.stage import FACTS_OF_A_GIRL, GRANNY, NUMBER, form, found, found_by

VILLAGE_DIRECTOR = Role.VILLAGE_DIRECTOR


def test_a_file_begins_as_a_draft_of_the_village_where_the_child_lives(world: World) -> None:
    child = found(world)
    assert (child.state, child.responsible_code, child.responsible_basis) == ("draft", VILLAGE, PlaceBasis.LIVING)
    assert child.changes.filter(field="name").get().value == "田小禾"


def test_each_fact_knows_its_source_and_secrets_are_sealed(world: World) -> None:
    child = found(world)
    change = child.changes.get(field="id_number")
    assert (change.value, change.sealed, change.source.title) == ("", NUMBER, "登记表")


def test_the_carer_stands_in_the_file_and_in_its_history(world: World) -> None:
    child = found(world)
    kin = Kin.objects.get(child=child)
    assert (kin.person.name, kin.carer) == ("田桂花", True)
    assert "田桂花" in child.changes.get(field=f"kin.{kin.person_id}").sealed


def test_a_child_who_lives_elsewhere_stays_with_its_founder_until_the_other_village_receives_it(world: World) -> None:
    child = found(world, living_code=FOREIGN_VILLAGE)
    assert (child.responsible_code, child.responsible_basis) == (VILLAGE, PlaceBasis.FOUNDED)
    handover = child.handovers.get()
    assert (handover.to_code, handover.state) == (FOREIGN_VILLAGE, HandoverState.PROPOSED)


def test_a_township_founds_for_the_village_where_the_child_lives(world: World) -> None:
    child = found_by(world.viewer(Role.TOWNSHIP_SUPERVISOR), world, living_code=SIBLING_VILLAGE)
    assert child.responsible_code == SIBLING_VILLAGE


def test_a_child_of_no_known_village_is_to_be_claimed(world: World) -> None:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    child = actions.found_child(world.places[TOWNSHIP], by, facts={"name": "田小禾"}, source=form())
    assert (child.responsible_code, child.responsible_basis) == (TOWNSHIP, PlaceBasis.UNCLAIMED)


def test_birth_date_and_sex_are_read_from_a_right_number(world: World) -> None:
    by = world.viewer(VILLAGE_DIRECTOR)
    child = actions.found_child(
        world.places[VILLAGE], by, facts={"name": "田小禾", "id_number": NUMBER.lower()}, source=form()
    )
    assert (child.birth_date, child.sex, child.id_kind) == (date(2018, 3, 4), "2", "resident")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"id_number": "990101201803040026"}, "id_number"),
        ({"id_number": "5.1E+17"}, "id_number"),
        ({"birth_date": date(2018, 4, 3)}, "birth_date"),
        ({"sex": "1"}, "sex"),
        ({"health": "77"}, "health"),
        ({"birth_date": date(2999, 1, 1), "id_number": ""}, "birth_date"),
    ],
)
def test_a_value_that_may_not_stand_is_named_and_nothing_stored(world: World, facts: Facts, field: str) -> None:
    before = Child.objects.count()
    with pytest.raises(actions.FactsRefused) as refusal:
        found(world, **facts)
    assert refusal.value.faults[0].field == field
    assert Child.objects.count() == before


def test_a_mismatch_stands_when_the_source_is_said_to_have_it_so(world: World) -> None:
    source = form()
    source.as_written = "birth_date"
    facts: Facts = {"name": "田小禾", "sex": "2", "birth_date": date(2018, 4, 3), "id_number": NUMBER}
    child = actions.found_child(world.places[VILLAGE], world.viewer(VILLAGE_DIRECTOR), facts=facts, source=source)
    assert child.birth_date == date(2018, 4, 3)


def test_a_child_of_sixteen_is_not_founded(world: World) -> None:
    with pytest.raises(Refused, match="2009-01-01"):
        found(world, birth_date=date(2009, 1, 1), id_number="")


def test_the_same_number_in_sight_is_shown_and_out_of_sight_only_said(world: World) -> None:
    child = found(world)
    with pytest.raises(actions.AlreadyKnown) as known:
        found(world)
    assert known.value.child_id == child.pk
    facts: Facts = {"name": "田小禾", "id_number": NUMBER}
    with pytest.raises(actions.AlreadyKnown) as elsewhere:
        actions.found_child(world.places[FOREIGN_VILLAGE], as_viewer(world.li), facts=facts, source=form())
    assert elsewhere.value.child_id is None


def test_a_file_founded_by_hand_and_one_founded_in_bulk_are_the_same(world: World) -> None:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    by_hand = found_by(by, world)
    twin = _found_in_bulk(world, by)
    hidden = {"id", "id_index", "id_last_six_index", "version"}
    first, second = (
        {f.attname: getattr(child, f.attname) for f in Child._meta.concrete_fields if f.attname not in hidden}
        for child in (by_hand, twin)
    )
    assert first == second | {"id_number": NUMBER}
    assert _told_by(by_hand) == _told_by(twin)
    assert {key.key for key in by_hand.name_keys.all()} == {key.key for key in twin.name_keys.all()}


def _told_by(child: Child) -> list[tuple[str, str]]:
    return sorted(child.changes.exclude(field__startswith="kin.").values_list("field", "value"))


def _found_in_bulk(world: World, by: Viewer) -> Child:
    """The same child with another number, so that both may stand."""
    source = form()
    source.save()
    facts = FACTS_OF_A_GIRL | {"id_number": "990101201803040041"}
    written = found_children(world.places[TOWNSHIP], by, foundings=[Founding(VILLAGE, facts, source.pk, [GRANNY])])
    child: Child = Child.objects.get(pk=written.children[0])
    return child


def test_the_trail_names_the_fields_and_no_value(world: World) -> None:
    found(world)
    row = TrailRow.objects.latest("seq")
    assert row.verb == "children.found"
    assert "id_number" in row.detail["fields"]
    assert NUMBER not in str(row.detail)


def test_a_draft_state_is_said_by_the_first_move(world: World) -> None:
    move = found(world).moves.get()
    assert (move.move, move.state_before, move.state_after) == ("found", "", ChildState.DRAFT)
