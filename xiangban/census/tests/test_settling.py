"""Pairs decided by a person: what becomes of the rows, what is written after the commit, and all of it taken back."""

from typing import Any

import pytest

from tests.world import CITY, World, sign_in
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.settling import settle_match, settle_record, unsettle
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.queries import row_counts
from xiangban.census.rules import Decision, Verdict, Why
from xiangban.census.tests.stage import CHILDREN, PLACE, clerk, committed, prepared, roster, round_of, silent
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child, FactChange
from xiangban.matching import verdicts

# The same girl in the villages' list: no number, a month for a birth date, no guardian, but where she goes to school.
VAGUE = {"姓名": "田小禾", "性别": "女", "出生日期": "2018年3月", "年级": "二年级", **PLACE}
HEADERS = ("姓名", "性别", "出生日期", "身份证号码", "县", "乡镇", "村", "年级")


@pytest.fixture(autouse=True)
def only_numbers_settle_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model has learnt: without the same number a link is in doubt."""
    monkeypatch.setattr(verdicts, "UPPER", 12.0)


def doubtful(world: World, make: Any = committed) -> tuple[Import, Match]:
    """An import in which the vague row waits."""
    batch = make(world, round_of(world), police=roster(CHILDREN), villages=roster([VAGUE], HEADERS))
    return batch, Match.objects.get(batch=batch)


def namesakes() -> int:
    return Child.objects.filter(name="田小禾").count()


def test_the_same_child_after_the_commit_is_written_into_the_file_at_once(world: World) -> None:
    batch, match = doubtful(world)
    settle_match(match, clerk(world), decision=Decision.SAME)
    row = CensusRecord.objects.get(pk=match.record_id)
    assert (row.verdict, row.child) == (Verdict.LINKED, Child.objects.get(name="田小禾"))
    assert FactChange.objects.filter(child=row.child, source__title="villages.xlsx").count() == 1
    assert row_counts(batch).waiting == 0


def test_another_child_after_the_commit_gets_a_file_of_its_own_at_once(world: World) -> None:
    _batch, match = doubtful(world)
    settle_match(match, clerk(world), decision=Decision.NEW)
    assert namesakes() == 2
    assert CensusRecord.objects.get(pk=match.record_id).verdict == Verdict.NEW


@pytest.mark.parametrize("decision", [Decision.SAME, Decision.NEW, Decision.REFUSE])
def test_a_decision_taken_back_leaves_the_register_as_it_was(world: World, decision: str) -> None:
    _batch, match = doubtful(world)
    before = content_hash()
    settlement = settle_match(match, clerk(world), decision=decision)
    assert settlement is not None
    unsettle(settlement, clerk(world))
    assert content_hash() == before
    row = CensusRecord.objects.get(pk=match.record_id)
    assert (row.verdict, row.why, row.child) == (Verdict.WAITING, Why.DOUBTFUL_LINK, None)
    match.refresh_from_db()
    assert match.decision == ""


def test_an_import_taken_back_takes_later_decisions_with_it(world: World) -> None:
    before = content_hash()
    batch, match = doubtful(world)
    settle_match(match, clerk(world), decision=Decision.NEW)
    undo_import(batch, clerk(world), reason="报错了文件", progress=silent)
    assert namesakes() == 0
    assert content_hash() == before


def test_a_pair_is_decided_once(world: World) -> None:
    _batch, match = doubtful(world, prepared)
    settle_match(match, clerk(world), decision=Decision.SAME)
    with pytest.raises(Refused):
        settle_match(match, clerk(world), decision=Decision.NEW)
    assert Settlement.objects.filter(match=match).count() == 1


def test_rows_add_up_whatever_was_decided(world: World) -> None:
    batch, match = doubtful(world, prepared)
    rows = row_counts(batch).all
    for decision in (Decision.SAME, Decision.NEW, Decision.REFUSE):
        settlement = settle_match(match, clerk(world), decision=decision)
        assert row_counts(batch).all == rows
        assert settlement is not None
        unsettle(settlement, clerk(world))


def test_a_row_that_waits_alone_founds_a_file_or_is_refused(world: World) -> None:
    _batch, match = doubtful(world)
    Match.objects.all().delete()
    row = CensusRecord.objects.get(pk=match.record_id)
    settlement = settle_record(row, clerk(world), decision=Decision.NEW)
    assert namesakes() == 2
    assert settlement is not None
    unsettle(settlement, clerk(world))
    settle_record(row, clerk(world), decision=Decision.REFUSE)
    row.refresh_from_db()
    assert (row.verdict, row.why, namesakes()) == (Verdict.REFUSED, Why.BY_HAND, 1)


def test_the_queue_shows_both_sides_and_no_whole_number(world: World) -> None:
    batch, match = doubtful(world)
    page = sign_in(world.seats[Role.CITY_CLERK]).get(f"/census/imports/{batch.pk}/waiting/")
    text = page.content.decode()
    assert "田*禾" in text
    assert "田小禾" not in text, "the city reads masked names"
    assert Child.objects.get(pk=match.child_id or Child.objects.get(name="田小禾").pk).id_number not in text
    assert batch.place_code == CITY
