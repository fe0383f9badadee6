"""What happens to a birth date on its way into a roster: lunar, month only, a year off, day and month changed.

Dates are YYYY-MM-DD; what a cell looks like in the end is the layout's.
"""

from datetime import date, datetime, time
from functools import lru_cache

import cnlunar

from xiangban.demo.dice import Dice
from xiangban.lib.chinese_dates import MONTHS

NOON = time(12)


def lunar_date(dice: Dice, born: str) -> str:
    """The day of the lunar calendar as if it were solar; said to be lunar where no solar day is called so."""
    year, month, day, leap = _lunar(date.fromisoformat(born))
    written = f"{year:04d}-{month:02d}-{day:02d}"
    return written if _is_day(written) and not leap else said_lunar(born)


def said_lunar(born: str) -> str:
    """The lunar day written out as lunar, a leap month with +."""
    year, month, day, leap = _lunar(date.fromisoformat(born))
    return f"lunar:{year:04d}-{month:02d}-{day:02d}{'+' if leap else ''}"


def month_only(dice: Dice, born: str) -> str:
    """The month without the day."""
    return born[:7]


def year_off(dice: Dice, born: str) -> str:
    """One year too early or too late; empty where there is no such day."""
    moved = f"{int(born[:4]) + dice.pick((-1, 1)):04d}{born[4:]}"
    return moved if _is_day(moved) else ""


def day_month_swapped(dice: Dice, born: str) -> str:
    """Day and month changed; empty where the day is no month or both are the same."""
    day, month = born[8:], born[5:7]
    return f"{born[:4]}-{day}-{month}" if int(day) <= MONTHS and day != month else ""


def age_at(born: str, day: date) -> int:
    """Full years on the day as a clerk counts them from the date that was written, a missing day as the first."""
    written = [int(part) for part in born.removeprefix("lunar:").removesuffix("+").split("-")]
    year, month, first = (*written, 1, 1)[:3]
    return max(0, day.year - year - ((day.month, day.day) < (month, first)))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=10_000)
def _lunar(born: date) -> tuple[int, int, int, bool]:
    lunar = cnlunar.Lunar(datetime.combine(born, NOON), godType="8char")
    return lunar.lunarYear, lunar.lunarMonth, lunar.lunarDay, bool(lunar.isLunarLeapMonth)
