"""What is red and who owes what: overdue tasks and papers of supervision by the unit that leads them, worst first.

For who answers for the whole place; the colour is asked in the query, as on every page.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from xiangban.access.viewer import Viewer
from xiangban.conference.clock import Colour
from xiangban.conference.models import Task, TaskPost
from xiangban.conference.task_rules import TaskPart
from xiangban.supervision.models import Order

MOST = 12  # units on the page; the list of tasks has all


@dataclass
class RedUnit:
    """One unit: its overdue tasks, the days since the oldest deadline, and papers it has not answered in time."""

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
        unit.days = max(unit.days, (today - lead.task.deadline).days)
    for paper in Order.objects.visible_to(viewer).overdue(today).order_by("deadline"):
        units[paper.unit_name].papers.append(paper)
        units[paper.unit_name].days = max(units[paper.unit_name].days, (today - paper.deadline).days)
    for name, unit in units.items():
        unit.name = name
    return sorted(units.values(), key=lambda unit: (-unit.count, -unit.days, unit.name))[:MOST]


def _name(lead: TaskPost) -> str:
    return lead.post.agency.name if lead.post.agency else lead.post.title
