"""Rows go in many at a time, from a stream, and no name can break out of the statement."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.bulk_rows import BATCH, UnknownVendor, insert_plain_rows, insert_rows, quoted


class Kind(StrEnum):
    VILLAGE = "village"


class Copying:
    """A cursor of PostgreSQL as far as COPY goes."""

    def __init__(self) -> None:
        self.statement = ""
        self.rows: list[Sequence[object]] = []

    def __enter__(self) -> "Copying":
        return self

    def __exit__(self, *fault: object) -> None:
        """Nothing to end."""

    def copy(self, statement: str) -> "Copying":
        self.statement = statement
        return self

    def write_row(self, row: Sequence[object]) -> None:
        self.rows.append(row)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        raise AssertionError("PostgreSQL takes rows by COPY")


def test_a_stream_longer_than_a_batch_arrives_whole_and_in_order() -> None:
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute("CREATE TABLE place (code INTEGER, name TEXT)")
    rows = ((number, f"村{number}") for number in range(2 * BATCH + 7))
    assert insert_rows(cursor, "sqlite", "place", ["code", "name"], rows) == 2 * BATCH + 7
    assert cursor.execute("SELECT count(*), max(code) FROM place").fetchone() == (2 * BATCH + 7, 2 * BATCH + 6)


def test_no_more_than_a_batch_is_read_ahead() -> None:
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute("CREATE TABLE place (code INTEGER CHECK (code >= 0))")
    rows = iter([(-1,)] * (3 * BATCH))

    with pytest.raises(sqlite3.IntegrityError):
        insert_rows(cursor, "sqlite", "place", ["code"], rows)
    assert len(list(rows)) == 2 * BATCH


def test_no_rows_are_no_statement() -> None:
    assert insert_rows(sqlite3.connect(":memory:").cursor(), "sqlite", "absent", ["code"], []) == 0


def test_values_are_stored_as_the_rest_of_the_house_stores_them() -> None:
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute("CREATE TABLE fact (a, b, c, d, e, f, g)")
    row = [
        UUID(int=5),
        date(2026, 9, 1),
        datetime(2026, 9, 1, 8, tzinfo=UTC),
        Decimal("1.50"),
        Kind.VILLAGE,
        True,
        None,
    ]
    insert_rows(cursor, "sqlite", "fact", list("abcdefg"), [row])
    assert cursor.execute("SELECT * FROM fact").fetchone() == (
        UUID(int=5).hex,
        "2026-09-01",
        "2026-09-01 08:00:00",
        "1.50",
        "village",
        1,
        None,
    )


def test_postgresql_takes_the_rows_by_copy() -> None:
    cursor = Copying()
    assert insert_rows(cursor, "postgresql", "place", ["code", "name"], iter([(1, "a"), (2, "b")])) == 2
    assert cursor.statement == 'COPY "place" ("code", "name") FROM STDIN'
    assert cursor.rows == [(1, "a"), (2, "b")]


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        insert_rows(Copying(), "postgresql", "place", ["code", "name"], [(1,)])


def test_widths_that_make_up_for_each_other_shift_no_value_into_another_row() -> None:
    rows = [(1, "a")] * 62 + [(2,), (3, "b", "c")]
    with pytest.raises(ValueError, match="values for 2 columns"):
        insert_plain_rows(sqlite3.connect(":memory:").cursor(), "sqlite", "place", ["code", "name"], rows)


def test_another_engine_is_named_and_refused() -> None:
    with pytest.raises(UnknownVendor, match="oracle"):
        insert_rows(Copying(), "oracle", "place", ["code"], [])


@pytest.mark.parametrize("name", ["", "a\0b", "50%"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        quoted(name)


@given(st.text(alphabet=st.characters(exclude_characters="\0%", exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_a_name_with_any_quotes_is_still_one_name(name: str) -> None:
    cursor = sqlite3.connect(":memory:").cursor()
    cursor.execute(f"CREATE TABLE {quoted(name)} (code)")
    insert_rows(cursor, "sqlite", name, ["code"], [(1,)])
    assert [row[0] for row in cursor.execute("SELECT name FROM sqlite_master")] == [name]
