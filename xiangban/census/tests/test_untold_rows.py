"""Rows that say too little wait for a person; rows that repeat another word for word are one child."""

import pytest

from tests.world import World
from xiangban.census.actions.settling import settle_match
from xiangban.census.models import CensusRecord, Match
from xiangban.census.rules import Decision
from xiangban.census.strokes import commit_import
from xiangban.census.telling import tells_who
from xiangban.census.tests.stage import HE, HEADERS, MIAO, clerk, committed, prepared, roster, round_of, silent
from xiangban.children.models import Child, FactChange

FEW_FACTS = ["姓名", "性别", "出生年份"]
MANY = 5_000


@pytest.mark.parametrize(
    "values",
    [
        {"birth_date": "2016-05"},
        {"birth_date": "lunar:2016-05-01"},
        {"id_number": "990101201605011234"},
        {"student_no": "G1"},
        {"school": "柳溪镇中心小学", "class": "2班"},
        {"village": "上湾村", "father_name": "田大山"},
        {"village": "上湾村", "guardian_name": "田桂花"},
    ],
)
def test_a_name_with_one_more_fact_tells_a_child(values: dict[str, str]) -> None:
    assert tells_who({"child_name": "田小禾", **values})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"sex": "1", "birth_date": "2016"},
        {"age": "9", "village": "上湾村"},
        {"school": "柳溪镇中心小学"},
        {"father_name": "田大山"},
    ],
)
def test_a_name_with_less_tells_nobody(values: dict[str, str]) -> None:
    assert not tells_who({"child_name": "田小禾", **values})


def test_thousands_of_names_found_no_files(world: World) -> None:
    people = [
        {"姓名": f"田{'一二三四五六七八九十'[number % 10]}{'禾苗树林山'[number % 5]}", "性别": "男"}
        for number in range(MANY)
    ]
    batch = committed(world, round_of(world), villages=roster(people, ["姓名", "性别"]))
    assert (batch.counts["rows"]["waiting"], batch.counts["too_little"], batch.counts["all_rows"]) == (MANY, MANY, MANY)
    assert batch.counts["repeated"] == MANY - 10
    assert not Child.objects.filter(founded_on__gte=batch.received_at.date()).exclude(pk__lte=world.lan.pk).exists()
    assert set(CensusRecord.objects.filter(batch=batch).values_list("why", flat=True)) == {"too_little"}


def test_a_row_repeated_five_thousand_times_is_one_child(world: World) -> None:
    batch = committed(world, round_of(world), villages=roster([HE] * MANY + [MIAO]))
    assert batch.counts["rows"] == {"linked": MANY - 1, "new": 2, "waiting": 0, "refused": 0, "not_a_child": 0}
    child = Child.objects.get(name="田小禾")
    assert CensusRecord.objects.filter(child=child).count() == MANY
    assert FactChange.objects.filter(child=child).count() == 1


def test_a_row_that_says_too_little_is_joined_by_hand(world: World) -> None:
    bare = {"姓名": HE["姓名"], "性别": HE["性别"]}
    batch = prepared(world, round_of(world), police=roster([HE, MIAO]), villages=roster([bare, bare], HEADERS))
    match = Match.objects.get(batch=batch)
    settle_match(match, clerk(world), decision=Decision.SAME)
    commit_import(batch, clerk(world), progress=silent)
    child = Child.objects.get(name="田小禾")
    assert CensusRecord.objects.filter(batch=batch, child=child).count() == 3


def test_two_children_of_the_name_leave_a_bare_row_without_a_question(world: World) -> None:
    other = {**HE, "村": "下湾村", "出生日期": "2017-09-09", "身份证号码": ""}
    bare = {"姓名": HE["姓名"]}
    batch = prepared(world, round_of(world), police=roster([HE, other]), villages=roster([bare], HEADERS))
    untold = CensusRecord.objects.get(batch=batch, why="too_little")
    assert not Match.objects.filter(record=untold).exists()


def test_a_row_that_says_too_little_joins_no_child_by_itself(world: World) -> None:
    bare = {"姓名": HE["姓名"], "性别": HE["性别"]}
    batch = prepared(world, round_of(world), villages=roster([HE, bare], HEADERS))
    assert {record.row: (record.verdict, record.why) for record in CensusRecord.objects.filter(batch=batch)} == {
        3: ("new", ""),
        4: ("waiting", "too_little"),
    }
