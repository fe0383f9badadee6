"""What is red and who owes what: overdue tasks and papers of supervision by the unit that leads them, worst first.

For who answers for the whole place; the colour is asked in the query, as on every page.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from xiangban.access.viewer import Viewer
from xiangban.conference.clock import Colour, clock_of
from xiangban.conference.models import Task, TaskPost
from xiangban.conference.task_rules import TaskPart
from xiangban.network.calendar import work_calendar
from xiangban.supervision.models import Order

MOST = 12  # units on the page; the list of tasks has all


@dataclass
class RedUnit:
    """One unit: its overdue tasks, working days since the oldest deadline, and papers it has not answered in time."""

    name: str
    tasks: list[Task] = field(default_factory=list)
    days: int = 0
    papers: list[Order] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.tasks) + len(self.papers)


def red_units(viewer: Viewer, today: date) -> list[RedUnit]:
    """Units of the place that owe something overdue, those with the most first; none for a seat without the papers."""
    if not viewer.may("supervision.issue_order") and viewer.role_word != "convener":
        return []
    units: dict[str, RedUnit] = defaultdict(lambda: RedUnit(""))
    tasks = Task.objects.visible_to(viewer).in_colour(Colour.RED, today)
    leads = TaskPost.objects.filter(task__in=tasks, part=TaskPart.LEAD).select_related("task", "post__agency")
    for lead in leads.order_by("task__deadline"):
        unit = units[_name(lead)]
        unit.tasks.append(lead.task)
        unit.days = max(unit.days, _late(lead.task.deadline, today))
    for paper in Order.objects.visible_to(viewer).overdue(today).order_by("deadline"):
        unit = units[paper.unit_name]
        unit.papers.append(paper)
        unit.days = max(unit.days, _late(paper.deadline, today))
    for name, unit in units.items():
        unit.name = name
    return sorted(units.values(), key=lambda unit: (-unit.count, -unit.days, unit.name))[:MOST]


def _late(deadline: date, today: date) -> int:
    """Working days over, as the pages of the task and of the paper say it."""
    return -clock_of(deadline, today, work_calendar()).left


def _name(lead: TaskPost) -> str:
    return lead.post.agency.name if lead.post.agency else lead.post.title
