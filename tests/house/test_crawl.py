"""GET never writes, and every answer carries the headers of the house, whoever asks for whatever.

What a page shows to whom is asked in tests/gate.
"""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.house.crawl import NOBODY, Visit, crawl, writes_noted
from tests.house.routes import Route
from tests.house.sources import expect_none
from tests.world import World, build_world
from xiangban.access.models import TrailRow

# A session notes when it was last seen, and which seat it acts from.
UPKEEP = {"django_session", "usersessions_usersession"}
OPENS_A_FILE = "childfile:file"
OPENS_TWO = "census:merge"  # both files of a merge are read side by side
REQUIRED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LOOSE = ("'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*")
FORGETFUL = {"Server", "X-Powered-By"}


@pytest.fixture(scope="module")
def visits(django_db_setup: None, django_db_blocker: pytest.Item) -> Iterator[list[Visit]]:
    """One crawl for all the questions of this file, rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own kind
        yield crawl(build_world())
        transaction.set_rollback(True)


def test_no_page_is_broken_for_anybody(visits: list[Visit]) -> None:
    expect_none(f"{one}: {one.status}" for one in visits if one.status >= 500)


def test_nobody_gets_further_than_the_door_without_signing_in(visits: list[Visit]) -> None:
    guarded = [one for one in visits if one.who == NOBODY and one.route.is_ours and one.route.rule != "open"]
    assert guarded
    expect_none(f"{one}: {one.status}" for one in guarded if one.status not in {302, 404})


def test_reading_writes_nothing_but_the_trail_of_an_opened_file(visits: list[Visit]) -> None:
    expect_none(fault for one in visits for fault in written_by_reading(one))


def test_opening_a_file_leaves_one_row_in_the_trail(visits: list[Visit]) -> None:
    opened = [one for one in visits if one.route.name == OPENS_A_FILE and one.who == "village_director"]
    assert [one.written.count(TrailRow._meta.db_table) for one in opened] == [1]


def test_every_answer_carries_the_headers_of_the_house(visits: list[Visit]) -> None:
    expect_none(f"{one}: {fault}" for one in visits for fault in faults_of_headers(one))


def written_by_reading(one: Visit) -> Iterator[str]:
    """The tables a GET wrote to and may not."""
    allowed = UPKEEP | ({TrailRow._meta.db_table} if one.route.name in (OPENS_A_FILE, OPENS_TWO) else set())
    yield from (f"{one} wrote {table}" for table in one.written if table not in allowed)


def faults_of_headers(one: Visit) -> Iterator[str]:
    for name, value in REQUIRED.items():
        if value not in one.headers.get(name, ""):
            yield f"{name} is {one.headers.get(name, 'missing')}"
    policy = one.headers.get("Content-Security-Policy", "")
    yield from (f"its policy allows {word}" for word in LOOSE if word in policy)
    yield from (f"{name} tells too much" for name in FORGETFUL & one.headers.keys())


def test_a_page_that_writes_and_an_answer_without_policy_are_seen(world: World) -> None:
    with writes_noted() as tables, connection.cursor() as cursor:
        cursor.execute("UPDATE children_child SET name = 'x' WHERE id = -1")
        world.ming.save(update_fields=["name"])
    route = Route("desk:today", "", Client)
    assert list(written_by_reading(Visit("nobody", route, 200, {}, tuple(tables)))) != []
    assert list(written_by_reading(Visit("nobody", route, 200, {}, ("django_session",)))) == []
    assert tables == ["children_child", "children_child"]
    assert len(list(faults_of_headers(Visit("nobody", route, 200, {})))) == len(REQUIRED)
    loose = REQUIRED | {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    assert list(faults_of_headers(Visit("nobody", route, 200, loose))) == ["its policy allows 'unsafe-inline'"]
