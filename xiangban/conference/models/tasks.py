"""Task and what belongs to it: posts, targets, moves, progress, extensions.

A task names no child in its text; the children of its list are seen through their own files.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.conference.clock import Colour, colour_of, in_colour
from xiangban.conference.models.bodies import Conference
from xiangban.conference.task_rules import (
    OPEN,
    RUNNING,
    EvidenceKind,
    ExtensionState,
    OriginKind,
    TaskPart,
    TaskState,
)
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency

RUNS = Q(state__in=RUNNING)


class TaskQuerySet(ScopedQuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def running(self) -> Self:
        return self.filter(RUNS)

    def with_colour(self, today: date) -> Self:
        """Each with `colour`, "" where its clock does not run."""
        return self.annotate(colour=colour_of("deadline", today, RUNS))

    def in_colour(self, colour: Colour, today: date) -> Self:
        return self.running().filter(in_colour("deadline", colour, today))

    def owed_by(self, viewer: Viewer) -> Self:
        """Tasks given to the viewer's post, or to another post of its unit."""
        mine = Q(post_id=viewer.post_id)
        if viewer.agency_id is not None:
            mine |= Q(post__agency_id=viewer.agency_id)
        return self.filter(pk__in=TaskPost.objects.filter(mine).values("task_id"))

    def owned_by(self, viewer: Viewer) -> Self:
        """Tasks opened at the viewer's level for its place or below: whoever opens them also verifies them."""
        if viewer.system:
            return self
        place = viewer.interval
        return self.filter(level=viewer.level, place_code__gte=place.low, place_code__lt=place.high)

    def from_origin(self, kind: OriginKind, *keys: int | str) -> Self:
        return self.filter(origin_kind=kind, origin_key__in=[str(key) for key in keys])


class Task(ScopedModel):
    """What a post is to do by a day (交办); `level` is the level that opened it and verifies it.

    Its origin is a kind and a key, since the row may lie in a room above; a part of a task broken down keeps both.
    """

    seen_at = "place_code"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    title = models.CharField(_("task"), max_length=200)
    details = models.TextField(_("what is asked"), blank=True)
    origin_kind = models.CharField(_("origin"), max_length=16, choices=OriginKind.choices)
    origin_key = models.CharField(max_length=40)
    origin_day = models.DateField(null=True, blank=True)
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="tasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    measure_number = models.PositiveIntegerField(_("number to reach"), null=True, blank=True)
    measure_unit = models.CharField(_("unit of the number"), max_length=20, blank=True)
    evidence_kind = models.CharField(_("evidence"), max_length=12, choices=EvidenceKind.choices)
    deadline = models.DateField(_("deadline"))
    first_deadline = models.DateField(_("first deadline"))
    state = models.CharField(_("state"), max_length=12, choices=TaskState.choices, default=TaskState.OPENED)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="task_state"),
            models.CheckConstraint(condition=Q(origin_kind__in=OriginKind.values), name="task_origin"),
            models.CheckConstraint(
                condition=Q(measure_number=None, measure_unit="")
                | (Q(measure_number__isnull=False) & ~Q(measure_unit="")),
                name="task_measure_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(origin_day=None) | Q(first_deadline__gte=F("origin_day")),
                name="task_is_due_after_its_origin",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "deadline"], name="task_place"),
            models.Index(fields=["state", "deadline"], name="task_deadline"),
            models.Index(fields=["origin_kind", "origin_key"], name="task_origin_key"),
        ]
        ordering = ["deadline", "pk"]

    def __str__(self) -> str:
        return self.title


class TaskPost(ScopedModel):
    """A post that leads a task or cooperates in it; never a person."""

    seen_through = "task"
    needs = Facet.PAPERS

    task = models.ForeignKey(Task, models.PROTECT, related_name="posts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="tasks")
    part = models.CharField(max_length=12, choices=TaskPart.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "post"], name="one_part_per_post_in_task"),
            models.UniqueConstraint(fields=["task"], condition=Q(part=TaskPart.LEAD), name="one_lead_per_task"),
        ]
        ordering = ["task", "-part", "pk"]

    def __str__(self) -> str:
        return f"post {self.post_id} in task {self.task_id}"


class TaskTarget(ScopedModel):
    """One child, place or unit that a task is for."""

    seen_through = "task"
    needs = Facet.PAPERS

    task = models.ForeignKey(Task, models.PROTECT, related_name="targets")
    child = models.ForeignKey(Child, models.PROTECT, null=True, blank=True, related_name="targeted")
    target_code = PlaceCodeField(null=True, blank=True)  # type: ignore[misc]  # column allows null
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="targeted")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=False, target_code=None, agency=None)
                | Q(child=None, target_code__isnull=False, agency=None)
                | Q(child=None, target_code=None, agency__isnull=False),
                name="target_is_a_child_a_place_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=["task", "child"], condition=Q(child__isnull=False), name="a_child_stands_once_in_a_list"
            ),
        ]
        ordering = ["task", "pk"]

    def __str__(self) -> str:
        return f"target {self.pk} of task {self.task_id}"


class TaskMove(ScopedModel):
    """One move of a task; immutable."""

    seen_through = "task"
    needs = Facet.PAPERS

    task = models.ForeignKey(Task, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=16)
    state_before = models.CharField(max_length=12, choices=TaskState.choices)
    state_after = models.CharField(max_length=12, choices=TaskState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} {self.task_id}"


class TaskProgress(ScopedModel):
    """What a doer says of a task: how much is done, and the evidence laid with it; immutable."""

    seen_through = "task"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    task = models.ForeignKey(Task, models.PROTECT, related_name="progress")
    number_done = models.PositiveIntegerField(_("reached so far"), null=True, blank=True)
    text = models.TextField(_("what was done"))
    done = models.BooleanField(default=False)  # with this the doer reported the task done
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    by_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"progress {self.pk} of task {self.task_id}"


class Extension(ScopedModel):
    """A doer asks for a later deadline, and the answer; the first deadline stays on the task."""

    seen_through = "task"
    needs = Facet.PAPERS

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    asked_until = models.DateField(_("asked until"))
    reason = SealedTextField(_("reason"))
    state = models.CharField(max_length=8, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answer = SealedTextField(_("answer"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExtensionState.values), name="extension_state"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(state=ExtensionState.ASKED), name="one_open_extension_per_task"
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"extension of task {self.task_id}"
