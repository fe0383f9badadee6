"""What a task lets its posts see: the task itself, and of the children of its list the field each post needs.

Sight by a seat's own place is access's; what ends with the task is ended here.
"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangban.access.acts import tell_given
from xiangban.access.models import GivenSight, Post
from xiangban.access.roles import SIGHT, Reach, Role
from xiangban.children.models import Child
from xiangban.children.rules import ChildState
from xiangban.conference.models import Task, TaskPost, TaskTarget
from xiangban.conference.task_rules import OPEN, fields_for
from xiangban.territories.models import Agency

PAPER, CHILD = "task_paper", "task"
PURPOSES = {PAPER: _("task given to the unit"), CHILD: _("task of the conference")}


def show_task(task: Task, post: Post, verb: str) -> None:
    """The post, or its whole unit, reads the task from now on; by place it may see it anyhow."""
    reach = SIGHT[Role(post.role)].papers
    if reach is Reach.PLACE and post.interval.holds(task.place_code):
        return
    to = {"agency_id": post.agency_id} if post.agency_id else {"post": post}
    now = timezone.now()
    given = GivenSight.objects.create(
        model=Task.sight_label(), key=str(task.pk), field_set="papers", purpose=PAPER, since=now, given_by=verb, **to
    )
    tell_given(given)


def show_children(children: Sequence[int], post: Post, verb: str) -> None:
    """The post sees these children, each with the field its unit needs, but for those who left the register; none
    where its own place shows them.
    """
    fields = fields_for(Role(post.role), _unit_kind(post))
    if not fields:
        return
    label, now = Child.sight_label(), timezone.now()
    held = GivenSight.objects.in_force(now).filter(post=post, model=label, purpose=CHILD)
    left = Child._base_manager.filter(pk__in=children, state=ChildState.EXITED)
    known = set(held.values_list("key", flat=True)) | set(map(str, left.values_list("pk", flat=True)))
    rows = [
        GivenSight(post=post, model=label, key=str(child), field_set=fields, purpose=CHILD, since=now, given_by=verb)
        for child in children
        if str(child) not in known
    ]
    for row in GivenSight.objects.bulk_create(rows, batch_size=500):
        tell_given(row)


def end_children(task: Task) -> None:
    """The posts of a task that ended see the children of its list no more, but for another open task of theirs."""
    posts = list(TaskPost.objects.filter(task=task).values_list("post_id", flat=True))
    children = set(children_of(task))
    for post in posts:
        others = TaskPost.objects.filter(post=post, task__state__in=OPEN).exclude(task=task).values("task_id")
        still = set(TaskTarget.objects.filter(task__in=others, child__in=children).values_list("child_id", flat=True))
        _end(post, [str(child) for child in children - still])


def children_of(task: Task) -> list[int]:
    """The keys of the children on the list."""
    return list(TaskTarget.objects.filter(task=task, child__isnull=False).values_list("child_id", flat=True))


def _end(post: int, keys: Sequence[str]) -> None:
    held = GivenSight.objects.filter(post=post, model=Child.sight_label(), purpose=CHILD, withdrawn_at=None)
    held.filter(key__in=keys).update(withdrawn_at=timezone.now())


def _unit_kind(post: Post) -> str:
    if post.agency_id is None:
        return ""
    return Agency.objects.values_list("unit_kind", flat=True).get(pk=post.agency_id)
