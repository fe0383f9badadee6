"""Pages of merges: proposed from a file, looked at side by side, merged, found again, taken apart."""

import pytest
from django.test import Client

from tests.world import VILLAGE, World, sign_in
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.children import actions
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.family import Relative
from xiangban.children.models import Child, Merge, MergeState
from xiangban.children.tests.stage import FACTS_OF_A_GIRL, form

MOTHER = Relative("mother", {"name": "李秋菊", "phone": "19900002222"})
OTHER_MOTHER = Relative("mother", {"name": "李秋香"})


def found(world: World, family: Relative, **facts: str) -> Child:
    known = {**FACTS_OF_A_GIRL, "id_number": "", **facts}
    by = world.viewer(Role.VILLAGE_DIRECTOR)
    return actions.found_child(world.places[VILLAGE], by, facts=known, source=form(), family=[family])


@pytest.fixture
def two(world: World) -> tuple[Child, Child]:
    return found(world, OTHER_MOTHER, grade="grade2"), found(world, MOTHER, grade="grade3", former_name="禾禾")


@pytest.fixture
def township(world: World) -> Client:
    return sign_in(world.seats[Role.TOWNSHIP_SUPERVISOR])


def proposed(world: World, two: tuple[Child, Child]) -> Merge:
    village = sign_in(world.seats[Role.VILLAGE_DIRECTOR])
    address = f"/children/{two[0].pk}/propose_merge/"
    looked = village.post(address, {"who": "田小禾", "reason": "同一个孩子"})
    assert f'value="{two[1].pk}"' in looked.content.decode()
    answer = village.post(address, {"who": "田小禾", "other": two[1].pk, "reason": "同一个孩子"})
    assert answer.status_code == 302
    return Merge.objects.get()


def test_a_village_proposes_and_finds_nobody_of_another_place(world: World, two: tuple[Child, Child]) -> None:
    village = sign_in(world.seats[Role.VILLAGE_DIRECTOR])
    answer = village.post(f"/children/{two[0].pk}/propose_merge/", {"who": world.lan.name, "reason": "同一个孩子"})
    assert answer.status_code == 422
    assert not Merge.objects.exists()
    assert proposed(world, two).state == MergeState.PROPOSED


def test_both_files_stand_side_by_side_and_the_trail_says_who_read_them(
    world: World, two: tuple[Child, Child], township: Client
) -> None:
    merge = proposed(world, two)
    assert f"/census/merges/{merge.pk}/" in township.get("/census/merges/").content.decode()
    text = township.get(f"/census/merges/{merge.pk}/").content.decode()
    assert "李秋菊" in text and "李秋香" in text
    assert text.count('name="fact_grade"') == 2
    read = TrailRow.objects.filter(verb="children.open").values_list("subject_key", flat=True)
    assert {str(one.pk) for one in two} <= set(map(str, read))


def test_a_choice_by_hand_stands_after_the_merge_and_goes_with_it(
    world: World, two: tuple[Child, Child], township: Client
) -> None:
    before, merge = content_hash(), proposed(world, two)
    page = f"/census/merges/{merge.pk}/"
    chosen = {"stays": two[0].pk, "fact_grade": "double"}
    assert township.post(f"{page}merge/", chosen).status_code == 302
    two[0].refresh_from_db()
    assert (two[0].grade, two[0].former_name) == ("grade3", "禾禾")
    shown = township.get(f"/children/{two[1].pk}/")
    assert shown.status_code == 200
    assert f"/children/{two[0].pk}/" in shown.content.decode()
    assert page in township.get(f"/children/{two[0].pk}/").content.decode()
    township.post(f"{page}part/", {"reason": "其实是两个孩子"})
    assert content_hash() == before
    assert township.get(f"/children/{two[1].pk}/").status_code == 200


def test_the_other_file_may_stay(world: World, two: tuple[Child, Child], township: Client) -> None:
    merge = proposed(world, two)
    township.post(f"/census/merges/{merge.pk}/merge/", {"stays": two[1].pk})
    merge.refresh_from_db()
    assert (merge.child, merge.double) == (two[1], two[0])


def test_two_children_stay_two(world: World, two: tuple[Child, Child], township: Client) -> None:
    merge = proposed(world, two)
    township.post(f"/census/merges/{merge.pk}/refuse_merge/")
    merge.refresh_from_db()
    assert merge.state == MergeState.REFUSED


def test_another_county_finds_neither_the_merge_nor_where_the_file_went(
    world: World, two: tuple[Child, Child], township: Client
) -> None:
    merge = proposed(world, two)
    township.post(f"/census/merges/{merge.pk}/merge/", {"stays": two[0].pk})
    li = sign_in(world.li)
    assert li.get(f"/census/merges/{merge.pk}/").status_code == 404
    assert li.get(f"/children/{two[1].pk}/").status_code == 404
    assert li.post(f"/census/merges/{merge.pk}/part/", {"reason": "看看"}).status_code == 404


def test_the_city_reads_masked_names_and_merges_with_a_reason(world: World, two: tuple[Child, Child]) -> None:
    merge, city = proposed(world, two), sign_in(world.seats[Role.CITY_CLERK])
    text = city.get(f"/census/merges/{merge.pk}/").content.decode()
    assert "田小禾" not in text and "李秋菊" not in text
    city.post(f"/census/merges/{merge.pk}/merge/", {"stays": two[0].pk})
    merge.refresh_from_db()
    assert merge.state == MergeState.PROPOSED
    city.post(f"/census/merges/{merge.pk}/merge/", {"stays": two[0].pk, "reason": "两县交界,县里定不了"})
    merge.refresh_from_db()
    assert merge.state == MergeState.MERGED
