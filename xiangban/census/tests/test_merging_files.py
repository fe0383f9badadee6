"""Two files of the register that an import finds to be one child: proposed, merged, followed by the census, undone."""

import pytest

from tests.world import CITY, VILLAGE, World
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.census.actions.commit import undo_import
from xiangban.census.memory import decided_pairs
from xiangban.census.models import CensusRecord, CensusRound, Remembered
from xiangban.census.register_rows import row_of_child
from xiangban.census.register_version import register_version
from xiangban.census.strokes import commit_import
from xiangban.census.tests.stage import CHILDREN, HE, clerk, committed, prepared, roster, round_of, silent
from xiangban.children import actions
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.facts import FactValue
from xiangban.children.merging import Choice
from xiangban.children.models import Child, FactChange, Merge
from xiangban.children.tests.stage import form
from xiangban.territories.rules import Level, interval_of

WHY = "同一个孩子建了两份档案"


@pytest.fixture
def sweep(world: World) -> CensusRound:
    return round_of(world)


def second_file(world: World) -> Child:
    """The same girl, founded by hand in the village without her number."""
    facts: dict[str, FactValue] = {"name": "田小禾", "sex": "2", "living_code": VILLAGE, "grade": "grade2"}
    by = world.viewer(Role.VILLAGE_DIRECTOR)
    return actions.found_child(world.places[VILLAGE], by, facts=facts, source=form())


def merged(world: World, first: Child, second: Child) -> Merge:
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    merge = actions.propose_merge(first, by, other=second, reason=WHY)
    actions.merge_children(merge, by, choice=Choice(first.pk))
    merge.refresh_from_db()
    return merge


def test_rows_of_rosters_lead_to_the_file_that_stays_and_back(world: World, sweep: CensusRound) -> None:
    batch = committed(world, sweep, police=roster(CHILDREN))
    first = Child.objects.get(name="田小禾")
    second = second_file(world)
    before = content_hash()
    merge = merged(world, second, first)
    row = CensusRecord.objects.get(batch=batch, child=second)
    actions.part_children(merge, world.viewer(Role.TOWNSHIP_SUPERVISOR), reason="其实是两个孩子")
    row.refresh_from_db()
    assert row.child == first
    assert content_hash() == before


def test_the_same_roster_again_changes_nothing_after_a_merge(world: World, sweep: CensusRound) -> None:
    committed(world, sweep, police=roster([HE]))
    first = Child.objects.get(name="田小禾")
    merged(world, second_file(world), first)
    before, changes = content_hash(), FactChange.objects.count()
    committed(world, sweep, police=roster([HE], title="留守儿童花名册(第二次)"))
    assert (content_hash(), FactChange.objects.count()) == (before, changes)
    assert Child.objects.exclude(state="merged").filter(name="田小禾").count() == 1


def test_a_matched_import_is_matched_again_after_a_merge(world: World, sweep: CensusRound) -> None:
    committed(world, sweep, police=roster([HE]))
    first, place = Child.objects.get(name="田小禾"), interval_of(Level.CITY, CITY)
    batch = prepared(world, sweep, education=roster([HE], title="学籍花名册"))
    before = register_version(place)
    second = second_file(world)
    merge = merged(world, second, first)
    assert register_version(place) != before
    commit_import(batch, clerk(world), progress=silent)
    assert CensusRecord.objects.get(batch=batch).child == second
    standing = register_version(place)
    actions.part_children(merge, world.viewer(Role.TOWNSHIP_SUPERVISOR), reason="其实是两个孩子")
    assert register_version(place) != standing


def test_an_import_is_not_taken_back_under_a_merge(world: World, sweep: CensusRound) -> None:
    before = content_hash()
    batch = committed(world, sweep, police=roster([HE]))
    second = second_file(world)
    merge = merged(world, Child.objects.exclude(pk=second.pk).get(name="田小禾"), second)
    with pytest.raises(Refused) as refusal:
        undo_import(batch, clerk(world), reason="报错了文件", progress=silent)
    assert str(merge.pk) in refusal.value.sentence
    actions.part_children(merge, world.viewer(Role.TOWNSHIP_SUPERVISOR), reason="其实是两个孩子")
    batch.refresh_from_db()
    undo_import(batch, clerk(world), reason="报错了文件", progress=silent)
    Child.objects.filter(pk=second.pk).update(state="withdrawn")
    assert content_hash() == before


def test_what_was_said_of_two_files_is_remembered_until_it_is_taken_back(world: World) -> None:
    first, second = second_file(world), second_file(world)
    Child.objects.filter(pk=second.pk).update(name="田禾")
    second.refresh_from_db()
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    rows = [row_of_child(first.pk), row_of_child(second.pk)]
    merge = actions.propose_merge(first, by, other=second, reason=WHY)
    actions.refuse_merge(merge, by, reason="双胞胎")
    apart = decided_pairs(interval_of(Level.CITY, CITY), rows).apart
    assert set(map(frozenset, apart)) == {frozenset({0, 1})}
    again = actions.propose_merge(first, by, other=second, reason="弄错了")
    actions.merge_children(again, by, choice=Choice(first.pk))
    assert Remembered.objects.get(withdrawn_at=None).same
    again.refresh_from_db()
    actions.part_children(again, by, reason="还是两个")
    assert not Remembered.objects.filter(withdrawn_at=None).exists()
