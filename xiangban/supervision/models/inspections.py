"""Inspection with its mandate and units; the sample drawn for it; a unit's request to review the conclusion.

What was found is in findings.py.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.children.models import Child
from xiangban.supervision.rules import InspectionKind, InspectionState, Matter, ReviewState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


class Inspection(ScopedModel):
    """An inspection of a place: only under a mandate of its government, by a plan (Order 733, art. 7 and 15)."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    kind = models.CharField(_("kind of inspection"), max_length=16, choices=InspectionKind.choices)
    matter = models.CharField(_("matter"), max_length=16, choices=Matter.choices)
    title = models.CharField(_("title"), max_length=120)
    approved_by = models.CharField(_("approved by"), max_length=80)
    approved_on = models.DateField(_("approved on"))
    scope = models.CharField(_("scope of the mandate"), max_length=300)
    plan = models.TextField(_("plan"))
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    despite = models.CharField(_("why the same unit again"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=InspectionState.choices, default=InspectionState.PLANNED)
    conclusion = models.TextField(_("conclusion"), blank=True)
    fed_back_on = models.DateField(_("conclusion fed back on"), null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InspectionState.values), name="inspection_state"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="inspection_ends_after_start"),
        ]
        indexes = [models.Index(fields=["place_code", "-starts_on"], name="inspection_place")]
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class InspectedUnit(ScopedModel):
    """A unit that is inspected."""

    seen_through = "inspection"
    needs: ClassVar[Facet] = Facet.PAPERS

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="units")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "agency"], name="unit_inspected_once")]
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return f"unit {self.agency_id} of {self.inspection_id}"


class SampleKind(models.TextChoices):
    VILLAGES = "villages", _("villages")
    CHILDREN = "children", _("children")


class Sample(ScopedModel):
    """A random sample, drawn once: with its seed anybody draws the same again."""

    seen_through = "inspection"
    needs: ClassVar[Facet] = Facet.PAPERS

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="sample")
    kind = models.CharField(_("what is drawn"), max_length=10, choices=SampleKind.choices)
    seed = models.CharField(_("seed"), max_length=32)
    population = models.PositiveIntegerField(_("drawn from"))
    size = models.PositiveIntegerField(_("drawn"))
    confidence = models.DecimalField(_("confidence"), max_digits=4, decimal_places=3)
    margin = models.DecimalField(_("margin"), max_digits=4, decimal_places=3)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"sample of {self.inspection_id}"

    @property
    def confidence_percent(self) -> str:
        """As it is read: 95%."""
        return f"{self.confidence * 100:.0f}%"

    @property
    def margin_percent(self) -> str:
        """As it is read: ±10%."""
        return f"±{self.margin * 100:.0f}%"


class SampledPlace(ScopedModel):
    """A village of the sample."""

    seen_through = "sample__inspection"
    needs: ClassVar[Facet] = Facet.PAPERS

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="places")
    village_code = PlaceCodeField(_("village"))

    class Meta:
        ordering = ["sample", "village_code"]

    def __str__(self) -> str:
        return f"village {self.village_code} of sample {self.sample_id}"


class SampledChild(ScopedModel):
    """A child of the sample; who inspects without sight of it reads only its village."""

    seen_through = "child"
    needs: ClassVar[Facet] = Facet.ROSTER

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    village_code = PlaceCodeField(_("village"))

    class Meta:
        ordering = ["sample", "village_code", "pk"]

    def __str__(self) -> str:
        return f"child {self.child_id} of sample {self.sample_id}"


class Review(ScopedModel):
    """A unit asks that the conclusion be reviewed, and the decision on it."""

    seen_through = "inspection"
    needs: ClassVar[Facet] = Facet.PAPERS

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="reviews")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField(_("asked on"))
    reason = SealedTextField(_("reason"))
    decide_by = models.DateField(_("to be decided by"))
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.ASKED)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state"),
            models.UniqueConstraint(
                fields=["inspection", "agency"], condition=Q(state=ReviewState.ASKED), name="one_open_review_per_unit"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"review of {self.inspection_id}"
