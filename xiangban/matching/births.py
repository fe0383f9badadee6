"""Birth dates as intervals of days with both readings, solar and lunar, compared in levels.

How dates are written in spreadsheets is read in census/rosters; here they arrive in one of four forms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache

import numpy as np

from xiangban.matching.arrays import Flags, Ints, Small, first_that_holds, number_of, text_lengths
from xiangban.matching.lunar import NO_DAY, solar_of_lunar
from xiangban.matching.texts import code_points, column_of

LUNAR_MARK = "lunar:"
YEAR_FORM, MONTH_FORM, DAY_FORM = 4, 7, 10
LUNAR_LEAST, LUNAR_MOST = 17, 53  # how many days a lunar date lags behind the same date read as solar
YEAR_DAYS, MONTH_DAYS = 366, 31
FIRST_YEAR, LAST_YEAR = 1900, 2100
EARLIEST_YEAR = 1700  # a written age may lead far back


class BirthLevel(IntEnum):
    """How two birth dates agree, in the order of what it is worth."""

    MISSING = 0
    OTHER = 1
    NEXT_YEAR = 2
    SAME_YEAR = 3
    LUNAR_GAP = 4
    SAME_DAY_AND_MONTH = 5
    WITHIN_YEAR = 6
    NEAR_MONTH = 7
    SAME_MONTH = 8
    SAME_DAY_OTHER_MONTH = 9
    YEAR_OFF = 10
    TURNED = 11
    WITHIN_MONTH = 12
    LUNAR = 13
    EQUAL = 14


@dataclass(frozen=True)
class Births:
    """Per row the first and last day it can be (both NO_DAY if unknown), the parts, and the day if read as lunar."""

    first: Ints
    last: Ints
    lunar: Ints
    year: Ints
    month: Ints
    day: Ints

    def taken(self, rows: Ints) -> "Births":
        """The births of some rows."""
        return Births(*(getattr(self, part.name)[rows] for part in fields(self)))

    def other_than(self, births: "Births") -> Flags:
        """Which rows say another date."""
        other: Flags = (self.first != births.first) | (self.last != births.last) | (self.lunar != births.lunar)
        return other

    @property
    def exact(self) -> Flags:
        """Whether the day is known."""
        one_day: Flags = (self.first == self.last) & (self.first != NO_DAY)
        return one_day


def read_births(texts: Sequence[str]) -> Births:
    """Encode YYYY-MM-DD, YYYY-MM, YYYY and lunar:YYYY-MM-DD (a + behind it for a leap month); others are unknown."""
    codes = code_points(texts, DAY_FORM + 1)
    marked = np.flatnonzero(codes[:, 0] == ord(LUNAR_MARK[0]))
    marked = marked[np.array([texts[at].startswith(LUNAR_MARK) for at in marked.tolist()], dtype=bool)]
    if len(marked):
        codes[marked] = code_points([texts[at].removeprefix(LUNAR_MARK) for at in marked.tolist()], DAY_FORM + 1)
    length = text_lengths(codes)
    year = np.where(length >= YEAR_FORM, number_of(codes[:, :4]), -1)
    month = np.where(length >= MONTH_FORM, number_of(codes[:, 5:7]), 0)
    day = np.where(length >= DAY_FORM, number_of(codes[:, 8:10]), 0)
    births = births_of_parts(year, month, day)
    return _with_marked(births, marked, codes[:, DAY_FORM] == ord("+")) if len(marked) else births


def births_of_parts(year: Ints, month: Ints, day: Ints) -> Births:
    """Births from numbers; month or day 0 where unknown, impossible dates unknown altogether."""
    known = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 0) & (month <= 12) & (day >= 0)
    year, month, day = (np.where(known, part, 0) for part in (year, month, day))
    begin = _month_start(year, month)
    following = _month_start(year, np.where(month > 0, month + 1, 13))
    possible = known & (day <= np.where(month > 0, following - begin, 0))
    first = np.where(possible, begin + np.where(day > 0, day - 1, 0), NO_DAY)
    last = np.where(possible, np.where(day > 0, begin + day - 1, following - 1), NO_DAY)
    lunar_day = solar_of_lunar(year, month, day)
    lunar = np.where(possible & (day > 0), lunar_day, NO_DAY)
    # 30 February exists in the lunar calendar only.
    lone = known & ~possible & (day > 0) & (lunar_day != NO_DAY)
    first, last = np.where(lone, lunar_day, first), np.where(lone, lunar_day, last)
    return Births(first, last, lunar, year, month, day)


def known_by_age(births: Births, ages: Sequence[str]) -> Births:
    """The same births where known, else the year that an age N@YYYY-MM-DD leaves open."""
    ages = column_of(ages)
    told = np.flatnonzero((births.first == NO_DAY) & (ages.lengths > 0)).tolist()
    rows = np.array([at for at in told if "@" in ages[at]], dtype=np.int64)
    if not len(rows):
        return births
    parts = [ages[at].split("@") for at in rows]
    years = np.array([int(age) if age.isdigit() else 0 for age, _ in parts])
    at = read_births([day for _, day in parts])
    usable = at.exact & (years >= 0)
    anniversary = _month_start(at.year - years, at.month) + at.day - 1
    before = _month_start(at.year - years - 1, at.month) + at.day
    first, last = births.first.copy(), births.last.copy()
    first[rows], last[rows] = np.where(usable, before, NO_DAY), np.where(usable, anniversary, NO_DAY)
    return Births(first, last, births.lunar, births.year, births.month, births.day)


def compare_births(left: Births, right: Births) -> Small:
    """The BirthLevel of each pair."""
    unknown = (left.first == NO_DAY) | (right.first == NO_DAY)
    exact = left.exact & right.exact
    overlap = (left.first <= right.last) & (right.first <= left.last)
    widest = np.maximum(left.last - left.first, right.last - right.first)
    years = np.abs(left.year - right.year)
    month, day = left.month == right.month, left.day == right.day
    apart = np.abs(left.first - right.first)
    lunar = ((left.lunar == right.first) | (right.lunar == left.first)) & exact
    turned = exact & (years == 0) & (left.day == right.month) & (left.month == right.day)
    close = (left.first <= right.last + MONTH_DAYS) & (right.first <= left.last + MONTH_DAYS)
    cases = [
        (unknown, BirthLevel.MISSING),
        (exact & (apart == 0), BirthLevel.EQUAL),
        (lunar, BirthLevel.LUNAR),
        (turned, BirthLevel.TURNED),
        (exact & (years == 1) & month & day, BirthLevel.YEAR_OFF),
        (exact & (years == 0) & month, BirthLevel.SAME_MONTH),
        (exact & (years == 0) & day, BirthLevel.SAME_DAY_OTHER_MONTH),
        (exact & (apart >= LUNAR_LEAST) & (apart <= LUNAR_MOST), BirthLevel.LUNAR_GAP),
        (exact & month & day, BirthLevel.SAME_DAY_AND_MONTH),
        (~exact & overlap & (widest < MONTH_DAYS), BirthLevel.WITHIN_MONTH),
        (~exact & overlap, BirthLevel.WITHIN_YEAR),
        (~exact & close, BirthLevel.NEAR_MONTH),
        (years == 0, BirthLevel.SAME_YEAR),
        (years == 1, BirthLevel.NEXT_YEAR),
    ]
    return first_that_holds(cases, BirthLevel.OTHER)


def _with_marked(births: Births, marked: Ints, leap: Flags) -> Births:
    """Births said to be lunar stand at their solar day; only the leap month's own mark is taken from the text."""
    year, month, day = births.year[marked], births.month[marked], births.day[marked]
    solar = solar_of_lunar(year, month, day, leap[marked])
    first, last, lunar = births.first.copy(), births.last.copy(), births.lunar.copy()
    first[marked], last[marked], lunar[marked] = solar, solar, NO_DAY
    parts = [births.year.copy(), births.month.copy(), births.day.copy()]
    date = solar.astype("datetime64[D]")
    for part, values in zip(parts, _parts_of(date), strict=True):
        part[marked] = np.where(solar != NO_DAY, values, part[marked])
    return Births(first, last, lunar, *parts)


def _parts_of(dates: "np.ndarray[tuple[int], np.dtype[np.datetime64]]") -> tuple[Ints, Ints, Ints]:
    months = dates.astype("datetime64[M]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return year, months.astype(np.int64) % 12 + 1, (dates - months).astype(np.int64) + 1


def _month_start(year: Ints, month: Ints) -> Ints:
    """The day on which the month begins; month 0 is the year's first, 13 the next year's first."""
    months = (year - EARLIEST_YEAR) * 12 + np.maximum(month, 1) - 1
    days = _first_days()
    return days[np.clip(months, 0, len(days) - 1)]


@cache
def _first_days() -> Ints:
    """The first day of each month from EARLIEST_YEAR on, so that no date is reckoned twice."""
    months = np.arange(f"{EARLIEST_YEAR}-01", f"{LAST_YEAR + 2}-01", dtype="datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64)
