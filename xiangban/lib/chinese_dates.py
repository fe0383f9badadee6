"""Dates as officials write them, and ages as the law counts them: full years (周岁), reached on the birthday.

Working days and deadlines are in workdays.py.
"""

from calendar import monthrange
from datetime import date

MONTHS = 12
AGE_OF_EXIT = 16  # a left-behind child is under 16 (State Council 国发〔2016〕13号)


def say_date(day: date) -> str:
    """2026年9月1日, without leading zeros (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def say_month(day: date) -> str:
    """2026年9月."""
    return f"{day.year}年{day.month}月"


def age_on(birth: date, day: date) -> int:
    """Full years on the day; who is born on 29 February is a year older on 1 March; negative before birth."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def add_months(day: date, months: int) -> date:
    """The same day of a later (or, negative, earlier) month, or that month's last day."""
    count = day.year * MONTHS + day.month - 1 + months
    year, month = count // MONTHS, count % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def sixteenth_birthday(birth: date) -> date:
    """The first day on which age_on() is 16: for 29 February, where that year has none, 1 March."""
    try:
        return birth.replace(year=birth.year + AGE_OF_EXIT)
    except ValueError:
        return date(birth.year + AGE_OF_EXIT, 3, 1)
