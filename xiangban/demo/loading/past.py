"""The demo's past: what was done on an earlier day is written with the clock of that day; ages and curves hold.

Only the loader sets a clock; the product reads none but its own.
"""

import time as seconds
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

_last: dict[date, datetime] = {}  # when something was done last, by day


@contextmanager
def on(day: date) -> Iterator[None]:
    """Everything inside happens on that day from nine o'clock on, and after what happened that day already."""
    begun, morning = seconds.monotonic(), datetime.combine(day, time(9), timezone.get_current_timezone())
    first = max(morning, _last.get(day, morning))

    def now() -> datetime:
        return first + timedelta(seconds=seconds.monotonic() - begun)

    with patch.object(timezone, "now", now):
        yield
        _last[day] = now()
