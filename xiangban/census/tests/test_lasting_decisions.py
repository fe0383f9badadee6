"""Decisions made before the commit: they last when the register changes and the import is matched again."""

from typing import Any

import pytest
from django.db import transaction

from tests.world import World, sign_in
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.settling import settle_match, unsettle
from xiangban.census.models import CensusRecord, CensusRound, Import, Match, Remembered, Settlement
from xiangban.census.preparing import prepare_import
from xiangban.census.queue import decided_last
from xiangban.census.rules import Decision, ImportState, Verdict
from xiangban.census.strokes import commit_import
from xiangban.census.tests.stage import (
    CHILDREN,
    LIN,
    PLACE,
    clerk,
    committed,
    person,
    prepared,
    roster,
    round_of,
    silent,
)
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child
from xiangban.children.tests.stage import amend
from xiangban.matching import verdicts

HE_AGAIN = {"姓名": "田小禾", "性别": "女", "出生日期": "2018年3月", "年级": "二年级", **PLACE}
LIN_AGAIN = {"姓名": "方林杉", "性别": "女", "出生日期": "2014年1月", "年级": "六年级", **PLACE}
HEADERS = ("姓名", "性别", "出生日期", "身份证号码", "县", "乡镇", "村", "年级")
STRANGER = person("罗春生", "2017-05-05", "155", 乡镇="桃坪乡", 村="桃源村")


@pytest.fixture(autouse=True)
def only_numbers_settle_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model has learnt: without the same number a link is in doubt."""
    monkeypatch.setattr(verdicts, "UPPER", 12.0)


@pytest.fixture
def sweep(world: World) -> CensusRound:
    return round_of(world)


def doubtful(world: World, sweep: CensusRound) -> Import:
    """An import with two vague rows that wait."""
    batch = prepared(world, sweep, police=roster(CHILDREN), villages=roster([HE_AGAIN, LIN_AGAIN], HEADERS))
    assert Match.objects.filter(batch=batch).count() == 2
    return batch


def asked_of(batch: Import, name: str) -> Match:
    """The question about the row of this child."""
    child = {"田小禾": 0, "方林杉": 1}[name]
    rows = CensusRecord.objects.filter(batch=batch, file__agency_kind="villages").order_by("row")
    return Match.objects.get(record=rows[child])


def decide(batch: Import, name: str, decision: str, by: Viewer) -> Settlement:
    settlement = settle_match(asked_of(batch, name), by, decision=decision)
    assert settlement is not None
    return settlement


def somebody_else_founds_a_file(world: World, sweep: CensusRound) -> None:
    """Another import goes into the register, so that the first has to be matched again."""
    committed(world, sweep, education=roster([STRANGER]))


def hash_if(*steps: Any) -> str:
    """The register's hash as it would be after these steps, which are then taken back by the database."""
    with transaction.atomic():
        for step in steps:
            step()
        found = content_hash()
        transaction.set_rollback(True)
    return found


