"""Numbers of papers run without a gap, however many are issued at once."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection, connections, transaction

from tests.world import CITY, LONG_AGO
from xiangban.conference.documents.wording import document_number, ordinal
from xiangban.conference.numbering import take_number
from xiangban.conference.rules import NumberStyle
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.rules import Level

ISSUES, DESKS, YEAR = 50, 10, 2026


class Torn(Exception):
    """The paper was not issued after all."""


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path) -> Iterator[Agency]:
    """An issuer in a database that several connections write at once: on SQLite a file, as the product has it."""
    issuer = Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT, name="溪宁市民政局", place_code=CITY, level=Level.CITY, opened_on=LONG_AGO
    )
    name = tmp_path / "shared.sqlite3"
    if connection.vendor == "sqlite":
        with sqlite3.connect(name) as copy:
            connection.connection.backup(copy)
    there = {"NAME": str(name)} if connection.vendor == "sqlite" else {}
    # Under the other name, Django would close the database in memory when the test is taken down, and lose it.
    with patch.dict(connections.settings["default"], there):
        yield issuer


def issue(issuer: Agency, turn: int) -> int | None:
    """One paper; every fifth is torn up before its transaction ends."""
    try:
        with transaction.atomic():
            number = take_number(issuer, "notice", YEAR)
            if turn % 5 == 0:
                raise Torn
            return number
    except Torn:
        return None
    finally:
        connection.close()


def test_fifty_papers_issued_at_once_leave_no_gap_and_no_number_twice(shared: Agency) -> None:
    with ThreadPoolExecutor(DESKS) as desks:
        given = list(desks.map(lambda turn: issue(shared, turn), range(ISSUES)))
    numbers = sorted(number for number in given if number is not None)
    assert numbers == list(range(1, ISSUES - ISSUES // 5 + 1))


@pytest.mark.django_db
def test_each_year_and_each_kind_begins_with_one() -> None:
    issuer = Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT, name="溪宁市民政局", place_code=CITY, level=Level.CITY, opened_on=LONG_AGO
    )
    taken = [take_number(issuer, kind, year) for kind, year in [("notice", 2025), ("notice", 2026), ("minutes", 2026)]]
    assert taken == [1, 1, 1]
    assert take_number(issuer, "notice", 2026) == 2


def test_a_number_is_printed_as_the_standard_says() -> None:
    assert document_number("溪民函", 2026, 5) == "溪民函〔2026〕5号"
    assert document_number("", 2026, 5, NumberStyle.ISSUE) == "第5期"
    assert [ordinal(number) for number in (1, 10, 11, 20, 34)] == ["一", "十", "十一", "二十", "三十四"]
