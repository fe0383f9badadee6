"""The working calendar: national holidays and moved days, edited by hand, assumed where nothing was announced."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.world import World
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.network.actions.calendar import CalendarEntry, edit_calendar
from xiangban.network.calendar import forget_calendar, work_calendar
from xiangban.network.holiday_list import seed_calendar
from xiangban.network.models import CalendarDay, CalendarYear

NEW_YEAR = CalendarEntry(date(2027, 1, 1), date(2027, 1, 3), working=False, name="元旦")
AsSeat = Callable[[Seat], Client]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget_calendar()
    yield
    forget_calendar()


@pytest.mark.django_db
def test_the_seeded_calendar_knows_the_holidays_and_the_moved_days() -> None:
    years = seed_calendar(system_viewer("test"))
    assert (years[0], years[-1]) == (2004, 2026)
    calendar = work_calendar()
    assert not calendar.is_working_day(date(2026, 10, 1))
    assert calendar.is_working_day(date(2026, 2, 14))
    assert calendar.knows(date(2026, 2, 14))
    assert CalendarDay.objects.get(day=date(2026, 10, 1)).name == "国庆节"


@pytest.mark.django_db
def test_a_year_nobody_announced_counts_monday_to_friday_and_says_so() -> None:
    seed_calendar(system_viewer("test"))
    found = work_calendar().add_working_days(date(2026, 12, 28), 5)
    assert found.assumed
    assert found.day == date(2027, 1, 4)


@pytest.mark.django_db
def test_seeding_again_leaves_what_was_edited_by_hand() -> None:
    seed_calendar(system_viewer("test"))
    CalendarDay.objects.filter(day=date(2026, 10, 1)).update(name="改过")
    call_command("seed_calendar", verbosity=0)
    assert CalendarDay.objects.get(day=date(2026, 10, 1)).name == "改过"


@pytest.mark.django_db
def test_an_edit_is_counted_with_at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    assert work_calendar().is_working_day(date(2027, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        edit_calendar(None, system_viewer("test"), entries=[NEW_YEAR], complete=True)
    assert not work_calendar().is_working_day(date(2027, 1, 1))
    assert work_calendar().knows(date(2027, 5, 5))


def test_a_day_given_back_to_its_weekday_leaves_the_table(world: World) -> None:
    city = world.viewer(Role.CITY_CLERK)
    edit_calendar(None, city, entries=[NEW_YEAR])
    edit_calendar(None, city, entries=[CalendarEntry(date(2027, 1, 1), date(2027, 1, 1), working=None)])
    assert list(CalendarDay.objects.values_list("day__day", flat=True)) == [2, 3]
    assert not CalendarYear.objects.get(year=2027).complete


@pytest.mark.parametrize("last", [date(2026, 12, 31), date(2027, 3, 1)])
def test_days_that_run_backwards_or_too_long_are_refused(world: World, last: date) -> None:
    with pytest.raises(Refused) as refusal:
        edit_calendar(
            None, world.viewer(Role.CITY_CLERK), entries=[CalendarEntry(date(2027, 1, 1), last, working=False)]
        )
    assert refusal.value.field == "last"


def test_only_the_city_edits_the_calendar(world: World) -> None:
    with pytest.raises(NotPermitted):
        edit_calendar(None, world.viewer(Role.COUNTY_CLERK), entries=[NEW_YEAR])


def test_the_page_of_an_unknown_year_warns_and_the_form_writes_it(world: World, as_seat: AsSeat) -> None:
    city, county = as_seat(world.seats[Role.CITY_CLERK]), as_seat(world.seats[Role.COUNTY_CLERK])
    assert not city.get("/network/calendar/?year=2027").context["known"]
    sent = {"first": "2027-01-01", "last": "", "working": "rest", "name": "元旦", "complete": "on"}
    assert county.post("/network/calendar/edit/", sent).status_code == 403
    assert city.post("/network/calendar/edit/", sent).status_code == 302
    page = city.get("/network/calendar/?year=2027")
    assert page.context["known"]
    assert "元旦" in page.content.decode()


@pytest.mark.parametrize("year", ["0", "99999", "x"])
def test_a_year_that_is_none_is_not_a_fault_of_the_house(world: World, as_seat: AsSeat, year: str) -> None:
    answer = as_seat(world.seats[Role.PARENT]).get("/network/calendar/", {"year": year})
    assert answer.status_code in {200, 404}
