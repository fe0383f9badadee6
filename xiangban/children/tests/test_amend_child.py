"""Amending a file: only what differs is written, two editors never overwrite each other, nobody writes unseen."""

import pytest
from django.db import DatabaseError, transaction

from tests.world import FOREIGN_VILLAGE, SIBLING_VILLAGE, VILLAGE, World, as_viewer
from xiangban.access.acts import NotPermitted
from xiangban.access.explanations import who_opened
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.facts import Facts
from xiangban.children.family import Relative, relative_of
from xiangban.children.identity import index_of
from xiangban.children.models import Child, FactChange, Kin, Person
from xiangban.children.queries import changes_since, latest_changes, said_by_agencies
from xiangban.children.search import search
from xiangban.children.tests.stage import NUMBER, OTHER_NUMBER, amend, form, found
from xiangban.territories.models import Agency

DIRECTOR = Role.VILLAGE_DIRECTOR


def test_only_what_differs_is_written(world: World) -> None:
    child = found(world)
    amended = amend(child, world.viewer(DIRECTOR), name="田小禾", grade="三年级")
    assert amended.fields == ["grade"]
    assert child.changes.filter(field="name").count() == 1


def test_an_emptied_fact_is_not_collected_any_more(world: World) -> None:
    child = found(world)
    amend(child, world.viewer(DIRECTOR), care_reason="")
    child.refresh_from_db()
    assert child.care_reason == ""
    assert latest_changes(child)["care_reason"].value == ""


def test_the_second_of_two_editors_is_shown_what_changed_and_overwrites_nothing(world: World) -> None:
    child = found(world)
    seen_by_both = child.version
    amend(child, world.viewer(DIRECTOR), grade="三年级")
    late = actions.Edit(seen_by_both, {"grade": "四年级"})
    with pytest.raises(actions.EditedMeanwhile) as refusal:
        actions.amend_child(child, world.viewer(Role.TOWNSHIP_SUPERVISOR), edit=late, source=form())
    child.refresh_from_db()
    assert child.grade == "三年级"
    assert [(c.field, c.value) for c in changes_since(child.pk, refusal.value.since)] == [("grade", "三年级")]


def test_a_new_living_village_moves_nothing_but_proposes_a_handover(world: World) -> None:
    child = found(world)
    amended = amend(child, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE)
    child.refresh_from_db()
    assert child.responsible_code == VILLAGE
    assert amended.handover is not None and amended.handover.to_code == FOREIGN_VILLAGE


def test_a_second_removal_waits_for_the_first_handover(world: World) -> None:
    child = found(world)
    amend(child, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE)
    amended = amend(child, world.viewer(DIRECTOR), living_code=SIBLING_VILLAGE)
    assert amended.handover is None
    assert child.handovers.count() == 1


def test_another_number_is_found_and_the_old_is_not(world: World) -> None:
    child = found(world)
    director = world.viewer(DIRECTOR)
    amend(child, director, id_number=OTHER_NUMBER, birth_date=None, sex="1")
    assert [hit.child_id for hit in search(director, OTHER_NUMBER).children] == [child.pk]
    assert search(director, NUMBER).children == []


def test_an_old_disagreement_does_not_hinder_another_amendment(world: World) -> None:
    child = found(world)
    type(child).objects.filter(pk=child.pk).update(sex="1")
    assert amend(child, world.viewer(DIRECTOR), grade="三年级").fields == ["grade"]


def test_a_seat_of_another_county_cannot_even_try(world: World) -> None:
    child = found(world)
    with pytest.raises(NotPermitted) as refusal:
        amend(child, as_viewer(world.li), grade="三年级")
    assert not refusal.value.seen


def test_a_school_writes_the_schooling_of_its_pupil_and_nothing_else(world: World) -> None:
    school = world.viewer(Role.SCHOOL)
    source = form()
    edit = actions.Edit(world.ming.version, {"grade": "三年级"})
    assert actions.record_schooling(world.ming, school, edit=edit, source=source).fields == ["grade"]
    world.ming.refresh_from_db()
    with pytest.raises(NotPermitted):
        edit = actions.Edit(world.ming.version, {"guardianship_kind": "good"})
        actions.record_schooling(world.ming, school, edit=edit, source=form())


