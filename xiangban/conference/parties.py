"""Who opened a task and who does it: what each side may do with it. Reads only.

Which roles hold the verbs at all stands in access/permissions.py.
"""

from typing import Protocol

from xiangban.access.acts import NotPermitted
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.access.permissions import granted
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.conference.models import Task, TaskMove, TaskPost, TaskProgress
from xiangban.conference.task_rules import TASK_MOVES, TaskPart
from xiangban.territories.rules import Level

DOES = ("receive_task", "report_progress", "report_done", "ask_extension", "break_down_task")
OWNS = ("answer_extension", "verify_task", "return_task", "strike_off_task", "withdraw_task")
MOVE_OF = {
    "receive_task": "receive",
    "report_progress": "report_progress",
    "report_done": "report_done",
    "ask_extension": "report_progress",
    "break_down_task": "report_progress",
    "verify_task": "verify",
    "return_task": "return",
    "strike_off_task": "strike_off",
    "withdraw_task": "withdraw",
}


class SetOut(Protocol):
    """A place, or a paper that one place sets out."""

    @property
    def place_code(self) -> int: ...

    @property
    def level(self) -> int: ...


def does(task: Task, viewer: Viewer) -> bool:
    """Whether the task was given to the viewer's post, or to another post of its unit."""
    return bool(Task.objects.filter(pk=task.pk).owed_by(viewer).exists())


def leads(task: Task, viewer: Viewer) -> bool:
    """Whether the viewer's post, or another post of its unit, leads the task."""
    lead = TaskPost.objects.filter(task=task, part=TaskPart.LEAD).select_related("post").get()
    same_unit = viewer.agency_id is not None and lead.post.agency_id == viewer.agency_id
    return lead.post_id == viewer.post_id or same_unit


def owns(task: Task, viewer: Viewer) -> bool:
    """Whether the task was opened at the viewer's level for the viewer's place or a place below it."""
    return bool(viewer.system) or (task.level == viewer.level and viewer.interval.holds(task.place_code))


def sets_out(row: SetOut, viewer: Viewer) -> bool:
    """Whether a plan, instruction or duty is the viewer's own place's: one reads those of others and writes none."""
    return bool(viewer.system) or (row.place_code, row.level) == (viewer.interval.low, viewer.level)


def did_it(task: Task, viewer: Viewer) -> bool:
    """Whether the viewer, as post or as person, had a hand in the work: such a one verifies nothing of it."""
    if viewer.post_id and TaskPost.objects.filter(task=task, post_id=viewer.post_id).exists():
        return True
    hands = TaskMove.objects.filter(
        task=task, by_id=viewer.user_id, move__in=["receive", "report_progress", "report_done"]
    )
    return hands.exists() or TaskProgress.objects.filter(task=task, by_id=viewer.user_id).exists()


def demand_doer(task: Task, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat to which the task was not given, though it may see it."""
    if not does(task, by):
        raise NotPermitted(verb, by, task, seen=True)


def demand_owner(task: Task, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another level than the one that opened the task."""
    if not owns(task, by):
        raise NotPermitted(verb, by, task, seen=True)


def demand_setter(row: SetOut, by: Viewer, verb: str, subject: ScopedModel | None = None) -> None:
    """Raises NotPermitted for a seat of another place than the one that sets this out."""
    if not sets_out(row, by):
        raise NotPermitted(verb, by, subject or row, seen=True)


def can_open(post: Post) -> bool:
    """Whether a holder of this post finds the task and may receive it."""
    return granted(Role(post.role), "conference.receive_task")


def verbs_for(task: Task, viewer: Viewer) -> list[str]:
    """What this seat is offered to do with the task now, in the order of the work: by side, state and grant."""
    side = list(DOES) if does(task, viewer) else []
    side += OWNS if owns(task, viewer) else []
    leads_out = TASK_MOVES.verbs_from(task.state)
    offered = [verb for verb in side if MOVE_OF.get(verb, "") in leads_out and viewer.may(f"conference.{verb}")]
    if "break_down_task" in offered and not (leads(task, viewer) and viewer.level < Level.VILLAGE):
        offered.remove("break_down_task")
    return offered
