"""The table of a plan: aspects, items under them, units by their names of the plan's day, and the tasks they opened.

The rows themselves are in models/points.py.
"""

from dataclasses import dataclass
from datetime import date

from xiangban.access.viewer import Viewer
from xiangban.conference.models import Task, WorkPlan, WorkPoint
from xiangban.conference.queries import TaskLine, lines_of
from xiangban.conference.task_rules import OriginKind, TaskState
from xiangban.conference.units import names_on


@dataclass(frozen=True)
class PointRow:
    """One item with its units and the tasks that go back to it."""

    point: WorkPoint
    lead: str
    units: list[str]
    tasks: list[TaskLine]


@dataclass(frozen=True)
class Aspect:
    """One aspect with its items."""

    number: int
    name: str
    rows: list[PointRow]


def rows_of_plan(plan: WorkPlan, viewer: Viewer, today: date) -> list[Aspect]:
    """The whole table, in three queries."""
    points = WorkPoint.objects.visible_to(viewer).filter(plan=plan, struck_out_at=None)
    found = list(points.prefetch_related("shared").order_by("aspect_number", "number"))
    keys = {unit.agency_id for point in found for unit in point.shared.all()} | {point.lead_id for point in found}
    names = names_on(keys, plan.adopted_on)
    tasks = _tasks_by_point([point.pk for point in found], viewer, today)
    aspects: dict[tuple[int, str], list[PointRow]] = {}
    for point in found:
        units = [names[unit.agency_id] for unit in point.shared.all()]
        row = PointRow(point, names[point.lead_id], units, tasks.get(str(point.pk), []))
        aspects.setdefault((point.aspect_number, point.aspect), []).append(row)
    return [Aspect(number, name, rows) for (number, name), rows in aspects.items()]


def _tasks_by_point(points: list[int], viewer: Viewer, today: date) -> dict[str, list[TaskLine]]:
    rows = Task.objects.visible_to(viewer).from_origin(OriginKind.WORK_POINT, *points).filter(parent=None)
    found: dict[str, list[TaskLine]] = {}
    for line in lines_of(rows.exclude(state=TaskState.WITHDRAWN).order_by("pk"), today):
        found.setdefault(line.task.origin_key, []).append(line)
    return found
