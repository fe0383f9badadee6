from datetime import date

import numpy as np
import pytest

from xiangban.matching.births import BirthLevel, compare_births, known_by_age, read_births
from xiangban.matching.lunar import NO_DAY, lunar_of_solar, solar_of_lunar


def level(left: str, right: str) -> BirthLevel:
    return BirthLevel(compare_births(read_births([left]), read_births([right]))[0])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2014-05-06", "2014-05-06", BirthLevel.EQUAL),
        ("2023-01-22", "2023-01-01", BirthLevel.LUNAR),  # the first day of the lunar year 2023
        ("2014-05-06", "2014-06-05", BirthLevel.TURNED),
        ("2014-05-06", "2015-05-06", BirthLevel.YEAR_OFF),
        ("2014-05-06", "2014-05-16", BirthLevel.SAME_MONTH),
        ("2014-05-06", "2014-09-06", BirthLevel.SAME_DAY_OTHER_MONTH),
        ("2014-05-06", "2014-06-10", BirthLevel.LUNAR_GAP),
        ("2014-05-06", "2010-05-06", BirthLevel.SAME_DAY_AND_MONTH),
        ("2014-05-06", "2014-05", BirthLevel.WITHIN_MONTH),
        ("2014-05-06", "2014", BirthLevel.WITHIN_YEAR),
        ("2014-05-06", "2014-06", BirthLevel.NEAR_MONTH),
        ("2014-05-06", "2014-11-20", BirthLevel.SAME_YEAR),
        ("2014-05-06", "2015-11-20", BirthLevel.NEXT_YEAR),
        ("2014-05-06", "2010-01-02", BirthLevel.OTHER),
        ("2014-05-06", "", BirthLevel.MISSING),
        ("2014-05-06", "2014-02-31", BirthLevel.MISSING),
    ],
)
def test_two_birth_dates_agree_in_levels(left: str, right: str, expected: BirthLevel) -> None:
    assert level(left, right) is expected
    assert level(right, left) is expected


def test_a_date_said_to_be_lunar_stands_at_its_solar_day() -> None:
    assert level("lunar:2023-01-01", "2023-01-22") is BirthLevel.EQUAL
    assert level("lunar:2023-02-01+", "2023-03-22") is BirthLevel.EQUAL  # the leap second month
    assert level("lunar:2023-02-01", "2023-02-20") is BirthLevel.EQUAL


def test_an_age_at_a_day_leaves_a_year_open() -> None:
    births = known_by_age(read_births([""]), ["10@2026-08-31"])
    assert births.first[0] == date_number(date(2015, 9, 1))
    assert births.last[0] == date_number(date(2016, 8, 31))
    assert compare_births(births, read_births(["2016-03-04"]))[0] == BirthLevel.WITHIN_YEAR


def test_lunar_days_come_back_as_themselves() -> None:
    days = np.arange(date_number(date(2008, 1, 1)), date_number(date(2028, 1, 1)))
    text = lunar_of_solar(days)
    year, month, day = (np.array([int(one[at:to]) for one in text]) for at, to in ((0, 4), (5, 7), (8, 10)))
    back = solar_of_lunar(year, month, day)
    leap = solar_of_lunar(year, month, day, np.ones(len(days), dtype=bool))
    assert bool(((back == days) | (leap == days)).all())


def test_a_lunar_date_that_does_not_exist_is_no_day() -> None:
    assert solar_of_lunar(np.array([2023]), np.array([1]), np.array([30]))[0] == NO_DAY
    assert solar_of_lunar(np.array([1800]), np.array([1]), np.array([1]))[0] == NO_DAY


def date_number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
