"""What people write about a child is found in no log, address, header, error page or trail, and sealed on the disk.

The canaries are let fly in flight.py.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from tests.house.canaries import ADDRESS, NAME, NOTE, NUMBER, PHONE, SECRET, leaks
from tests.house.flight import BROKEN, Answer, Flight, fly
from tests.house.page_forms import WRITTEN, Form, forms_in
from tests.house.sources import expect_none
from tests.world import VILLAGE, World, build_world
from xiangban.access import trail
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.children.actions import Edit, amend_child, found_child, reveal_value
from xiangban.children.facts import FactValue
from xiangban.children.models import Child, Source, SourceKind

# A form shown again, and what two people changed at once, repeat what was written to the one who wrote it.
REPEATS = {200, 409, 422}
# Free words that may stand in an address: places, posts and accounts, never a child.
PUBLIC_SEARCHES = ("/network/", "/posts/", "/trail/", "/users/")
EVERY_ERROR = {400, 403, 404, 500}


@pytest.fixture(scope="module")
def flight(django_db_setup: None, django_db_blocker: pytest.Item) -> Iterator[Flight]:
    """One flight for all the questions of this file; its transaction is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's own kind
        yield fly(build_world())
        transaction.set_rollback(True)


def test_the_canaries_flew_through_forms_and_met_every_error_page(flight: Flight) -> None:
    assert len(flight.answers) > 100
    assert {answer.status for answer in flight.answers} >= EVERY_ERROR
    assert "Internal Server Error" in flight.log
    assert Child.objects.filter(name=NAME).exists(), "a file was founded through the form"


def test_no_form_breaks_however_it_is_filled(flight: Flight) -> None:
    expect_none(str(answer) for answer in flight.answers if answer.status >= 500 and answer.sent != BROKEN)


def test_no_error_page_repeats_what_was_written(flight: Flight) -> None:
    expect_none(f"{answer} shows {leaks(answer.body)}" for answer in flight.answers if repeats_wrongly(answer))


def test_no_address_and_no_header_carries_what_was_written(flight: Flight) -> None:
    expect_none(f"{answer} says {leaks(answer.headers)}" for answer in flight.answers if leaks(answer.headers))


def test_no_log_holds_what_was_written(flight: Flight) -> None:
    expect_none(line for line in flight.log.splitlines() if leaks(line))


def test_no_form_sends_words_about_a_child_in_an_address(flight: Flight) -> None:
    expect_none(fault for form in flight.forms for fault in words_in_address(form))


def test_no_row_of_the_trail_and_no_session_holds_what_was_written(flight: Flight) -> None:
    expect_none(f"{where} holds {found}" for where, text in told() if (found := leaks(text)))


def test_what_was_written_stands_sealed_in_the_database(flight: Flight) -> None:
    expect_none(f"{where} holds {found}" for where, text in stored() if (found := leaks(text, SECRET)))


def repeats_wrongly(answer: Answer) -> bool:
    return answer.status not in REPEATS and bool(leaks(answer.body))


def words_in_address(form: Form) -> Iterator[str]:
    """Free words a form would put into an address, where proxies and browsers keep them."""
    if form.method == "get" and not form.action.startswith(PUBLIC_SEARCHES):
        words = [one.name for one in form.fields if one.kind in WRITTEN - {"date", "number"}]
        yield from (f"{form.action}: {word} is sent in the address" for word in words)


def told() -> Iterator[tuple[str, str]]:
    """Every row of the trail and every session, as text."""
    for row in TrailRow.objects.values():
        yield f"trail {row['seq']} {row['verb']}", repr(row)
    for session in Session.objects.all():
        yield "a session", repr(session.get_decoded())


def stored() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, bytes in hexadecimal; on SQLite also the pages of the whole file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(shown(value) for value in row)
    if connection.vendor == "sqlite":
        yield "the database file", connection.connection.serialize().decode("utf-8", "replace")


def shown(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def write_a_file(world: World) -> Child:
    """A file founded, amended and revealed with canaries in every sealed field."""
    by = world.viewer(Role.TOWNSHIP_SUPERVISOR)
    form = Source(kind=SourceKind.FORM, title="form", received_on=date(2026, 9, 1))
    facts: dict[str, FactValue] = {"name": NAME, "id_number": NUMBER, "phone": PHONE, "living_code": VILLAGE}
    child = found_child(world.places[VILLAGE], by, facts=facts | {"hukou_address": ADDRESS}, source=form)
    amend_child(child, by, edit=Edit(child.version, {"notes": NOTE, "living_address": ADDRESS}), source=form)
    assert reveal_value(child, by, field="id_number", reason=NOTE) == NUMBER
    return child


def test_a_written_file_stands_sealed_and_its_trail_tells_no_value(world: World) -> None:
    child = write_a_file(world)
    assert Child.objects.get(pk=child.pk).notes == NOTE
    expect_none(f"{where} holds {found}" for where, text in stored() if (found := leaks(text, SECRET)))
    expect_none(f"{where} holds {found}" for where, text in told() if (found := leaks(text)))


def test_a_value_in_clear_is_seen_wherever_it_stands(world: World) -> None:
    world.school.phone = PHONE
    world.school.save()
    assert "territories_agency" in {where for where, text in stored() if leaks(text, SECRET)}
    trail.write(trail.Entry("children.amend", detail={"name": NAME}), world.viewer(Role.COUNTY_CLERK))
    assert [where for where, text in told() if leaks(text)] == ["trail 1 children.amend"]
    for text in (NAME, "q=%E3%99%88%E3%99%89%E3%99%8A", r'{"name": "\u3648\u3649\u364a"}', NAME.encode().hex()):
        assert leaks(text) == [NAME]
    page = f"<form method=get action=/x/><input name=q><textarea name=notes>{NOTE}</textarea></form>"
    (form,) = forms_in(page)
    assert len(list(words_in_address(form))) == 2
    assert repeats_wrongly(Answer("nobody", "x", 404, "", page))
    assert not repeats_wrongly(Answer("nobody", "x", 422, "", page))
