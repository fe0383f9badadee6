"""Verbs of a task's owner, and its breaking down: opened, parted, verified, returned, struck off, withdrawn.

What its doers report is in progress.py; whose side a seat is on is asked in parties.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.task_moves import move_task
from xiangban.conference.models import Conference, Task, TaskPost
from xiangban.conference.opening import Opening, refuse_terms
from xiangban.conference.parties import demand_doer, demand_owner, did_it, leads
from xiangban.conference.refusals import need
from xiangban.conference.targets import NO_TARGETS, Targets, found_targets, lay_targets, part_of, refuse_names
from xiangban.conference.task_rules import NO_MEASURE, OPEN, EvidenceKind, Measure, OriginKind, TaskPart, TaskState
from xiangban.conference.task_sight import children_of, show_children, show_task
from xiangban.territories.models import Territory
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class Origin:
    """What a task goes back to: the kind, the key of the row, and its day, before which no deadline may lie."""

    kind: OriginKind
    key: str
    day: date | None = None


@dataclass(frozen=True)
class TaskTerms:
    """What is to be done, by which posts, by when, how it is measured and shown, and for whom."""

    title: str
    lead_post: Post | None
    deadline: date
    cooperating_posts: Sequence[Post] = ()
    measure: Measure = NO_MEASURE
    evidence_kind: EvidenceKind = EvidenceKind.STATEMENT
    targets: Targets = NO_TARGETS
    details: str = ""
    conference: Conference | None = None


@dataclass(frozen=True)
class Share:
    """One part of a task broken down: the post below, its deadline and its number of the whole."""

    post: Post
    deadline: date
    number: int | None = None


@action("conference.open_task")
def open_task(place: Territory, by: Viewer, *, origin: Origin, terms: TaskTerms) -> Task:
    """Give a task to posts of this place or below; the level that opens it verifies it. Raises Refused."""
    interval = place.interval if by.system else by.interval
    said = Opening(terms.lead_post, terms.cooperating_posts, terms.deadline, terms.measure)
    lead = refuse_terms(said, origin.day, interval)
    targets = found_targets(terms.targets, place, by)
    refuse_names(f"{terms.title}\n{terms.details}", targets, by)
    task = Task.objects.create(
        place_code=place.code,
        level=by.level or place.level,
        title=need(terms.title, "title")[:200],
        details=terms.details.strip(),
        origin_kind=origin.kind,
        origin_key=str(origin.key),
        origin_day=origin.day,
        conference=terms.conference,
        measure_number=terms.measure.number,
        measure_unit=terms.measure.unit.strip(),
        evidence_kind=terms.evidence_kind,
        deadline=terms.deadline,
        first_deadline=terms.deadline,
        opened_at=timezone.now(),
        opened_by_id=by.post_id,
    )
    lay_targets(task, targets)
    _give(task, lead, TaskPart.LEAD, "conference.open_task")
    for post in terms.cooperating_posts:
        _give(task, post, TaskPart.COOPERATES, "conference.open_task")
    tell(subject=task, origin=f"{origin.kind} {origin.key}", targets=targets.count)
    return task


@action("conference.break_down_task")
def break_down_task(task: Task, by: Viewer, *, shares: Sequence[Share]) -> list[Task]:
    """The leading post passes parts of its task on to posts below, each with the part of the list that lies there."""
    demand_doer(task, by, "conference.break_down_task")
    task.refresh_from_db()
    _refuse_breaking(task, by, shares)
    parts = [_pass_on(task, by, share) for share in shares]
    tell(parts=[part.pk for part in parts])
    return parts


@action("conference.verify_task")
def verify_task(task: Task, by: Viewer) -> None:
    """What was reported is so, says somebody who had no hand in it, as post and as person."""
    demand_owner(task, by, "conference.verify_task")
    if did_it(task, by):
        sentence = _("You or your post worked on this task. Somebody else of your office has to verify it.")
        raise Refused(sentence)
    move_task(task, "verify", by)


@action("conference.return_task")
def return_task(task: Task, by: Viewer, *, reason: str) -> None:
    """What was reported is not enough: back to the doers, with the reason."""
    demand_owner(task, by, "conference.return_task")
    move_task(task, "return", by, need(reason, "reason"))


@action("conference.strike_off_task")
def strike_off_task(task: Task, by: Viewer) -> None:
    """Strike the task off the list; the children of its list leave the sight of its posts."""
    demand_owner(task, by, "conference.strike_off_task")
    move_task(task, "strike_off", by)


@action("conference.withdraw_task")
def withdraw_task(task: Task, by: Viewer, *, reason: str) -> None:
    """Take the task back with all its open parts; the children of its list leave the sight of its posts."""
    demand_owner(task, by, "conference.withdraw_task")
    _withdraw(task, by, need(reason, "reason"))


def _withdraw(task: Task, by: Viewer, reason: str) -> None:
    for part in task.parts.filter(state__in=OPEN):
        _withdraw(part, by, reason)
    move_task(task, "withdraw", by, reason)


def _give(task: Task, post: Post, part: TaskPart, verb: str) -> None:
    TaskPost.objects.create(task=task, post=post, part=part)
    show_task(task, post, verb)
    show_children(children_of(task), post, verb)


def _refuse_breaking(task: Task, by: Viewer, shares: Sequence[Share]) -> None:
    if task.state not in (TaskState.RECEIVED, TaskState.UNDER_WAY):
        raise Refused(_("Receive the task first, then break it down; what is reported done is not broken down."))
    if not leads(task, by):
        raise Refused(_("The leading unit breaks a task down. Ask it to pass a part on to you."))
    if not shares:
        raise Refused(_("Choose at least one post below to which a part goes."), "posts")
    held = set(TaskPost.objects.filter(task__parent=task, task__state__in=OPEN).values_list("post_id", flat=True))
    for share in shares:
        if share.post.pk in held:
            raise Refused(_("{post} has an open part of this task already.").format(post=share.post), "posts")
        if not by.interval.holds(share.post.place_code) or share.post.level <= by.level:
            raise Refused(_("{post} lies not below your own level and place.").format(post=share.post), "posts")
        if share.deadline > task.deadline:
            words = _("Deadline: {day} lies after the deadline of the whole, {whole}.")
            days = {"day": chinese_date(share.deadline), "whole": chinese_date(task.deadline)}
            raise Refused(words.format(**days), "deadline")
        refuse_terms(Opening(share.post, (), share.deadline, NO_MEASURE), task.origin_day, by.interval)


def _pass_on(task: Task, by: Viewer, share: Share) -> Task:
    targets = part_of(task, share.post)
    number = share.number if task.measure_unit else None
    if number is None and task.measure_unit:
        number = targets.count or None
    part = Task.objects.create(
        place_code=share.post.place_code,
        level=by.level or task.level,
        title=task.title,
        details=task.details,
        origin_kind=task.origin_kind,
        origin_key=task.origin_key,
        origin_day=task.origin_day,
        conference_id=task.conference_id,
        parent=task,
        measure_number=number,
        measure_unit=task.measure_unit if number is not None else "",
        evidence_kind=task.evidence_kind,
        deadline=share.deadline,
        first_deadline=share.deadline,
        opened_at=timezone.now(),
        opened_by_id=by.post_id,
    )
    lay_targets(part, targets)
    _give(part, share.post, TaskPart.LEAD, "conference.break_down_task")
    return part
