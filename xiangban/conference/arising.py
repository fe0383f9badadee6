"""What arises at a meeting from the decisions of earlier ones: tasks still open with their age, and those closed since.

How papers tell it is in documents/; the tasks themselves are asked through the gate.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xiangban.access.viewer import Viewer
from xiangban.conference.models import Decision, Meeting, Task
from xiangban.conference.models.meetings import MeetingQuerySet
from xiangban.conference.queries import TaskLine, lines_of, opened_on
from xiangban.conference.rules import BEFORE, MeetingState
from xiangban.conference.task_rules import CLOSED, OPEN, OriginKind

ALL_MATTERS = "all"  # as the key of an agenda item: what became of all earlier decisions
MOST = 200
MET = (MeetingState.HELD, MeetingState.CLOSED, MeetingState.PAST)


@dataclass(frozen=True)
class Arising:
    """A task of an earlier decision that is still open: a matter arising, with its age in days."""

    line: TaskLine
    age: int


@dataclass(frozen=True)
class Carried:
    """What earlier decisions left to a meeting as of its day, and what was closed since the meeting before it."""

    since: date | None
    as_of: date
    open: list[Arising]
    closed: list[TaskLine]

    @property
    def anything(self) -> bool:
        return bool(self.open or self.closed)


def carried_into(meeting: Meeting, viewer: Viewer, today: date) -> Carried:
    """What this reader reads of it: as things stand before the meeting, as of its own day once it was held."""
    if meeting.held_on is None or meeting.state == MeetingState.PAST:
        return Carried(None, today, [], [])
    before, day = _before(meeting), min(meeting.held_on, today)
    keys = Decision.objects.filter(meeting__in=before.values("pk")).values_list("pk", flat=True)
    tasks = Task.objects.visible_to(viewer).from_origin(OriginKind.DECISION, *keys)
    whole = tasks.exclude(parent__in=tasks.values("pk")).order_by("origin_day", "pk")
    since = before.order_by("-held_on", "-pk").values_list("held_on", flat=True).first()
    still, closed = whole.filter(state__in=OPEN), whole.filter(state__in=CLOSED, closed_on__gte=since or day)
    if meeting.state not in BEFORE:
        still, closed = whole.filter(Q(state__in=OPEN) | Q(closed_on__gt=day)), closed.filter(closed_on__lte=day)
    lines = lines_of(still[:MOST], day)
    aged = [Arising(line, (day - (line.task.origin_day or opened_on(line.task))).days) for line in lines]
    return Carried(since, day, aged, lines_of(closed.order_by("closed_on", "pk")[:MOST], day))


def _before(meeting: Meeting) -> MeetingQuerySet:
    """The meetings of the conference that came before this one, those known from papers of the past among them."""
    earlier = Q(held_on__lt=meeting.held_on) | Q(held_on=meeting.held_on, pk__lt=meeting.pk)
    found: MeetingQuerySet = Meeting.objects.filter(earlier, conference=meeting.conference_id, state__in=MET)
    return found
