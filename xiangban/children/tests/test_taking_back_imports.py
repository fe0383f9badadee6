"""What an import wrote is taken back: the register stands as before, except for what others wrote since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.utils import timezone

from tests.world import COUSIN_VILLAGE, SIBLING_VILLAGE, TOWNSHIP, VILLAGE, World
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children import actions
from xiangban.children.actions.changes import write_changes
from xiangban.children.bulk import (
    Founding,
    KnownPerson,
    SourceRow,
    Update,
    Withdrawn,
    prepare_foundings,
    prepare_shared,
    withdraw_import,
    write_foundings,
    write_prepared,
    write_updates,
)
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.facts import FACTS, FactValue, value_in
from xiangban.children.family import Relative
from xiangban.children.models import Child, ChildMove, Kin, NameKey, Person, Source
from xiangban.children.queries import latest_changes, register_as_of, said_by_agencies
from xiangban.children.rules import ChildState
from xiangban.children.search import search
from xiangban.children.tests.stage import NUMBER, amend, found
from xiangban.children.tests.test_changed_places import merge

BY = system_viewer("test")
GRANNY = Relative("grandmother", {"name": "田桂花", "phone": "19900001111"}, carer=True, person="granny")
ON_REGISTER = ("submit", "review", "register")


def sheet(title: str) -> Source:
    return Source.objects.create(kind="roster", title=title, sheet="上湾村", received_on=date(2026, 9, 1))


@pytest.fixture
def police(db: None) -> Source:
    return sheet("公安")


@pytest.fixture
def school(db: None) -> Source:
    return sheet("教育")


def founding(
    police: Source, school: Source, name: str = "田小禾", number: str = NUMBER, granny: Relative = GRANNY
) -> Founding:
    facts: dict[str, FactValue] = {"name": name, "id_number": number, "living_code": VILLAGE}
    return Founding(
        TOWNSHIP,
        moves=ON_REGISTER,
        rows=[
            SourceRow(police.pk, 7, facts, {"grade": "一年级"}),
            SourceRow(school.pk, 12, {"grade": "二年级", "boarding": "1"}, {"name": name}, [granny]),
        ],
    )


def founded(police: Source, school: Source) -> Child:
    written = write_foundings([founding(police, school)], BY)
    child: Child = Child.objects.get(pk=written.children[0])
    return child


def undo(*sources: Source) -> Withdrawn:
    return withdraw_import([source.pk for source in sources], BY)


def test_every_value_of_a_new_file_names_the_row_it_came_from(world: World, police: Source, school: Source) -> None:
    child = founded(police, school)
    latest = latest_changes(child)
    assert (latest["id_number"].sealed, latest["id_number"].source, latest["id_number"].row) == (NUMBER, police, 7)
    assert (latest["grade"].value, latest["grade"].source, latest["grade"].row) == ("二年级", school, 12)
    assert (child.sex, child.birth_date, latest["sex"].row) == ("2", date(2018, 3, 4), 7)


def test_what_an_agency_only_said_stands_beside_what_stands(world: World, police: Source, school: Source) -> None:
    Source.objects.filter(pk=school.pk).update(agency=world.school)
    child = founded(police, school)
    said = {change.value: change.source.agency for change in said_by_agencies(child)["grade"]}
    assert said == {"一年级": None, "二年级": world.school} and child.grade == "二年级"


def test_an_undone_file_is_gone_for_everybody(world: World, police: Source, school: Source) -> None:
    before = content_hash()
    child = founded(police, school)
    assert content_hash() != before
    undone = undo(police, school)
    assert (undone.children, undone.kept, undone.changes) == ([child.pk], [], 2)
    assert content_hash() == before
    child.refresh_from_db()
    assert (child.state, child.name, child.id_number, child.id_index) == (ChildState.WITHDRAWN, "", "", None)
    assert not NameKey.objects.filter(child=child).exists() and not Kin.objects.filter(child=child).exists()
    assert not Person.objects.filter(name="田桂花").exists()
    assert [move.move for move in child.moves.all()] == ["found", *ON_REGISTER, "withdraw"]
    for seat in world.seats.values():
        viewer = world.viewer(Role(seat.post.role))
        assert child not in Child.objects.visible_to(viewer)
        assert child not in Child.objects.counted_for(viewer)
        assert child.pk not in [hit.child_id for hit in search(viewer, "田小禾").children]


def test_files_prepared_before_the_transaction_are_the_same_files(world: World, police: Source, school: Source) -> None:
    at_once = founded(police, school)
    as_founded = content_hash(Child.objects.filter(pk=at_once.pk))
    undo(police, school)
    moves = ChildMove.objects.count()
    prepared = prepare_foundings([founding(police, school)], BY)
    assert ChildMove.objects.count() == moves  # on PostgreSQL the rows stand, but nobody founded a file yet
    amend(found(world, id_number="", no_id_reason="not_shown"), world.viewer(Role.VILLAGE_DIRECTOR), grade="一年级")
    written = write_prepared(prepared)
    child = Child.objects.get(pk=written.children[0])
    assert latest_changes(child)["grade"].row == 12 and Kin.objects.filter(child=child).count() == 1
    assert content_hash(Child.objects.filter(pk=child.pk)) == as_founded


def test_files_that_several_processes_make_are_the_same_files(
    world: World, police: Source, school: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = [replace(GRANNY, person=key) for key in ("granny", None, "granny", "another", "another")]
    foundings = [founding(police, school, granny=granny) for granny in families]
    empty = content_hash()
    alone = write_prepared(prepare_foundings(foundings, BY))
    as_founded, persons = content_hash(), Person.objects.count()
    undo(police, school)
    assert content_hash() == empty
    monkeypatch.setattr("xiangban.children.bulk.sharing.WORTH_SHARING", 0)
    monkeypatch.setattr("xiangban.children.bulk.sharing.AT_ONCE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    prepared = prepare_shared(foundings, lambda some: some, BY)
    shared = write_prepared(prepared)
    assert (content_hash(), Person.objects.count(), persons) == (as_founded, 3, 3)
    assert (len(shared.children), shared.changes) == (len(alone.children), alone.changes)
    assert list(Child.objects.filter(pk__in=shared.children).values_list("pk", flat=True)) == shared.children


def test_the_same_child_can_be_founded_again_after_an_undo(world: World, police: Source, school: Source) -> None:
    founded(police, school)
    after = content_hash()
    undo(police, school)
    founded(police, school)
    assert content_hash() == after


def test_a_file_that_others_wrote_into_stays_with_what_they_wrote(world: World, police: Source, school: Source) -> None:
    child = founded(police, school)
    amend(child, world.viewer(Role.VILLAGE_DIRECTOR), living_address="三组18号", boarding="0")
    undone = undo(police, school)
    child.refresh_from_db()
    assert (undone.children, undone.kept, undone.edited) == ([], [child.pk], {child.pk: ["boarding"]})
    assert (child.name, child.living_address, child.boarding) == ("田小禾", "三组18号", "0")
    assert (child.grade, child.id_number, child.responsible_code) == ("", "", VILLAGE)
    assert child.state == ChildState.REGISTERED and not Kin.objects.filter(child=child).exists()
    (row,) = register_as_of(timezone.now(), Child.objects.filter(pk=child.pk))
    assert row.facts["name"] == "田小禾" and row.facts["responsible_code"] == str(VILLAGE) and "grade" not in row.facts


def hand_over(child: Child, world: World) -> None:
    place = world.places[990101001002]
    actions.propose_handover(child, world.viewer(Role.VILLAGE_DIRECTOR), place=place, reason="随祖母生活")


def give(child: Child, world: World) -> None:
    actions.assign_child(child, world.viewer(Role.TOWNSHIP_SUPERVISOR), post=world.seats[Role.SOCIAL_WORKER].post)


def propose_exit(child: Child, world: World) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    actions.propose_exit(child, clerk, exit_reason="migrated", exit_on=date(2026, 9, 1))  # type: ignore[arg-type]  # a code


@pytest.mark.parametrize("happened", [hand_over, give, propose_exit])
def test_a_file_that_moved_or_was_given_since_stays(
    world: World, police: Source, school: Source, happened: Callable[[Child, World], None]
) -> None:
    child = founded(police, school)
    happened(child, world)
    assert undo(police, school).kept == [child.pk]


def test_a_grandmother_who_has_another_ward_stays(world: World, police: Source, school: Source) -> None:
    ward = found(world)
    granny = Kin.objects.get(child=ward).person
    row = SourceRow(
        police.pk,
        3,
        {"name": "田小苗"},
        {},
        [Relative("grandmother", {"name": "田桂花"}, person=KnownPerson(granny.pk))],
    )
    before = content_hash()
    write_foundings([Founding(VILLAGE, rows=[row])], BY)
    assert Kin.objects.filter(person=granny).count() == 2
    undo(police)
    assert Kin.objects.get(person=granny).child == ward and content_hash() == before


def test_an_updated_file_falls_back_to_what_stood(world: World, police: Source, school: Source) -> None:
    child = found(world, grade="一年级")
    before = content_hash()
    rows = [
        SourceRow(police.pk, 4, {"name": "田小荷", "grade": "", "birth_date": date(2018, 3, 5)}),
        SourceRow(school.pk, 9, {"boarding": "1"}, {"grade": "三年级"}, [GRANNY]),
    ]
    write_updates([Update(child.pk, rows)], BY)
    version = child.version
    child.refresh_from_db()
    assert (child.name, child.grade, child.boarding, child.version) == ("田小荷", "", "1", version + 1)
    assert NameKey.objects.filter(child=child, key="n田小荷").exists()
    undone = undo(police, school)
    child.refresh_from_db()
    assert (child.name, child.grade, child.boarding, child.birth_date) == ("田小禾", "一年级", "", date(2018, 3, 4))
    assert (undone.children, undone.kept, undone.edited, undone.changes) == ([], [], {}, 2)
    assert content_hash() == before


def test_what_is_newly_known_of_a_relative_is_told_to_every_ward_and_taken_back(world: World, police: Source) -> None:
    first, second = found(world), found(world, id_number="", no_id_reason="not_shown", name="田小苗")
    granny = Kin.objects.get(child=first).person
    Kin.objects.filter(child=second).update(person=granny)
    amend(second, world.viewer(Role.VILLAGE_DIRECTOR), grade="一年级")
    write_changes_of_granny(second, granny)
    before = content_hash()
    knows = Relative("grandmother", {"workplace": "青禾县砖厂"}, person=KnownPerson(granny.pk))
    write_updates([Update(first.pk, [SourceRow(police.pk, 5, {}, {}, [knows])])], BY)
    granny.refresh_from_db()
    assert (granny.workplace, granny.phone) == ("青禾县砖厂", "19900001111")
    for ward in (first, second):
        assert "砖厂" in latest_changes(ward)[f"kin.{granny.pk}"].sealed
    undo(police)
    granny.refresh_from_db()
    assert granny.workplace == "" and content_hash() == before


def write_changes_of_granny(child: Child, granny: Person) -> None:
    """What is known of her, noted in the file of this ward."""
    source = sheet("登记表")
    said = latest_changes(Kin.objects.filter(person=granny).earliest("pk").child)[f"kin.{granny.pk}"].sealed
    child.changes.create(field=f"kin.{granny.pk}", sealed=said, source=source, recorded_at=timezone.now())


def test_a_grandmother_of_whom_two_wards_rows_said_otherwise_is_again_as_she_was(
    world: World, police: Source, school: Source
) -> None:
    other = Relative("grandmother", {"name": "田桂花", "phone": "19900002222"}, carer=True, person="granny")
    facts: list[dict[str, FactValue]] = [{"name": name, "living_code": VILLAGE} for name in ("田小禾", "田小穗")]
    rows = [SourceRow(school.pk, row, facts[row], {}, [granny]) for row, granny in enumerate((GRANNY, other))]
    write_foundings([Founding(TOWNSHIP, rows=[row]) for row in rows], BY)
    before, granny = content_hash(), Person.objects.get(name="田桂花")
    more = Relative(
        "grandmother", {"name": "田桂花", "workplace": "在家务农"}, carer=True, person=KnownPerson(granny.pk)
    )
    for ward in Child.objects.filter(kin__person=granny).order_by("-pk"):
        write_updates([Update(ward.pk, [SourceRow(police.pk, 3, {}, {}, [more])])], BY)
    undo(police)
    assert content_hash() == before
    granny.refresh_from_db()
    assert (granny.phone, granny.workplace) == ("19900001111", "")


def test_a_roster_that_says_only_what_is_known_leaves_the_file_s_version(world: World, police: Source) -> None:
    child = found(world)
    write_updates([Update(child.pk, [SourceRow(police.pk, 5, {}, {"name": "田小禾"})])], BY)
    version = child.version
    child.refresh_from_db()
    assert child.version == version and child.changes.filter(source=police).count() == 1


def test_a_source_withdrawn_by_hand_gives_way_to_what_another_only_said(
    world: World, police: Source, school: Source
) -> None:
    child = founded(police, school)
    actions.withdraw_source(school, BY)
    child.refresh_from_db()
    assert (child.grade, child.boarding, child.name) == ("一年级", "", "田小禾")
    assert latest_changes(child)["grade"].source == police
    assert Kin.objects.filter(child=child).count() == 1


def test_a_change_of_places_since_is_nobody_s_edit(world: World, police: Source, school: Source) -> None:
    child = founded(police, school)
    merge(world)
    assert undo(police, school).children == [child.pk]


def test_a_place_retired_since_falls_back_to_the_code_of_today(world: World, police: Source) -> None:
    child = found(world, living_code=SIBLING_VILLAGE)
    write_updates([Update(child.pk, [SourceRow(police.pk, 2, {"living_code": COUSIN_VILLAGE})])], BY)
    merge(world)
    undo(police)
    child.refresh_from_db()
    assert child.living_code == VILLAGE
    assert_history_says_the_same([child])


def test_what_a_merger_made_of_a_packed_statement_goes_with_it(world: World, police: Source) -> None:
    child = found(world, living_code=COUSIN_VILLAGE)
    write_updates([Update(child.pk, [SourceRow(police.pk, 2, {"living_code": SIBLING_VILLAGE})])], BY)
    merge(world)
    child.refresh_from_db()
    assert child.living_code == VILLAGE
    undo(police)
    child.refresh_from_db()
    assert child.living_code == COUSIN_VILLAGE
    assert_history_says_the_same([child])


def edit_at_random(chance: Random, children: list[Child], source: Source) -> None:
    child = Child.objects.get(pk=chance.choice(children).pk)
    if child.state != ChildState.WITHDRAWN:
        write_changes(child, {"grade": chance.choice(["", "一年级", "四年级"])}, source, timezone.now())


def import_at_random(chance: Random, children: list[Child], number: int) -> tuple[Source, Source]:
    """Rows for some children who stand and for some new ones."""
    sources = sheet(f"公安{number}"), sheet(f"教育{number}")
    updates = []
    for child in chance.sample(children, k=min(3, len(children))):
        values: dict[str, FactValue] = {
            "grade": chance.choice(["", "二年级", "三年级"]),
            "phone": chance.choice(["", "19900000003"]),
            "name": chance.choice(["田小禾", "田小荷"]),
        }
        stands = {name: value for name, value in values.items() if chance.random() < 0.6}
        said = {name: value for name, value in values.items() if name not in stands}
        kin = [Relative("father", {"name": "田大山"}, person=f"{number}.{child.pk}")] if chance.random() < 0.3 else []
        updates.append(Update(child.pk, [SourceRow(sources[0].pk, 2, stands, said, kin)]))
    write_updates(updates, BY)
    new = [founding(*sources, name=f"田小{chance.choice('甲乙丙丁')}", number="") for _n in range(chance.randint(0, 3))]
    write_foundings(new, BY)
    return sources


@pytest.mark.parametrize("seed", range(6))
def test_imports_undone_newest_first_leave_the_register_as_it_was(world: World, seed: int) -> None:
    chance = Random(seed)
    hand = sheet("登记表")
    children = [found(world, name=f"田小{sign}", id_number="", no_id_reason="not_shown") for sign in "甲乙丙丁"]
    standing: list[tuple[str, tuple[Source, Source]]] = []
    for number in range(12):
        if standing and chance.random() < 0.4:
            before, sources = standing.pop()
            undo(*sources)
            assert content_hash() == before
            continue
        if not standing:
            edit_at_random(chance, children, hand)
        standing.append((content_hash(), import_at_random(chance, children, number)))
        assert_history_says_the_same(children)
    for before, sources in reversed(standing):
        undo(*sources)
        assert content_hash() == before


def test_edits_made_since_are_kept_and_listed_and_nothing_else_differs(world: World, police: Source) -> None:
    child, other = found(world, grade="一年级"), found(world, id_number="", no_id_reason="not_shown", name="田小苗")
    write_updates(
        [Update(one.pk, [SourceRow(police.pk, 2, {"grade": "二年级", "boarding": "1"})]) for one in (child, other)], BY
    )
    amend(child, world.viewer(Role.VILLAGE_DIRECTOR), grade="三年级")
    undone = undo(police)
    child.refresh_from_db()
    other.refresh_from_db()
    assert undone.edited == {child.pk: ["grade"]}
    assert (child.grade, child.boarding, other.grade, other.boarding) == ("三年级", "", "", "")
    assert_history_says_the_same([child, other])


def assert_history_says_the_same(children: list[Child]) -> None:
    rows = register_as_of(timezone.now(), Child.objects.filter(pk__in=[child.pk for child in children]))
    told = {row.child_id: row.facts for row in rows}
    for child in Child.objects.filter(pk__in=[child.pk for child in children]):
        for name, fact in FACTS.items():
            assert told[child.pk].get(name, "") == fact.text_of(value_in(child, fact)), name
