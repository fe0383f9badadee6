"""Dates as officials write them, and ages as the law counts them.

Working days are in workdays.py.
"""

from datetime import date


def age_on(birth: date, day: date) -> int:
    """Full years on a day; who is born on 29 February comes of age on 1 March (Civil Code art. 13, 17, 201)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
