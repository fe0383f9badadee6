"""The clock of every deadline: working days left, green, yellow or red, and the day on which the colour will change.

Asked in the query and on the page by the same cut-off days; no colour is ever stored. The calendar is network's.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xiangban.lib.workdays import WorkCalendar
from xiangban.network.calendar import work_calendar

TABLE = Path(__file__).parent / "data" / "colours.txt"
DAY = timedelta(days=1)


class Colour(models.TextChoices):
    GREEN = "green", _("in time")
    YELLOW = "yellow", _("due soon")
    RED = "red", _("overdue")


@dataclass(frozen=True)
class ColourRule:
    """From how many working days left a deadline is yellow, and the name of the rule that says so."""

    yellow: int
    named: str


@dataclass(frozen=True)
class Clock:
    """One deadline on one day: its colour, working days left (negative when over), and when it changes to what.

    `assumed` warns that a year was crossed whose holidays are not announced.
    """

    colour: Colour
    left: int
    changes_on: date | None
    changes_to: Colour | None
    assumed: bool


def read_rule(text: str) -> ColourRule:
    """The rule of the data table; raises ValueError where its line is missing or no number."""
    for line in text.splitlines():
        word, _tab, rest = line.partition("\t")
        if word == "yellow":
            number, _tab, named = rest.partition("\t")
            return ColourRule(int(number), named.strip())
    raise ValueError("the table of colours has no line “yellow”")


RULE = read_rule(TABLE.read_text("utf-8"))


def clock_of(deadline: date, today: date, calendar: WorkCalendar, rule: ColourRule = RULE) -> Clock:
    """The clock of this deadline as of today: red from the day after it, yellow while few working days are left."""
    counted = calendar.working_days_between(today, deadline)
    if today > deadline:
        return Clock(Colour.RED, counted.days, None, None, counted.assumed)
    if counted.days <= rule.yellow:
        return Clock(Colour.YELLOW, counted.days, deadline + DAY, Colour.RED, counted.assumed)
    turns = calendar.add_working_days(deadline + DAY, -rule.yellow - 1).day
    return Clock(Colour.GREEN, counted.days, turns, Colour.YELLOW, counted.assumed)


def green_from(today: date, calendar: WorkCalendar, rule: ColourRule = RULE) -> date:
    """The first deadline that is green today; those before it and from today on are yellow."""
    return calendar.add_working_days(today, rule.yellow + 1).day


def colour_of(deadline: str, today: date, running: Q | None = None) -> Case:
    """The colour of a column of deadlines for a query; "" where the clock does not run."""
    when = [
        When(**{f"{deadline}__lt": today}, then=Value(Colour.RED.value)),
        When(**{f"{deadline}__lt": green_from(today, work_calendar())}, then=Value(Colour.YELLOW.value)),
        When(**{f"{deadline}__isnull": False}, then=Value(Colour.GREEN.value)),
    ]
    stands = [When(~running, then=Value(""))] if running is not None else []
    return Case(*stands, *when, default=Value(""), output_field=CharField())


def in_colour(deadline: str, colour: Colour, today: date) -> Q:
    """The condition of a deadline in this colour, for lists and counts."""
    green = green_from(today, work_calendar())
    return {
        Colour.RED: Q(**{f"{deadline}__lt": today}),
        Colour.YELLOW: Q(**{f"{deadline}__gte": today, f"{deadline}__lt": green}),
        Colour.GREEN: Q(**{f"{deadline}__gte": green}),
    }[colour]
