"""Every route, every seat, every object, every method: the product answers as the policy says.

The answers themselves stand in policy.py and routes.py.
"""

import pytest

from tests.gate import policy
from tests.gate.cast import SEATS
from tests.gate.cells import CHOOSE, LOGIN, METHODS, cells_of, fault_of, leaks, url_table
from tests.gate.routes import OPEN, ROUTES, SIGNED_IN
from tests.gate.stage import Stage, address_of, text_of

pytestmark = pytest.mark.django_db


def test_every_route_of_the_url_table_has_its_row() -> None:
    known = ROUTES.keys() | SIGNED_IN | OPEN
    assert url_table().keys() - known == set(), "routes without a row"
    assert known - url_table().keys() == set(), "rows without a route"


def test_rows_name_the_objects_of_their_addresses() -> None:
    table = url_table()
    assert {name: set(row.names) for name, row in ROUTES.items()} == {name: set(table[name]) for name in ROUTES}


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_answers_every_seat_as_the_policy_says(stage: Stage, route: str) -> None:
    faults = [fault for cell in cells_of(route) if (fault := fault_of(cell, stage))]
    assert not faults, f"{len(faults)} wrong cells\n" + "\n".join(faults[:40])


@pytest.mark.parametrize("route", sorted(SIGNED_IN))
def test_a_page_of_ones_own_account_asks_a_stranger_to_sign_in(stage: Stage, route: str) -> None:
    address = address_of(route, **dict.fromkeys(url_table()[route], 1))
    for method in METHODS:
        answer = stage.ask("", method, address)
        assert (answer.status_code, answer.headers.get("Location", "").startswith(LOGIN)) == (302, True), method
    for seat in SEATS:
        answer = stage.ask(seat, "get", address)
        assert answer.status_code in {200, 302, 404}
        assert leaks(seat, text_of(answer), stage) == ""


@pytest.mark.parametrize("route", sorted(OPEN))
def test_a_page_without_sign_in_betrays_nobody(stage: Stage, route: str) -> None:
    address = address_of(route, **dict.fromkeys(url_table()[route], "1"))
    for seat in ("", *SEATS):
        for method in METHODS:
            answer = stage.ask(seat, method, address)
            assert answer.status_code < 500
            assert leaks(seat, text_of(answer), stage) == ""


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_takes_a_method_it_was_not_made_for(stage: Stage, route: str) -> None:
    parts = dict.fromkeys(url_table()[route], 990101001001)
    for method in ("put", "patch", "delete"):
        for seat in ("county_head", "city_head", "security_administrator", "system_administrator"):
            answer = stage.ask(seat, method, address_of(route, **parts))
            assert answer.status_code in policy.STATUSES[policy.NO_METHOD], f"{method} as {seat}"


def test_a_person_without_a_seat_is_asked_to_choose_one(stage: Stage) -> None:
    seat = stage.seats["parent"]
    seat.until = seat.since
    seat.save()
    for route, row in ROUTES.items():
        parts = dict.fromkeys(row.names, 990101001001)
        answer = stage.ask("parent", "get", address_of(route, **parts))
        assert answer.headers.get("Location", "") == CHOOSE, route
