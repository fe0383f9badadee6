"""After an undo a relative of several wards is known again as before, whose rows ever said it, and in which order."""

from random import Random

import pytest
from django.db import transaction

from tests.world import TOWNSHIP, VILLAGE, World
from xiangban.children.bulk import (
    Founding,
    KnownPerson,
    SourceRow,
    Update,
    prepare_foundings,
    updating,
    write_foundings,
    write_prepared,
    write_updates,
)
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.facts import FactValue
from xiangban.children.family import PersonValue, Relative
from xiangban.children.models import Child, FactChange, Kin, Person, Source
from xiangban.children.tests.test_taking_back_imports import BY, GRANNY, sheet, undo


@pytest.fixture
def wards(world: World) -> list[Child]:
    """Two children of one grandmother, founded by one roster."""
    school = sheet("教育")
    rows = [SourceRow(school.pk, row, {"name": f"田小{row}", "living_code": VILLAGE}, {}, [GRANNY]) for row in (2, 3)]
    return founded(rows)


def founded(rows: list[SourceRow]) -> list[Child]:
    written = write_foundings([Founding(TOWNSHIP, rows=[row]) for row in rows], BY)
    return [Child.objects.get(pk=pk) for pk in written.children]


def told(child: Child, source: Source, person: Person, **facts: PersonValue) -> Update:
    """A row of this source that knows the person and these facts."""
    tie = Kin.objects.filter(child=child, person=person).earliest("pk")
    relative = Relative(
        tie.kinship, {"name": person.name} | facts, tie.guardian, tie.carer, person=KnownPerson(person.pk)
    )
    return Update(child.pk, [SourceRow(source.pk, 5, {}, {}, [relative])])


def test_of_words_that_one_import_wrote_batch_by_batch_the_last_is_what_stood(
    wards: list[Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "AT_A_TIME", 1)
    granny, police, health = Person.objects.get(name="田桂花"), sheet("公安"), sheet("卫健")
    works = ("青禾县砖厂", "青禾县茶厂")
    write_updates([told(ward, police, granny, workplace=work) for ward, work in zip(wards, works, strict=True)], BY)
    before = content_hash()
    write_updates([told(wards[0], health, granny, address="上湾村三组")], BY)
    undo(health)
    granny.refresh_from_db()
    assert (granny.workplace, granny.address) == ("青禾县茶厂", "")
    assert content_hash() == before


def test_one_adult_written_down_as_two_relatives_of_a_child_is_again_as_before(world: World) -> None:
    school, police, phone = sheet("教育"), sheet("公安"), "19900003333"
    father = Relative("father", {"name": "田大山", "phone": phone, "workplace": "青禾县砖厂"}, True, person="father")
    guardian = Relative("other", {"name": "田大山", "phone": phone, "address": "上湾村"}, carer=True, person="father")
    (ward,) = founded([SourceRow(school.pk, 2, {"name": "田小禾", "living_code": VILLAGE}, {}, [father, guardian])])
    before, person = content_hash(), Person.objects.get(name="田大山")
    write_updates([told(ward, police, person, sex="1")], BY)
    undo(police)
    person.refresh_from_db()
    assert (person.sex, person.workplace) == ("", "青禾县砖厂")
    assert content_hash() == before


def test_words_of_one_founding_are_kept_in_the_order_of_its_files(world: World) -> None:
    school = sheet("教育")
    chance = Random(20260901)
    facts: list[dict[str, FactValue]] = [
        {"name": f"田{number}", "living_code": VILLAGE, "living_address": chance.randbytes(chance.randrange(400)).hex()}
        for number in range(300)
    ]
    rows = [[SourceRow(school.pk, number, one, {}, [GRANNY])] for number, one in enumerate(facts)]
    with transaction.atomic():
        prepared = prepare_foundings((Founding(TOWNSHIP, rows=row) for row in rows), BY)
        files = write_prepared(prepared).children
    said = FactChange.objects.filter(source=school).order_by("pk")
    assert list(said.values_list("child_id", flat=True)) == files
