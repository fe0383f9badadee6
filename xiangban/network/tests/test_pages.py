"""Every seat reads the service network, and no child stands on any of its pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.world import COUNTY, TOWNSHIP, VILLAGE, World
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.network.models import Duty, Staffing
from xiangban.network.queries import gaps_of, network_below
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import Level

TODAY = date(2026, 9, 1)
PAGES = [
    "/network/",
    f"/network/places/{TOWNSHIP}/",
    f"/network/places/{VILLAGE}/",
    "/network/places/990000000000/",
    "/network/agencies/",
    "/network/agencies/?place=3-990101000000&kind=school&name=小学&closed=on",
    "/network/agencies/contacts/",
    "/network/coverage/",
    "/network/coverage/?gap=station&after=1",
    "/network/calendar/",
]
AsSeat = Callable[[Seat], Client]


@pytest.mark.parametrize("role", list(Role))
def test_every_seat_reads_the_network_and_finds_no_child_in_it(world: World, as_seat: AsSeat, role: Role) -> None:
    browser = as_seat(world.seats[role])
    for url in [*PAGES, f"/network/agencies/{world.school.pk}/"]:
        answer = browser.get(url)
        assert answer.status_code == 200, url
        assert not any(child.name in answer.content.decode() for child in (world.ming, world.hong, world.lan))


def test_a_place_or_an_agency_that_is_not_there_is_not_found(world: World, as_seat: AsSeat) -> None:
    browser = as_seat(world.seats[Role.CITY_CLERK])
    for url in ["/network/places/123/", "/network/agencies/999999/", "/network/coverage/?gap=nothing"]:
        assert browser.get(url).status_code == 404


@pytest.mark.parametrize("written", ["²-²", "²", "9" * 5000, f"{'9' * 5000}-1"])
def test_a_cursor_or_year_that_is_none_shows_the_first_page(world: World, as_seat: AsSeat, written: str) -> None:
    browser = as_seat(world.seats[Role.CITY_CLERK])
    for url in ["/network/agencies/", "/network/coverage/", "/network/calendar/"]:
        answer = browser.get(url, {"after": written, "year": written})
        assert answer.status_code == 200, url
    assert world.school.name in browser.get("/network/agencies/", {"after": written}).content.decode()


def test_a_village_without_a_director_is_missing_until_somebody_does_the_duty(world: World) -> None:
    span = world.places[COUNTY].interval
    gap = gaps_of(span, TODAY)["director"]
    assert (gap.total, gap.covered) == (3, 1)
    missing = gap.missing[0]
    committee = Agency.objects.create(
        kind=AgencyKind.VILLAGE_COMMITTEE, name="村委会", place_code=missing, level=5, opened_on=date(2020, 1, 1)
    )
    Staffing.objects.create(agency=committee, duty=Duty.DIRECTOR, name="何小满", since=date(2024, 1, 1))
    assert gaps_of(span, TODAY)["director"].covered == 2
    Staffing.objects.update(until=date(2025, 1, 1))
    assert gaps_of(span, TODAY)["director"].covered == 1


def test_a_vacant_post_covers_no_village(world: World) -> None:
    Seat.objects.filter(pk=world.seats[Role.VILLAGE_DIRECTOR].pk).update(until=date(2025, 1, 1))
    assert gaps_of(world.places[COUNTY].interval, TODAY)["director"].covered == 0


def test_the_county_page_counts_what_lies_in_each_township(world: World) -> None:
    first, second = network_below(world.places[COUNTY], TODAY)
    assert (first.place.code, first.villages, first.undirected) == (TOWNSHIP, 2, 1)
    assert first.people == world.seats[Role.TOWNSHIP_SUPERVISOR].user.display_name
    assert (second.villages, second.undirected) == (1, 1)


def test_a_city_that_repeats_itself_as_a_county_shows_its_townships(world: World) -> None:
    for level, code, name in [(2, 990500000000, "独山市"), (3, 990500000000, "独山市"), (4, 990500001000, "东坪镇")]:
        Territory.objects.create(level=level, code=code, name=name, valid_from=date(2020, 1, 1))
    (below,) = network_below(Territory.objects.get(level=Level.CITY, code=990500000000), TODAY)
    assert below.place.name == "东坪镇"


def test_a_long_list_of_agencies_comes_fifty_at_a_time(world: World, as_seat: AsSeat) -> None:
    Agency.objects.bulk_create(
        Agency(kind=AgencyKind.STATION, name=f"第{n}站", place_code=TOWNSHIP, level=4, opened_on=date(2020, 1, 1))
        for n in range(120)
    )
    browser, cursor, met = as_seat(world.seats[Role.COUNTY_CLERK]), "", 0
    for _page in range(4):
        page = browser.get("/network/agencies/", {"after": cursor, "kind": "station"})
        met += page.content.decode().count("站</a>")
        cursor = page.context["following"]
        if not cursor:
            break
    assert met == 120


def test_the_contact_sheet_says_whom_to_call(world: World, as_seat: AsSeat) -> None:
    Staffing.objects.create(
        agency=world.school, duty=Duty.COUNSELLOR, name="何小满", phone="19900001234", since=date(2024, 1, 1)
    )
    page = as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get("/network/agencies/contacts/").content.decode()
    assert "何小满" in page
    assert "19900001234" in page


def test_a_page_of_the_network_costs_few_statements(
    world: World, as_seat: AsSeat, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = as_seat(world.seats[Role.CITY_CLERK])
    for url in PAGES:
        with django_assert_max_num_queries(20):
            browser.get(url)
