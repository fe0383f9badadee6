"""The lunar calendar of 1930 to 2059 as days since 1970-01-01, for many dates at once.

The table of years was computed with cnlunar; how dates are written is in census/rosters.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiangban.matching.arrays import Ints, Texts

YEARS_FILE = Path(__file__).parent / "data" / "lunar_years.txt"
NO_DAY = -(10**6)
MOST_MONTHS = 13
MONTHS, LONGEST_MONTH = 12, 30


def solar_of_lunar(year: Ints, month: Ints, day: Ints, leap: npt.NDArray[np.bool_] | None = None) -> Ints:
    """The solar day of each lunar date; NO_DAY where that date does not exist or lies outside the table."""
    first, leaps, starts, lengths = _years()
    at = year - first
    known = (at >= 0) & (at < len(leaps)) & (month >= 1) & (month <= MONTHS) & (day >= 1) & (day <= LONGEST_MONTH)
    at, month = np.where(known, at, 0), np.where(known, month, 1)
    leap_month = leaps[at]
    asked = np.zeros(len(year), dtype=bool) if leap is None else leap
    place = month - 1 + ((leap_month > 0) & (month > leap_month)) + (asked & (leap_month == month))
    known &= (day <= lengths[at, place]) & (~asked | (leap_month == month))
    return np.where(known, starts[at, place] + day - 1, NO_DAY)


def lunar_of_solar(days: Ints) -> Texts:
    """Each solar day written as its lunar date YYYY-MM-DD, without a mark for a leap month."""
    first, leaps, starts, _ = _years()
    year = np.searchsorted(starts[:, 0], days, "right") - 1
    place = (starts[year] <= days[:, None]).sum(axis=1) - 1
    day = days - starts[year, place] + 1
    leap = leaps[year]
    month = place + 1 - ((leap > 0) & (place >= leap))
    return np.array([f"{y}-{m:02}-{d:02}" for y, m, d in zip(year + first, month, day, strict=True)])


@cache
def _years() -> tuple[int, Ints, Ints, Ints]:
    """The first year; by year the leap month (0 for none), the first day of each month, and each month's length."""
    lines = [line.split("\t") for line in YEARS_FILE.read_text(encoding="ascii").splitlines()]
    leaps = np.array([int(line[2]) for line in lines])
    lengths = np.zeros((len(lines), MOST_MONTHS), dtype=np.int64)
    starts = np.full((len(lines), MOST_MONTHS), 10**7, dtype=np.int64)
    for at, (_, begin, _, months) in enumerate(lines):
        long = np.array(months.split(" "), dtype=np.int64)
        lengths[at, : len(long)] = long
        starts[at, : len(long)] = int(np.datetime64(begin).astype(np.int64)) + np.r_[0, long.cumsum()[:-1]]
    return int(lines[0][0]), leaps, starts, lengths
