"""Siblings' parents are one person each, however their rows spell them; two people are never made one by a slip."""

import pytest

from tests.world import World
from xiangban.census.tests.stage import HE, HEADERS, LIN, MIAO, SHU, committed, number_of, roster, round_of
from xiangban.children.models import Kin, Person

PARENTED = [*HEADERS, "父亲姓名", "父亲身份证号", "父亲电话", "母亲姓名", "母亲身份证号", "母亲电话"]
MOTHER, PHONE = number_of("1988-05-06", "160"), "19912345678"


def persons_of(kinship: str) -> set[int]:
    return set(Kin.objects.filter(kinship=kinship).values_list("person", flat=True))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_mother_is_one_person_by_her_number_and_by_her_phone(
    world: World, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xiangban.children.bulk.sharing.WORTH_SHARING", 0)
    monkeypatch.setattr("xiangban.children.bulk.sharing.AT_ONCE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: processes)
    children = [
        {**HE, "母亲姓名": "王秀英", "母亲身份证号": MOTHER, "母亲电话": PHONE},
        {**MIAO, "母亲姓名": "王秀瑛", "母亲身份证号": MOTHER},
        {**SHU, "母亲姓名": "王秀英", "母亲电话": PHONE},
        {**LIN, "母亲姓名": "王秀英", "母亲电话": "19987654321"},
    ]
    committed(world, round_of(world), villages=roster(children, PARENTED))
    assert len(persons_of("mother")) == 2
    assert Person.objects.filter(pk__in=persons_of("mother")).count() == 2


def test_a_father_with_the_mothers_number_stays_another_person(world: World) -> None:
    child = {**HE, "父亲姓名": "王大山", "父亲身份证号": MOTHER, "母亲姓名": "王秀英", "母亲身份证号": MOTHER}
    committed(world, round_of(world), villages=roster([child], PARENTED))
    assert persons_of("father").isdisjoint(persons_of("mother"))


def test_a_number_that_cannot_be_right_joins_nobody_of_another_name(world: World) -> None:
    wrong = "1" * 18
    children = [
        {**HE, "母亲姓名": "王秀英", "母亲身份证号": wrong},
        {**MIAO, "母亲姓名": "王桂英", "母亲身份证号": wrong},
    ]
    committed(world, round_of(world), villages=roster(children, PARENTED))
    assert len(persons_of("mother")) == 2


def test_a_guardian_of_the_father_s_name_whose_relation_nobody_wrote_is_the_father(world: World) -> None:
    child = {
        **HE,
        "父亲姓名": "田大山",
        "父亲电话": PHONE,
        "监护人姓名": "田大山",
        "监护人电话": PHONE,
        "与监护人关系": "",
    }
    committed(world, round_of(world), villages=roster([child], PARENTED))
    tie = Kin.objects.get(person__name="田大山")
    assert (tie.kinship, tie.guardian, tie.carer) == ("father", True, False)
