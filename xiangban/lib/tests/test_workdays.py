"""Deadlines in working days follow the announced calendar and go on, with a warning, where it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.workdays import WorkCalendar

# The National Day holiday of an invented 2026: 1 to 7 October rest, Sunday 27 September and Saturday 10 October work.
HOLIDAY = {date(2026, 10, day): False for day in range(1, 8)}
MOVED = {date(2026, 9, 27): True, date(2026, 10, 10): True}
CALENDAR = WorkCalendar({**HOLIDAY, **MOVED}, frozenset({2026}))
PLAIN = WorkCalendar({}, frozenset(range(2020, 2031)))
DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 25), True),
        (date(2026, 9, 26), False),
        (date(2026, 9, 27), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
    ],
)
def test_the_table_goes_before_the_weekday(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


def test_a_deadline_crosses_the_holiday_and_uses_the_moved_days() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 25), 5).day == date(2026, 10, 8)
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3).day == date(2026, 10, 10)
    assert not CALENDAR.add_working_days(date(2026, 9, 25), 5).assumed


def test_a_deadline_that_runs_into_an_unannounced_year_is_set_with_a_warning() -> None:
    found = CALENDAR.add_working_days(date(2026, 12, 28), 5)
    assert found.day == date(2027, 1, 4)
    assert found.assumed


def test_a_deadline_inside_an_announced_year_is_no_assumption() -> None:
    assert not CALENDAR.add_working_days(date(2025, 12, 31), 3).assumed
    assert CALENDAR.add_working_days(date(2026, 1, 1), -1).assumed


def test_a_single_announced_day_of_an_unknown_year_is_known() -> None:
    calendar = WorkCalendar({date(2027, 1, 1): False}, frozenset())
    assert calendar.knows(date(2027, 1, 1))
    assert not calendar.knows(date(2027, 1, 2))


def test_no_days_after_a_day_is_the_day_itself() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0).day == date(2026, 10, 1)


def test_counting_leaves_out_the_first_day_and_takes_in_the_last() -> None:
    assert CALENDAR.working_days_between(date(2026, 9, 25), date(2026, 10, 8)).days == 5
    assert CALENDAR.working_days_between(date(2026, 10, 8), date(2026, 9, 25)).days == -5
    assert CALENDAR.working_days_between(date(2026, 9, 25), date(2026, 9, 25)).days == 0
    assert CALENDAR.working_days_between(date(2026, 12, 31), date(2027, 1, 1)).assumed


@given(start=DAYS, days=st.integers(1, 120))
def test_counting_undoes_adding(start: date, days: int) -> None:
    for calendar in (CALENDAR, PLAIN):
        reached = calendar.add_working_days(start, days).day
        assert calendar.is_working_day(reached)
        assert calendar.working_days_between(start, reached).days == days


@given(start=DAYS)
def test_without_exceptions_five_working_days_are_a_week(start: date) -> None:
    assert PLAIN.working_days_between(start, start + timedelta(weeks=7)).days == 35
