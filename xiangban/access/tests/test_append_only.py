"""The trail only grows, whoever asks the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.world import World
from xiangban.access import trail
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer


@pytest.fixture
def row(world: World) -> TrailRow:
    return trail.write(trail.Entry(verb="children.open"), world.viewer(Role.VILLAGE_DIRECTOR))


def refused(statement: str, *values: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


def test_a_row_of_the_trail_cannot_be_edited(row: TrailRow) -> None:
    assert refused("UPDATE access_trailrow SET verb = 'nothing' WHERE seq = %s", row.seq)


def test_a_row_of_the_trail_cannot_be_deleted(row: TrailRow) -> None:
    assert refused("DELETE FROM access_trailrow WHERE seq = %s", row.seq)


def test_the_trail_cannot_be_emptied(row: TrailRow) -> None:
    empty = "TRUNCATE access_trailrow" if connection.vendor == "postgresql" else "DELETE FROM access_trailrow"
    assert refused(empty)


def test_another_row_cannot_take_the_place_of_one(row: TrailRow) -> None:
    columns = ", ".join(connection.ops.quote_name(str(f.column)) for f in TrailRow._meta.concrete_fields)
    sources = columns.replace('"verb"', "'nothing'")
    copy = f"INTO access_trailrow ({columns}) SELECT {sources} FROM access_trailrow WHERE seq = %s"
    assert refused(f"INSERT {copy}", row.seq)
    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE {copy}", row.seq)
        assert refused(f"REPLACE {copy}", row.seq)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is a word of SQLite")
def test_replacing_is_refused_also_without_recursive_triggers(row: TrailRow) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
    try:
        test_another_row_cannot_take_the_place_of_one(row)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_the_trail_still_grows(row: TrailRow, world: World) -> None:
    following = trail.write(trail.Entry(verb="children.open"), world.viewer(Role.VILLAGE_DIRECTOR))
    assert (following.seq, following.previous) == (row.seq + 1, row.link)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_tests_with_real_transactions_leave_no_row_and_no_gap_in_the_guard(time: int) -> None:
    assert not TrailRow.objects.exists()
    row = trail.write(trail.Entry(verb="children.open"), system_viewer("test"))
    assert refused("DELETE FROM access_trailrow WHERE seq = %s", row.seq)
