"""The working-day calendar of this installation, read once a minute in a process.

The arithmetic is in lib/workdays.py; a year that is not complete counts Monday to Friday and says so.
"""

import time
from dataclasses import dataclass

from xiangban.lib.workdays import WorkCalendar
from xiangban.network.models import CalendarDay, CalendarYear

FRESH_FOR = 60.0  # seconds another process may go on with an older calendar


@dataclass(frozen=True)
class _Kept:
    calendar: WorkCalendar
    read_at: float


_kept: _Kept | None = None


def work_calendar() -> WorkCalendar:
    """Working days by the table; years whose notice is not entered completely count as assumed."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept.read_at > FRESH_FOR:
        _kept = _Kept(_read(), now)
    return _kept.calendar


def forget_calendar() -> None:
    """The next question reads the table anew; called after every edit."""
    global _kept
    _kept = None


def _read() -> WorkCalendar:
    years = CalendarYear.objects.filter(complete=True).values_list("year", flat=True)
    return WorkCalendar(dict(CalendarDay.objects.values_list("day", "working")), frozenset(years))