def test_education_says_one_thing_and_the_village_another(world: World) -> None:
    child = found(world)
    amend(child, world.viewer(DIRECTOR), boarding="0")
    source = form()
    source.agency = Agency.objects.get(pk=world.school.pk)
    edit = actions.Edit(child.version, {"boarding": "1"})
    actions.amend_child(child, world.viewer(DIRECTOR), edit=edit, source=source)
    said = said_by_agencies(child)["boarding"]
    assert [(change.value, change.source.agency_id) for change in said] == [("1", world.school.pk), ("0", None)]


def test_a_new_phone_of_the_grandmother_stands_in_the_files_of_both_her_wards(world: World) -> None:
    first, second = found(world), found(world, name="田小苗", id_number="", no_id_reason="not_shown")
    granny = Person.objects.get(kin__child=first)
    Kin.objects.filter(child=second).delete()
    kin = Kin.objects.create(child=second, person=granny, kinship="grandmother", carer=True)
    facts = dict(relative_of(kin).facts) | {"phone": "19900009999"}
    relative = Relative("grandmother", facts, carer=True, person=granny.pk)
    edit = actions.Edit(first.version, {}, [relative])
    actions.amend_child(first, world.viewer(DIRECTOR), edit=edit, source=form())
    for child in (first, second):
        assert "19900009999" in latest_changes(child)[f"kin.{granny.pk}"].sealed
        assert who_opened(child)[0].verb == "children.amend"


def test_a_ward_elsewhere_keeps_the_grandmother_as_its_own_file_knew_her(world: World) -> None:
    first, second = found(world), found(world, name="田小苗", id_number="", no_id_reason="not_shown")
    granny = Person.objects.get(kin__child=first)
    Kin.objects.filter(child=second).update(person=granny)
    Kin.objects.create(child=world.lan, person=granny, kinship="grandmother", carer=True)
    before = (world.lan.version, world.lan.changes.count())
    facts = {**relative_of(Kin.objects.get(child=first)).facts, "phone": "19900009999"}
    relative = Relative("grandmother", facts, carer=True, person=granny.pk)
    actions.amend_child(first, world.viewer(DIRECTOR), edit=actions.Edit(first.version, {}, [relative]), source=form())
    world.lan.refresh_from_db()
    assert (world.lan.version, world.lan.changes.count()) == before
    assert Kin.objects.get(child=world.lan).person.phone == "19900001111"
    copy = Kin.objects.get(child=first).person
    assert copy != granny and Kin.objects.get(child=second).person == copy
    assert latest_changes(first)[f"kin.{granny.pk}"].sealed == ""
    for child in (first, second):
        assert "19900009999" in latest_changes(child)[f"kin.{copy.pk}"].sealed
    row = TrailRow.objects.latest("seq")
    assert (row.count, row.detail["also_in"]) == (4, [second.pk])


def test_a_new_ward_with_a_new_phone_does_not_write_into_a_file_elsewhere(world: World) -> None:
    first = found(world)
    granny = Person.objects.get(kin__child=first)
    facts = {**relative_of(Kin.objects.get(child=first)).facts, "id_number": OTHER_NUMBER}
    known = Relative("grandmother", facts, carer=True, person=granny.pk)
    actions.amend_child(first, world.viewer(DIRECTOR), edit=actions.Edit(first.version, {}, [known]), source=form())
    Kin.objects.create(child=world.lan, person=granny, kinship="grandmother")
    own: Facts = {"name": "田小苗", "living_code": VILLAGE}
    same = Relative("grandmother", {"name": "田桂花", "id_number": OTHER_NUMBER, "phone": "19900009999"})
    place, by = world.places[VILLAGE], world.viewer(DIRECTOR)
    second = actions.found_child(place, by, facts=own, source=form(), family=[same])
    assert Kin.objects.get(child=world.lan).person.phone == "19900001111"
    assert not world.lan.changes.exists()
    assert Kin.objects.get(child=second).person == Kin.objects.get(child=first).person != granny
    assert TrailRow.objects.latest("seq").detail["also_in"] == [first.pk]


