"""Rules of a special action: its states, its stages by the calendar, what a curve adds up to. Pure.

Which children are on a list is the database's; what an indicator counts is in indicators.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.lib.moves import Moves


class CampaignState(models.TextChoices):
    PLANNED = "planned", _("Being prepared")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


S = CampaignState
CAMPAIGN_MOVES = Moves[CampaignState](
    ("begin", [S.PLANNED], S.RUNNING),
    ("close", [S.RUNNING], S.CLOSED),
)


@dataclass(frozen=True)
class Span:
    """A stretch of days, both included."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until


def stages_between(since: date, until: date, shares: Sequence[int]) -> list[Span]:
    """Stages one after the other that fill the whole time, as long as their shares say (at least a day each)."""
    days, parts = (until - since).days + 1, sum(shares)
    ends = [since + timedelta(days=days * sum(shares[: number + 1]) // parts - 1) for number in range(len(shares))]
    starts = [since, *(end + timedelta(days=1) for end in ends[:-1])]
    return [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True)
class Change:
    """One recorded change of a child's facts: clear texts by field; withdrawn changes say when."""

    at: datetime
    texts: Mapping[str, str]
    withdrawn_at: datetime | None = None

    def stands(self, moment: datetime) -> bool:
        """Whether it was recorded and not withdrawn by that moment."""
        return self.at <= moment and (self.withdrawn_at is None or self.withdrawn_at > moment)


def facts_at(changes: Iterable[Change], moment: datetime) -> dict[str, str]:
    """What was known of a child at a moment; changes come in the order in which they were recorded."""
    known: dict[str, str] = {}
    for change in changes:
        if change.stands(moment):
            known.update(change.texts)
    return known


def moments_of(changes: Iterable[Change], since: datetime, until: datetime) -> list[datetime]:
    """Every moment of that time at which what is known may have changed."""
    found = {change.at for change in changes} | {change.withdrawn_at for change in changes if change.withdrawn_at}
    return sorted({since, *(moment for moment in found if since < moment <= until)})


@dataclass(frozen=True)
class CurveDay:
    """A day of the curve: how many are on the list by then, and of how many the condition still holds."""

    day: date
    listed: int
    open: int

    @property
    def resolved(self) -> int:
        return self.listed - self.open


def curve(steps: Iterable[tuple[date, int, int]]) -> list[CurveDay]:
    """Steps (day, more on the list, more open) in any order become one point a day on which something changed."""
    sums: dict[date, tuple[int, int]] = {}
    for day, listed, opened in steps:
        before = sums.get(day, (0, 0))
        sums[day] = (before[0] + listed, before[1] + opened)
    points: list[CurveDay] = []
    listed = opened = 0
    for day in sorted(sums):
        listed, opened = listed + sums[day][0], opened + sums[day][1]
        points.append(CurveDay(day, listed, opened))
    return points
