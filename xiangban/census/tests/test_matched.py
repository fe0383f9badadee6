"""Rows are matched in this process or beside it, and come out the same."""

import os

import pytest

from xiangban.census import matched
from xiangban.census.matched import Matched, Unmatched, match
from xiangban.matching.rows import REGISTER
from xiangban.matching.tests.cast import roster, row


def invented() -> Unmatched:
    """A child on two lists, a namesake without a number, and two files, one closed, of whom one comes again."""
    namesake = row(id_number="", birth_date="", guardian_name="")
    files = roster(REGISTER, row(), row(child_name="欧阳春晓", id_number="", birth_date="2012-03"))
    again = row(child_name="欧阳春晓", id_number="", birth_date="2012-03-04")
    rosters = [roster("education", row(), again), roster("villages", row(id_number=""), namesake), files]
    return Unmatched(rosters, 4, [71, 72], frozenset({72}))


def test_what_is_matched_beside_is_what_is_matched_here(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[int, int]] = []
    meanwhile: list[int] = []

    def run() -> Matched:
        return match(invented(), lambda: meanwhile.append(os.getpid()), lambda done, of: steps.append((done, of)))

    here = run()
    told = len(steps)
    monkeypatch.setattr(matched, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    beside = run()
    assert (beside.child, beside.doubted, beside.evidence) == (here.child, here.doubted, here.evidence)
    assert meanwhile == [os.getpid()] * 2
    assert len(steps) == told > 0


def test_a_closed_file_that_comes_again_brings_the_reasons_for_it() -> None:
    found = match(invented(), lambda: None, lambda _done, _of: None)
    assert found.child[1] == found.child[5]
    assert ["欧阳春晓"] * 2 in [[left, right] for _kind, _speaks, left, right in found.evidence[1, 5]]
