"""Two files that are one child: merged without losing a word, and taken apart again without leaving a trace."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import FOREIGN_VILLAGE, SIBLING_VILLAGE, VILLAGE, World
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.attachments import attachments_of, store_attachment
from xiangban.access.models import GivenSight, TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.bulk.proposing import propose_merges
from xiangban.children.family import Relative
from xiangban.children.merging import Choice
from xiangban.children.models import Child, Kin, Merge, MergeState, NameKey
from xiangban.children.packing import unpacked
from xiangban.children.rules import ChildState
from xiangban.children.search import search
from xiangban.children.tests.stage import FACTS_OF_A_GIRL, GRANNY, amend, form

WHY = "同一个孩子建了两份档案"
MOTHER = Relative("mother", {"name": "李秋菊", "phone": "19900002222", "workplace": "沿海某厂"})


def found(world: World, family: list[Relative], **facts: object) -> Child:
    by = world.viewer(Role.VILLAGE_DIRECTOR)
    known = {**FACTS_OF_A_GIRL, "id_number": "", **facts}
    return actions.found_child(world.places[VILLAGE], by, facts=known, source=form(), family=family)  # type: ignore[arg-type]


@pytest.fixture
def two(world: World) -> tuple[Child, Child]:
    """A girl with two files: the first knows the grandmother, the second the mother, the school year and a pet name."""
    first = found(world, [GRANNY], health="10")
    second = found(world, [MOTHER], former_name="禾禾", grade="grade2", health="20")
    return first, second


def township(world: World) -> Viewer:
    return world.viewer(Role.TOWNSHIP_SUPERVISOR)


def proposed(world: World, two: tuple[Child, Child]) -> Merge:
    return actions.propose_merge(two[0], world.viewer(Role.VILLAGE_DIRECTOR), other=two[1], reason=WHY)


def merged(world: World, two: tuple[Child, Child], **choice: object) -> Merge:
    merge = proposed(world, two)
    actions.merge_children(merge, township(world), choice=Choice(two[0].pk, **choice))  # type: ignore[arg-type]
    merge.refresh_from_db()
    return merge


def test_what_one_file_lacks_comes_from_the_other_and_every_word_keeps_its_source(
    world: World, two: tuple[Child, Child]
) -> None:
    merged(world, two)
    first, second = two
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.former_name, first.grade, first.health) == ("禾禾", "grade2", "10")
    assert {kin.person.name for kin in Kin.objects.filter(child=first)} == {"田桂花", "李秋菊"}
    told = {change.source_id for change in first.changes.all()}
    assert set(second.changes.values_list("source_id", flat=True)) <= told
    said = unpacked(first.changes.all(), said=True)
    assert "20" in [change.value for change in said if change.field == "health"], "what does not stand is still said"
    assert second.state == ChildState.MERGED


def test_the_merged_file_is_in_nobodys_sight_and_not_found_by_name(world: World, two: tuple[Child, Child]) -> None:
    merged(world, two)
    for by in (township(world), world.viewer(Role.VILLAGE_DIRECTOR), world.viewer(Role.CITY_CLERK)):
        assert not Child.objects.visible_to(by).filter(pk=two[1].pk).exists()
    assert not NameKey.objects.filter(child=two[1]).exists()
    assert [hit.child_id for hit in search(township(world), "禾禾").children] == [two[0].pk]


def test_a_merge_taken_apart_leaves_the_register_as_it_was(world: World, two: tuple[Child, Child]) -> None:
    before = content_hash()
    merge = merged(world, two, takes=frozenset({"health", "former_name"}))
    assert content_hash() != before
    parted = actions.part_children(merge, township(world), reason="其实是两个孩子")
    assert parted.edited == []
    assert content_hash() == before
    assert [hit.child_id for hit in search(township(world), "禾禾").children] == [two[1].pk]


def test_what_was_edited_since_stays_and_is_listed(world: World, two: tuple[Child, Child]) -> None:
    merge = merged(world, two)
    amend(two[0], world.viewer(Role.VILLAGE_DIRECTOR), grade="grade3")
    parted = actions.part_children(merge, township(world), reason="其实是两个孩子")
    assert parted.edited == ["grade"]
    two[0].refresh_from_db()
    assert (two[0].grade, two[0].former_name) == ("grade3", "")


def test_a_mother_is_one_person_and_whoever_merges_says_which(world: World) -> None:
    poor = Relative("mother", {"name": "李秋菊"})
    files = found(world, [poor]), found(world, [MOTHER])
    before = content_hash()
    merge = merged(world, files)
    kin = Kin.objects.get(child=files[0])
    assert kin.person.phone == "19900002222", "more is known of the second"
    actions.part_children(merge, township(world), reason="其实是两个孩子")
    assert content_hash() == before


def test_papers_and_given_sight_go_along_and_come_back(world: World, two: tuple[Child, Child]) -> None:
    by = township(world)
    paper = store_attachment(two[1], by, upload=SimpleUploadedFile("证明.txt", "说明".encode()))
    post = world.seats[Role.SOCIAL_WORKER].post
    actions.assign_child(two[1], by, post=post)
    merge = merged(world, two)
    assert attachments_of(two[0]) == [paper]
    given = GivenSight.objects.filter(post=post, withdrawn_at=None, model="children.child")
    assert str(two[0].pk) in given.values_list("key", flat=True)
    assert str(two[1].pk) not in given.values_list("key", flat=True)
    actions.part_children(merge, by, reason="其实是两个孩子")
    assert attachments_of(two[1]) == [paper]
    assert str(two[1].pk) in given.values_list("key", flat=True)
    assert str(two[0].pk) not in given.values_list("key", flat=True)


def test_a_handover_under_way_is_decided_first(world: World, two: tuple[Child, Child]) -> None:
    merge = proposed(world, two)
    actions.propose_handover(two[1], township(world), place=world.places[SIBLING_VILLAGE], reason="搬走了")
    with pytest.raises(Refused) as refusal:
        actions.merge_children(merge, township(world), choice=Choice(two[0].pk))
    assert "移交" in refusal.value.sentence


def test_a_later_merge_and_an_exit_stand_on_a_merge_and_are_named(world: World, two: tuple[Child, Child]) -> None:
    merge = merged(world, two)
    third = found(world, [])
    later = merged(world, (two[0], third))
    with pytest.raises(Refused) as refusal:
        actions.part_children(merge, township(world), reason="其实是两个孩子")
    assert str(later.pk) in refusal.value.sentence
    actions.part_children(later, township(world), reason="第三份是别人")
    Child.objects.filter(pk=two[0].pk).update(state=ChildState.EXIT_PROPOSED)
    with pytest.raises(Refused) as refusal:
        actions.part_children(merge, township(world), reason="其实是两个孩子")
    assert str(ChildState.EXIT_PROPOSED.label) in refusal.value.sentence


def test_after_a_move_to_another_county_the_city_takes_the_merge_apart(world: World, two: tuple[Child, Child]) -> None:
    merge = merged(world, two)
    Child.objects.filter(pk=two[0].pk).update(responsible_code=FOREIGN_VILLAGE)
    with pytest.raises(Refused):
        actions.part_children(merge, township(world), reason="其实是两个孩子")
    parted = actions.part_children(merge, world.viewer(Role.CITY_CLERK), reason="其实是两个孩子")
    assert (parted.child.responsible_code, parted.double.responsible_code) == (FOREIGN_VILLAGE, VILLAGE)


def test_a_pair_said_to_be_two_children_is_not_proposed_again(world: World, two: tuple[Child, Child]) -> None:
    by = township(world)
    pair = [(two[0].pk, two[1].pk)]
    [merge] = propose_merges(pair, by, reason="导入")
    assert propose_merges(pair, by, reason="导入") == []
    actions.refuse_merge(merge, by, reason="双胞胎")
    assert propose_merges(pair, by, reason="导入") == []
    merge.refresh_from_db()
    assert merge.state == MergeState.REFUSED


def test_the_village_proposes_and_the_township_merges(world: World, two: tuple[Child, Child]) -> None:
    merge = proposed(world, two)
    with pytest.raises(NotPermitted):
        actions.merge_children(merge, world.viewer(Role.VILLAGE_DIRECTOR), choice=Choice(two[0].pk))
    with pytest.raises(Refused):
        actions.merge_children(merge, world.viewer(Role.CITY_CLERK), choice=Choice(two[0].pk))
    actions.merge_children(merge, world.viewer(Role.CITY_CLERK), choice=Choice(two[0].pk), reason=WHY)
    row = TrailRow.objects.filter(verb="children.merge", outcome="done").latest("seq")
    assert row.count == len(Merge.objects.get().carried["changes"]) and row.changes_hash


def test_another_countys_child_is_no_double_of_mine(world: World, two: tuple[Child, Child]) -> None:
    with pytest.raises(NotPermitted):
        actions.propose_merge(two[0], township(world), other=world.lan, reason=WHY)


def test_the_number_of_a_merged_file_may_be_written_into_the_one_that_stays(world: World) -> None:
    first = found(world, [])
    second = found(world, [], id_number=FACTS_OF_A_GIRL["id_number"], birth_date=date(2018, 3, 4))
    merged(world, (first, second))
    first.refresh_from_db()
    assert first.id_number == FACTS_OF_A_GIRL["id_number"]
    amend(first, world.viewer(Role.VILLAGE_DIRECTOR), name="田小禾禾")
