"""Many files founded at once stand as if each had been founded by hand."""

from datetime import date

import pytest
from django.db import connection

from tests.world import TOWNSHIP, VILLAGE, World
from xiangban.access.models import TrailRow
from xiangban.access.viewer import system_viewer
from xiangban.children.bulk import Founding, digest_of, found_children
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.facts import Facts, FactValue
from xiangban.children.family import Relative
from xiangban.children.models import Child, FactChange, Kin, Person, Source
from xiangban.children.rules import ChildState, PlaceBasis

GRANNY = Relative("grandmother", {"name": "田桂花", "phone": "19900001111"}, carer=True, person="granny")


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(kind="roster", title="花名册", received_on=date(2026, 9, 1))


def founding(source: Source, **facts: FactValue) -> Founding:
    known: Facts = {"name": "田小禾", "birth_date": date(2018, 3, 4), "living_code": VILLAGE, "phone": "19900002222"}
    return Founding(TOWNSHIP, {**known, **facts}, source.pk, [GRANNY], ["submit", "review", "register"])


def test_a_grandmother_of_two_children_is_one_person(world: World, source: Source) -> None:
    rows = [founding(source), founding(source, name="田小苗")]
    found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=rows)
    assert Person.objects.count() == 1
    assert Kin.objects.count() == 2


def test_a_child_of_a_roster_is_on_the_register_in_the_village_where_it_lives(world: World, source: Source) -> None:
    written = found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=[founding(source)])
    child = Child.objects.get(pk=written.children[0])
    assert (child.name, child.phone, child.responsible_code) == ("田小禾", "19900002222", VILLAGE)
    assert (child.state, child.responsible_basis) == (ChildState.REGISTERED, PlaceBasis.LIVING)
    assert [move.state_after for move in child.moves.all()] == ["draft", "submitted", "reviewed", "registered"]


def test_the_trail_counts_the_changes_of_a_bulk_and_can_be_checked_against_them(world: World, source: Source) -> None:
    written = found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=[founding(source)])
    row = TrailRow.objects.latest("seq")
    changes = FactChange.objects.filter(child_id=written.children[0])
    assert row.count == changes.count() == written.changes
    assert written.digests == [
        digest_of(written.children[0], [(change.field, change.value or change.sealed) for change in changes])
    ]


def test_all_that_is_known_of_a_parent_comes_with_a_bulk_and_stands_sealed_where_it_must(
    world: World, source: Source
) -> None:
    facts = {
        "name": "田大山",
        "hukou_address": "青禾县柳溪镇上湾村三组18号",
        "income_sources": "work,farming",
        "single_parent": "1",
        "single_parent_reason": "divorced",
    }
    row = Founding(TOWNSHIP, {"name": "田小禾", "living_code": VILLAGE}, source.pk, [Relative("father", facts)])
    found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=[row])
    father = Person.objects.get()
    assert {name: getattr(father, name) for name in facts} == facts
    with connection.cursor() as cursor:
        cursor.execute("SELECT hukou_address FROM children_person")
        assert "18号".encode() not in bytes(cursor.fetchone()[0])


def test_a_city_of_files_is_written_as_a_handful_is(
    world: World, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [founding(source, name=name) for name in ("田小禾", "田小苗", "田小树", "田小草", "田小花")]
    few = found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=rows).children
    monkeypatch.setattr("xiangban.children.bulk.founding.AT_A_TIME", 2)
    many = found_children(world.places[TOWNSHIP], system_viewer("test"), foundings=rows).children
    assert len(set(few) | set(many)) == 10
    assert content_hash(Child.objects.filter(pk__in=few)) == content_hash(Child.objects.filter(pk__in=many))