def test_decisions_stand_with_who_and_when_after_the_register_changed(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    same = decide(batch, "田小禾", Decision.SAME, by)
    other = decide(batch, "方林杉", Decision.NEW, by)
    before = [(one.pk, one.decision, one.decided_at, one.decided_by_id, one.decided_post_id) for one in (same, other)]
    somebody_else_founds_a_file(world, sweep)
    commit_import(batch, by, progress=silent)
    kept = Settlement.objects.filter(batch=batch, taken_back_at=None).order_by("pk")
    now = [(one.pk, one.decision, one.decided_at, one.decided_by_id, one.decided_post_id) for one in kept]
    assert now == before
    assert [one.pk for one in decided_last(by, batch)] == [other.pk, same.pk]
    assert Child.objects.filter(name="田小禾").count() == 1
    assert Child.objects.filter(name="方林杉").count() == 2
    assert not CensusRecord.objects.filter(batch=batch, verdict=Verdict.WAITING).exists()


@pytest.mark.parametrize(("name", "decision"), [("田小禾", Decision.SAME), ("方林杉", Decision.NEW)])
def test_one_decision_is_taken_back_alone_after_the_commit(
    world: World, sweep: CensusRound, name: str, decision: str
) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    left, left_decision = ("方林杉", Decision.NEW) if name == "田小禾" else ("田小禾", Decision.SAME)
    decide(batch, left, left_decision, by)
    somebody_else_founds_a_file(world, sweep)
    without = hash_if(lambda: commit_import(batch, by, progress=silent))
    decide(batch, name, decision, by)
    commit_import(batch, by, progress=silent)
    assert content_hash() != without
    taken = Settlement.objects.get(batch=batch, decision=decision)
    unsettle(taken, by)
    assert content_hash() == without
    row = CensusRecord.objects.get(pk=asked_of(batch, name).record_id)
    assert (row.verdict, row.child) == (Verdict.WAITING, None)
    assert asked_of(batch, name).decision == ""
    assert Settlement.objects.filter(batch=batch, taken_back_at=None).count() == 1


def test_one_decision_is_taken_back_alone_between_two_matchings(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    taken = decide(batch, "田小禾", Decision.SAME, by)
    decide(batch, "方林杉", Decision.NEW, by)
    prepare_import(batch, by, progress=silent)
    taken.refresh_from_db()
    unsettle(taken, by)
    row = CensusRecord.objects.get(pk=asked_of(batch, "田小禾").record_id)
    assert row.verdict == Verdict.WAITING
    commit_import(batch, by, progress=silent)
    assert Child.objects.filter(name="方林杉").count() == 2
    assert Remembered.objects.filter(withdrawn_at=None).count() == 1


def test_a_refused_row_stays_refused_and_can_be_asked_again(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    decide(batch, "田小禾", Decision.REFUSE, by)
    somebody_else_founds_a_file(world, sweep)
    commit_import(batch, by, progress=silent)
    match = asked_of(batch, "田小禾")
    assert CensusRecord.objects.get(pk=match.record_id).verdict == Verdict.REFUSED
    unsettle(Settlement.objects.get(batch=batch), by)
    match.refresh_from_db()
    assert (match.decision, match.record.verdict) == ("", Verdict.WAITING)
    settle_match(match, by, decision=Decision.SAME)
    assert CensusRecord.objects.get(pk=match.record_id).child == Child.objects.get(name="田小禾")


def test_a_decision_is_kept_when_its_other_side_has_a_file_by_now(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    decide(batch, "方林杉", Decision.NEW, by)
    committed(world, sweep, education=roster([LIN]))
    commit_import(batch, by, progress=silent)
    assert Child.objects.filter(name="方林杉").count() == 2
    settlement = Settlement.objects.get(batch=batch)
    unsettle(settlement, by)
    assert Child.objects.filter(name="方林杉").count() == 1
    assert batch.place_code == by.interval.low


def test_a_founded_file_that_was_worked_on_names_what_stands_on_it(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    settlement = decide(batch, "方林杉", Decision.NEW, by)
    commit_import(batch, by, progress=silent)
    settlement.refresh_from_db()
    child = settlement.child
    assert child is not None
    amend(child, world.viewer(Role.COUNTY_CLERK), former_name="杉杉")
    with pytest.raises(Refused) as refusal:
        unsettle(settlement, by)
    assert "登记表" in refusal.value.sentence
    assert Import.objects.get(pk=batch.pk).state == ImportState.COMMITTED


def test_an_import_taken_back_leaves_nothing_of_its_decisions(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    before = content_hash()
    decide(batch, "田小禾", Decision.SAME, by)
    decide(batch, "方林杉", Decision.NEW, by)
    commit_import(batch, by, progress=silent)
    batch.refresh_from_db()
    undo_import(batch, by, reason="报错了文件", progress=silent)
    assert content_hash() == before


def test_every_decision_is_listed_with_who_made_it(world: World, sweep: CensusRound) -> None:
    batch, by = doubtful(world, sweep), clerk(world)
    settlement = decide(batch, "田小禾", Decision.SAME, by)
    prepare_import(batch, by, progress=silent)
    text = sign_in(world.seats[Role.CITY_CLERK]).get(f"/census/imports/{batch.pk}/decided/").content.decode()
    assert f"/census/settlements/{settlement.pk}/unsettle/" in text
    assert world.seats[Role.CITY_CLERK].user.display_name in text
