"""One lunar date as a solar day, without the libraries of arrays: pages ask for single dates.

Many dates at once are in lunar.py, which reads the same table.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

YEARS_FILE = Path(__file__).parent / "data" / "lunar_years.txt"


def solar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The solar day of a lunar date; None where that date does not exist or lies outside the table."""
    known = _years().get(year)
    if known is None or not 1 <= month <= 12:
        return None
    leap_month, begin, lengths = known
    if leap and leap_month != month:
        return None
    place = month - 1 + int(leap or (0 < leap_month < month))
    if not 1 <= day <= lengths[place]:
        return None
    return begin + timedelta(days=sum(lengths[:place]) + day - 1)


@cache
def _years() -> dict[int, tuple[int, date, list[int]]]:
    """By year the leap month (0 for none), the first day, and the length of each month."""
    lines = (line.split("\t") for line in YEARS_FILE.read_text(encoding="ascii").splitlines())
    return {
        int(year): (int(leap), date.fromisoformat(begin), [int(days) for days in months.split(" ")])
        for year, begin, leap, months in lines
    }