def test_a_new_ward_of_a_grandmother_known_as_she_is_leaves_her_one_person(world: World) -> None:
    first = found(world)
    granny = Person.objects.get(kin__child=first)
    facts = {**relative_of(Kin.objects.get(child=first)).facts, "id_number": OTHER_NUMBER}
    known = Relative("grandmother", facts, carer=True, person=granny.pk)
    actions.amend_child(first, world.viewer(DIRECTOR), edit=actions.Edit(first.version, {}, [known]), source=form())
    Kin.objects.create(child=world.lan, person=granny, kinship="grandmother")
    own: Facts = {"name": "田小苗", "living_code": VILLAGE}
    same = Relative("grandmother", {"name": "田桂花", "id_number": OTHER_NUMBER})
    place, by = world.places[VILLAGE], world.viewer(DIRECTOR)
    second = actions.found_child(place, by, facts=own, source=form(), family=[same])
    assert {kin.child for kin in granny.kin.all()} == {first, second, world.lan}
    assert not world.lan.changes.exists()


def test_the_same_number_is_the_same_grandmother(world: World) -> None:
    relative = Relative("grandmother", {"name": "田桂花", "id_number": OTHER_NUMBER}, carer=True)
    for name in ("田小一", "田小二"):
        facts = {"name": name, "living_code": VILLAGE}
        actions.found_child(
            world.places[VILLAGE], world.viewer(DIRECTOR), facts=facts, source=form(), family=[relative]
        )
    assert Person.objects.filter(name="田桂花").count() == 1


def two_grannies(world: World) -> tuple[Child, Kin, Kin]:
    """A grandmother who stands as two persons of one number, as a parting leaves her: of a child and of its sibling."""
    first, second = found(world), found(world, name="田小苗", id_number="", no_id_reason="not_shown")
    Person.objects.filter(kin__child__in=[first, second]).update(id_index=index_of(OTHER_NUMBER))
    for person in Person.objects.filter(kin__child__in=[first, second]):
        person.id_number = OTHER_NUMBER
        person.save()
    return first, Kin.objects.get(child=first), Kin.objects.get(child=second)


def save_again(child: Child, kin: Kin, by: Viewer) -> None:
    """Save the file with the relative as known, and a new phone."""
    child.refresh_from_db()
    facts = {**relative_of(kin).facts, "phone": "19900009999"}
    relative = Relative("grandmother", facts, carer=True, person=kin.person_id)
    actions.amend_child(child, by, edit=actions.Edit(child.version, {}, [relative]), source=form())


def test_a_grandmother_who_stands_as_two_is_one_again_when_her_file_is_saved(world: World) -> None:
    first, own, other = two_grannies(world)
    gone = other.person_id
    save_again(first, own, world.viewer(DIRECTOR))
    other.refresh_from_db()
    assert other.person == own.person
    assert not Person.objects.filter(pk=gone).exists()
    told = latest_changes(other.child)
    assert told[f"kin.{gone}"].sealed == ""
    assert "19900009999" in told[f"kin.{own.person_id}"].sealed
    assert TrailRow.objects.latest("seq").detail["also_in"] == [other.child_id]


def test_she_stays_two_where_the_other_ward_is_answered_for_elsewhere(world: World) -> None:
    first, own, other = two_grannies(world)
    Kin.objects.filter(pk=other.pk).update(child=world.lan)
    save_again(first, own, world.viewer(DIRECTOR))
    other.refresh_from_db()
    assert other.person != own.person
    assert not world.lan.changes.exists()


def test_another_woman_of_that_number_is_not_taken_for_her(world: World) -> None:
    first, own, other = two_grannies(world)
    Person.objects.filter(pk=other.person_id).update(name="王桂芳")
    save_again(first, own, world.viewer(DIRECTOR))
    other.refresh_from_db()
    assert other.person != own.person


def test_a_grandmother_written_twice_on_one_form_stands_once(world: World) -> None:
    twice = [
        Relative("grandmother", {"name": "田桂花", "id_number": OTHER_NUMBER}, carer=carer) for carer in (False, True)
    ]
    facts: Facts = {"name": "田小一", "living_code": VILLAGE}
    child = actions.found_child(world.places[VILLAGE], world.viewer(DIRECTOR), facts=facts, source=form(), family=twice)
    assert Kin.objects.get(child=child).carer


def test_a_change_once_written_is_neither_altered_nor_deleted(world: World) -> None:
    change = found(world).changes.earliest("pk")
    for spoil in ({"value": "x"}, {"recorded_at": change.recorded_at.replace(year=2000)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            FactChange.objects.filter(pk=change.pk).update(**spoil)
    with pytest.raises(DatabaseError), transaction.atomic():
        FactChange.objects.filter(pk=change.pk).delete()
