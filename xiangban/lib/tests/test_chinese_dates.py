"""Dates read as in a document, and a child is sixteen on the right day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.chinese_dates import add_months, age_on, say_date, say_month, sixteenth_birthday

BIRTHS = st.dates(date(1880, 1, 1), date(2030, 12, 31))


def test_a_date_has_no_leading_zeros() -> None:
    assert say_date(date(2026, 9, 1)) == "2026年9月1日"
    assert say_month(date(2026, 9, 1)) == "2026年9月"


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2010, 9, 1), date(2026, 8, 31), 15),
        (date(2010, 9, 1), date(2026, 9, 1), 16),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 9, 1), date(2026, 9, 1), 0),
        (date(2026, 9, 2), date(2026, 9, 1), -1),
    ],
)
def test_age_is_counted_in_full_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 8, 31), 0, date(2026, 8, 31)),
        (date(2026, 12, 5), 12, date(2027, 12, 5)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_a_child_of_a_leap_day_is_sixteen_on_the_leap_day_if_there_is_one() -> None:
    assert sixteenth_birthday(date(2012, 2, 29)) == date(2028, 2, 29)
    assert sixteenth_birthday(date(1884, 2, 29)) == date(1900, 3, 1)


@given(birth=BIRTHS)
def test_sixteen_begins_on_the_sixteenth_birthday_and_not_before(birth: date) -> None:
    birthday = sixteenth_birthday(birth)
    assert age_on(birth, birthday) == 16
    assert age_on(birth, birthday - timedelta(days=1)) == 15


@given(day=BIRTHS, months=st.integers(-600, 600))
def test_adding_months_reaches_the_month_asked_for(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
