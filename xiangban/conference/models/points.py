"""Written instructions, work points in two levels, and the duty list.

The tasks they open are in tasks.py.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


class Instruction(ScopedModel):
    """A leader's written instruction (批示): who wrote it, when, on which paper, in which words."""

    seen_at = "place_code"
    needs = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    leader = models.CharField(_("leader"), max_length=40)
    office_title = models.CharField(_("office held"), max_length=80)
    given_on = models.DateField(_("given on"))
    on_paper = models.CharField(_("on which paper"), max_length=200)
    text = models.TextField(_("words of the instruction"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["place_code", "-given_on"], name="instruction_place")]
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"instruction of {self.given_on}"


class WorkPlan(ScopedModel):
    """The work points of one place and year (工作要点)."""

    seen_at = "place_code"
    known_below = True
    needs = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=120)
    adopted_on = models.DateField(_("adopted on"))
    laid_at = models.DateTimeField()
    laid_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["place_code", "-year"], name="work_plan_place")]
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title


class WorkPoint(ScopedModel):
    """One item of a plan: aspect, number, measure taken, lead unit, units and deadline (domain 4.6)."""

    seen_through = "plan"
    needs = Facet.PAPERS

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="points")
    aspect_number = models.PositiveSmallIntegerField(_("number of the aspect"))
    aspect = models.CharField(_("aspect"), max_length=120)
    number = models.PositiveSmallIntegerField(_("number of the item"))
    text = models.CharField(_("item"), max_length=300)
    measures = models.TextField(_("measures taken"), blank=True)
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    units = models.ManyToManyField(Agency, through="WorkPointUnit", related_name="+", verbose_name=_("units"))
    deadline = models.DateField(_("deadline"))
    struck_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], condition=Q(struck_out_at=None), name="one_item_per_number"
            )
        ]
        ordering = ["plan", "aspect_number", "number"]

    def __str__(self) -> str:
        return self.text


class WorkPointUnit(ScopedModel):
    """A unit that shares an item of the work points."""

    seen_through = "point"
    needs = Facet.PAPERS

    point = models.ForeignKey(WorkPoint, models.PROTECT, related_name="shared")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["point", "agency"], name="one_share_per_unit_in_point")]
        ordering = ["point", "pk"]

    def __str__(self) -> str:
        return f"unit {self.agency_id} in point {self.point_id}"


class DutyQuerySet(ScopedQuerySet["ListedDuty"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)

    def of_unit(self, viewer: Viewer) -> Self:
        return self.filter(Q(post_id=viewer.post_id) | Q(agency_id=viewer.agency_id, agency__isnull=False))


class ListedDuty(ScopedModel):
    """One row of the duty list (责任清单): what a post answers for in its business and for children (一岗双责)."""

    seen_at = "place_code"
    known_below = True
    needs = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post"))
    responsible = models.CharField(_("post and person responsible"), max_length=80, blank=True)
    matter = models.CharField(_("matter"), max_length=200)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    business_duty = models.TextField(_("duty of the business"))
    care_duty = models.TextField(_("duty of care for children"))
    rhythm = models.CharField(_("how often, by when"), max_length=80, blank=True)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    points = models.PositiveSmallIntegerField(_("points of the appraisal"), null=True, blank=True)
    answerable_for = models.CharField(_("held to account for"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[Any] = DutyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["place_code", "agency"], name="duty_place")]
        ordering = ["place_code", "agency", "pk"]

    def __str__(self) -> str:
        return self.matter
