"""What the running rounds ask of one seat: how far its own place is, and how many right below wait for it or owe.

How complete a place is stands in completeness.py.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRound, Submission
from xiangban.census.rules import RoundState
from xiangban.census.submitting import HANDED_IN, OWING, SubmissionState


@dataclass(frozen=True)
class Standing:
    """The seat's own place in one round, and of those right below how many are handed in and how many wait."""

    sweep: CensusRound
    state: SubmissionState
    handed_in: int
    waiting: int
    late: bool

    @property
    def owes(self) -> bool:
        """Whether the own place has not submitted."""
        return self.state in OWING


def standings_of(viewer: Viewer, today: date) -> list[Standing]:
    """How far the seat's own place is in each open round that takes it in, the newest first; one query."""
    mine = _submissions(viewer).filter(place_code=viewer.interval.low, level=viewer.level).order_by("-pk")
    below = _submissions(viewer).filter(level=viewer.level + 1).order_by()
    rounds = CensusRound.objects.filter(
        state=RoundState.OPEN, level__lte=viewer.level, place_code__lte=viewer.interval.low
    ).annotate(
        how_far=Coalesce(Subquery(mine.values("state")[:1]), Value(SubmissionState.SWEEPING), output_field=CharField()),
        handed_in=_number(below.filter(state__in=HANDED_IN)),
        waiting=_number(below.filter(state=SubmissionState.SUBMITTED)),
    )
    return [
        Standing(sweep, state, sweep.handed_in, sweep.waiting, state in OWING and today > sweep.deadline)
        for sweep in rounds
        if sweep.interval.holds(viewer.interval.low) and (state := SubmissionState(sweep.how_far))
    ]


def _submissions(viewer: Viewer) -> QuerySet[Submission]:
    rows: QuerySet[Submission] = Submission.objects.counted_for(viewer).filter(round=OuterRef("pk"))
    return rows


def _number(rows: QuerySet[Submission]) -> Coalesce:
    counted = rows.values("round").annotate(number=Count("place_code", distinct=True)).values("number")
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())
