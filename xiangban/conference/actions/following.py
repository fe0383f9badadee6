"""The lists of tasks follow when two files of the register are merged: the file that stays takes the other's place on
them, so that sight given for a task ends with the task; taken apart, each file stands where it stood.

The verbs are in children/; they call this inside their transaction.
"""

from django.utils import timezone

from xiangban.access.models import GivenSight
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child, Merge
from xiangban.conference.models import TaskPost, TaskTarget
from xiangban.conference.task_rules import OPEN
from xiangban.conference.task_sight import CHILD

KEPT = "tasks"  # under this name the merge keeps what was moved here


def follow_merge(merge: Merge, verb: str, _by: Viewer) -> None:
    """Before two files become one, and after they were taken apart."""
    if verb == "merge":
        merge.carried = {**merge.carried, KEPT: _move_on(merge)}
    if verb == "part":
        _go_back(merge)


def _move_on(merge: Merge) -> list[int]:
    known = TaskTarget.objects.filter(child=merge.child_id).values("task_id")
    mine = TaskTarget.objects.filter(child=merge.double_id).exclude(task__in=known)
    moved = list(mine.values_list("pk", flat=True))
    TaskTarget.objects.filter(pk__in=moved).update(child=merge.child_id)
    return moved


def _go_back(merge: Merge) -> None:
    rows = TaskTarget.objects.filter(pk__in=merge.carried.get(KEPT, []), child=merge.child_id)
    rows.update(child=merge.double_id)
    for key in (merge.child_id, merge.double_id):
        _end_sight_without_task(key)


def _end_sight_without_task(child: int) -> None:
    """Sight that was given again for a task which ended while the files were one."""
    now = timezone.now()
    still = TaskPost.objects.filter(task__state__in=OPEN, task__targets__child=child).values("post_id")
    given = GivenSight.objects.in_force(now).filter(model=Child.sight_label(), key=str(child), purpose=CHILD)
    given.exclude(post__in=still).update(withdrawn_at=now)
