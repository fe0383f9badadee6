"""Rows in doubt: they touch no file until somebody says what they are, and what was said is known the next time."""

from datetime import date

import pytest
from django.urls import reverse

from tests.world import VILLAGE, World, sign_in
from xiangban.access.acts import Refused
from xiangban.access.roles import Role
from xiangban.census.actions.settling import settle_match
from xiangban.census.memory import remember
from xiangban.census.models import CensusRecord, Match
from xiangban.census.preparing import prepare_import
from xiangban.census.rules import Decision, Verdict, Why
from xiangban.census.strokes import commit_import
from xiangban.census.tests.stage import (
    CHILDREN,
    HE,
    PLACE,
    clerk,
    committed,
    person,
    prepared,
    roster,
    round_of,
    silent,
)
from xiangban.children import actions
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child
from xiangban.children.rules import ChildState
from xiangban.matching import verdicts

# The same girl in the villages' list: no number, a month for a birth date, no guardian, no phone.
VAGUE = {"姓名": "田小禾", "性别": "女", "出生日期": "2018年3月", **PLACE}


@pytest.fixture(autouse=True)
def only_numbers_settle_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the model has learnt: without the same number a link is in doubt."""
    monkeypatch.setattr(verdicts, "UPPER", 12.0)


def test_a_doubtful_row_touches_no_file_and_founds_none(world: World) -> None:
    batch = committed(world, round_of(world), police=roster(CHILDREN), villages=roster([VAGUE]))
    waiting = CensusRecord.objects.get(batch=batch, verdict=Verdict.WAITING)
    assert (waiting.why, waiting.child) == (Why.DOUBTFUL_LINK, None)
    assert Child.objects.filter(name="田小禾").count() == 1
    assert Match.objects.filter(batch=batch, record=waiting).count() == 1


def test_what_a_person_said_is_known_when_the_rows_are_matched_again(world: World) -> None:
    sweep = round_of(world)
    batch = prepared(world, sweep, police=roster(CHILDREN), villages=roster([VAGUE]))
    match = Match.objects.get(batch=batch)
    settle_match(match, clerk(world), decision=Decision.SAME)
    prepare_import(batch, clerk(world), progress=silent)
    assert batch.counts["rows"]["waiting"] == 0
    assert not Match.objects.filter(batch=batch, decision="").exists(), "nothing is asked twice"


def test_two_children_held_apart_by_a_person_stay_apart(world: World) -> None:
    sweep = round_of(world)
    batch = prepared(world, sweep, police=roster(CHILDREN), villages=roster([VAGUE]))
    settle_match(Match.objects.get(batch=batch), clerk(world), decision=Decision.NEW)
    commit_import(batch, clerk(world), progress=silent)
    assert Child.objects.filter(name="田小禾").count() == 2


def test_a_row_refused_by_hand_stays_refused_when_the_register_changed_under_it(world: World) -> None:
    sweep = round_of(world)
    batch = prepared(world, sweep, police=roster(CHILDREN), villages=roster([VAGUE]))
    settle_match(Match.objects.get(batch=batch), clerk(world), decision=Decision.REFUSE)
    committed(world, sweep, education=roster([person("向晚晴", "2017-02-02", "155")]))
    commit_import(batch, clerk(world), progress=silent)
    assert CensusRecord.objects.get(batch=batch, verdict=Verdict.REFUSED).why == Why.BY_HAND


def test_a_child_whose_file_was_closed_founds_no_second_one(world: World) -> None:
    sweep = round_of(world)
    committed(world, sweep, police=roster(CHILDREN))
    head = world.viewer(Role.COUNTY_HEAD)
    child = Child.objects.get(name="田小禾")
    actions.propose_exit(child, head, reason="moved", exit_reason=ExitReason.MIGRATED, exit_on=date(2026, 9, 2))
    actions.exit_child(child, head)
    again = committed(world, sweep, villages=roster([HE]))
    assert CensusRecord.objects.get(batch=again).why == Why.CLOSED
    assert [row.state for row in Child.objects.filter(name="田小禾")] == [ChildState.EXITED]
    match = Match.objects.get(batch=again)
    assert match.child == child
    with pytest.raises(Refused):
        settle_match(match, clerk(world), decision=Decision.SAME)


def test_nobody_reads_a_name_out_of_what_is_remembered(world: World) -> None:
    kept = remember(VILLAGE, clerk(world), ({"child_name": "田小禾"}, {"child_name": "田小苗"}), same=False)
    assert "田" not in kept.pair


def test_an_import_with_doubtful_cells_is_matched_again_when_another_was_faster(world: World) -> None:
    sweep = round_of(world)
    slow = prepared(world, sweep, police=roster([HE | {"出生日期": "2018-02-30"}]))
    assert CensusRecord.objects.get(batch=slow).doubts == 1
    committed(world, sweep, education=roster([person("罗小舟", "20170305", "311")]))
    commit_import(slow, clerk(world), progress=silent)
    assert Child.objects.filter(name="田小禾").count() == 1


@pytest.mark.parametrize("key", ["²", "9" * 30, "", "-1", "1e3"])
def test_a_forged_key_of_a_pair_decides_nothing(world: World, key: str) -> None:
    batch = prepared(world, round_of(world), police=roster(CHILDREN), villages=roster([VAGUE]))
    client = sign_in(world.seats[Role.COUNTY_CLERK])
    answer = client.post(reverse("census:waiting_page", kwargs={"pk": batch.pk}), {f"pair_{key}": "same"})
    assert answer.status_code < 500
    assert not Match.objects.filter(batch=batch).exclude(decision="").exists()
