"""A hostile or damaged file is read or refused with its kind, in its own process, in little time and memory."""

import time
from collections.abc import Iterator

import pytest

from tests.hostile import archives, books, damage, tables, texts, worksheets
from tests.hostile.cases import READ, Case
from tests.hostile.reading import weighed_read
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.workbook import CITY, Refusal, SheetRefused, Workbook


def all_cases() -> Iterator[Case]:
    for kind in (archives, worksheets, books, tables, texts, damage):
        yield from kind.cases()


CASES = list(all_cases())


def outcome(content: bytes) -> tuple[Workbook | str, int]:
    """The workbook or the kind of refusal, and the memory of the child unless it died of its limit."""
    try:
        return apart(weighed_read, content, limits=CITY)
    except SheetRefused as refused:
        return str(refused.kind), 0


def test_there_are_at_least_a_hundred_and_fifty_and_each_has_its_name() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_outcome_is_one_that_can_be() -> None:
    assert {outcome for case in CASES for outcome in case.outcomes} <= READ | {kind.value for kind in Refusal}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_and_nothing_else_happens(case: Case) -> None:
    content = case.make()
    started = time.monotonic()
    found, memory = outcome(content)
    assert time.monotonic() - started < CITY.seconds
    assert memory <= CITY.memory
    assert (found.kind if isinstance(found, Workbook) else found) in case.outcomes
    if case.rows is not None:
        assert isinstance(found, Workbook)
        assert [tuple(row) for row in found.sheets[0].rows] == list(case.rows)
