"""Working days of the national calendar with its moved days (调休), by a table the caller brings.

The table itself, and who may change it, is in network/.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
FRIDAY = 5  # isoweekday


@dataclass(frozen=True)
class WorkdayFound:
    """A day reached by counting; `assumed` warns that a year without an announced calendar was crossed."""

    day: date
    assumed: bool


@dataclass(frozen=True)
class WorkdaysCounted:
    """A number of working days; `assumed` warns that a year without an announced calendar was crossed."""

    days: int
    assumed: bool


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from Monday to Friday (True works, False rests), and the years whose calendar is announced."""

    exceptions: Mapping[date, bool]
    known_years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """By the table, else by the weekday, also in a year that is not announced yet."""
        return self.exceptions.get(day, day.isoweekday() <= FRIDAY)

    def knows(self, day: date) -> bool:
        """Whether the day is announced and not assumed."""
        return day.year in self.known_years or day in self.exceptions

    def add_working_days(self, start: date, days: int) -> WorkdayFound:
        """The day `days` working days after start (before it, if negative); start itself never counts."""
        step = DAY if days >= 0 else -DAY
        day, left, assumed = start, abs(days), False
        while left:
            day += step
            assumed = assumed or not self.knows(day)
            left -= self.is_working_day(day)
        return WorkdayFound(day, assumed)

    def working_days_between(self, first: date, last: date) -> WorkdaysCounted:
        """Working days after `first` up to and with `last`; negative when `last` comes first."""
        if last < first:
            back = self.working_days_between(last, first)
            return WorkdaysCounted(-back.days, back.assumed)
        days, assumed = 0, False
        for day in _days_after(first, last):
            assumed = assumed or not self.knows(day)
            days += self.is_working_day(day)
        return WorkdaysCounted(days, assumed)


def _days_after(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
