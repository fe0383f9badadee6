"""Reads over tasks that other rooms and pages ask: what a unit owes, what arises for a meeting, the tasks of a child.

Everything is asked through the gate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.conference.clock import Colour, in_colour
from xiangban.conference.models import Extension, Task, TaskPost, TaskProgress, TaskTarget
from xiangban.conference.task_rules import RUNNING, ExtensionState, OriginKind, TaskPart, TaskState
from xiangban.conference.task_words import STATE_BADGES, ClockShown, show_clock
from xiangban.web.badges import Badge


@dataclass(frozen=True)
class TaskLine:
    """A task as one line of a list, with the name of the unit or post that leads it."""

    task: Task
    lead: str
    state: Badge
    clock: ClockShown | None


@dataclass(frozen=True)
class Reached:
    """How much of a measure is reached: by the task's own reports, and by its parts together."""

    own: int | None
    of_parts: int | None
    asked_of_parts: int | None


def lines_of(tasks: Iterable[Task], today: date) -> list[TaskLine]:
    """Tasks as lines, in a query besides."""
    found = list(tasks)
    leads = TaskPost.objects.filter(task__in=[task.pk for task in found], part=TaskPart.LEAD)
    names = {
        row.task_id: row.post.agency.name if row.post.agency else row.post.title
        for row in leads.select_related("post__agency")
    }
    return [
        TaskLine(
            task,
            names.get(task.pk, ""),
            STATE_BADGES[TaskState(task.state)],
            show_clock(task.deadline, task.state, today),
        )
        for task in found
    ]


def owed(viewer: Viewer, today: date) -> list[TaskLine]:
    """What the viewer's post and unit owe: open tasks given to them, the nearest deadline first."""
    rows = Task.objects.visible_to(viewer).owed_by(viewer).open().order_by("deadline", "pk")
    return lines_of(rows[:200], today)


def count_tasks(viewer: Viewer, today: date) -> dict[str, int]:
    """In one query: tasks of the viewer's unit that wait for receipt, are red or run, and those its level judges.

    What was given to a post and what its level opened in its place are in its sight; so the gate's rows are not read.
    """
    mine, owned = Q(pk__in=Task.objects.owed_by(viewer).values("pk")), Q()
    if not viewer.system:
        owned = Q(level=viewer.level, place_code__gte=viewer.interval.low, place_code__lt=viewer.interval.high)
    asked = Extension.objects.filter(state=ExtensionState.ASKED).values("task_id")
    waits = Q(state__in=[TaskState.REPORTED, TaskState.VERIFIED]) | Q(pk__in=asked)
    rows = Task.objects.open().filter(mine | owned)
    return dict(
        rows.aggregate(
            to_receive=Count("pk", filter=mine & Q(state=TaskState.OPENED)),
            red=Count("pk", filter=mine & Q(state__in=RUNNING) & in_colour("deadline", Colour.RED, today)),
            running=Count("pk", filter=mine & Q(state__in=RUNNING)),
            to_judge=Count("pk", filter=owned & waits),
        )
    )


def tasks_of_origin(kind: OriginKind, keys: Sequence[int | str], viewer: Viewer, today: date) -> list[TaskLine]:
    """The tasks that go back to these rows; of one that was broken down the highest part in the reader's sight."""
    rows = Task.objects.visible_to(viewer).from_origin(kind, *keys)
    return lines_of(rows.exclude(parent__in=rows.values("pk")).order_by("pk"), today)


def tasks_of_child(child: Child, viewer: Viewer, today: date) -> list[TaskLine]:
    """Tasks in the viewer's sight on whose list the child stands; the caller has asked the sight of the child."""
    targeted = TaskTarget.objects.visible_to(viewer).filter(child=child).values("task_id")
    rows = Task.objects.visible_to(viewer).filter(pk__in=targeted).exclude(state=TaskState.WITHDRAWN)
    return lines_of(rows.order_by("-pk")[:20], today)


def reached(task: Task, viewer: Viewer) -> Reached:
    """The latest number reported by the task's doers, and the sums over its parts that stand."""
    parts = Task.objects.visible_to(viewer).filter(parent=task).exclude(state=TaskState.WITHDRAWN)
    latest = _latest([task.pk, *parts.values_list("pk", flat=True)])
    below = [number for key, number in latest.items() if key != task.pk]
    asked = parts.aggregate(asked=Sum("measure_number"))["asked"]
    return Reached(latest.get(task.pk), sum(below) if below else None, asked)


def opened_on(task: Task) -> date:
    """The day a task was opened, by the house's clock."""
    return timezone.localdate(task.opened_at)


def _latest(tasks: Sequence[int]) -> dict[int, int]:
    rows = TaskProgress.objects.filter(task__in=tasks, number_done__isnull=False)
    last = rows.values("task_id").annotate(last=Max("pk")).values("last")
    told = TaskProgress.objects.filter(pk__in=last).values_list("task_id", "number_done")
    return {task: number for task, number in told if number is not None}
