"""Finding: a problem an inspection found at a unit, its rectification and how it was struck off.

The three lists (问题、责任、整改) are three views of these rows.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.conference.clock import colour_of
from xiangban.supervision.models.inspections import Inspection
from xiangban.supervision.rules import FINDING_RUNS, FindingState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import Agency

RUNS = Q(state__in=FINDING_RUNS)


class FindingQuerySet(ScopedQuerySet["Finding"]):
    def with_colour(self, today: date) -> Self:
        """Each with `colour`, "" where its clock does not run."""
        return self.annotate(colour=colour_of("deadline", today, RUNS))

    def open(self) -> Self:
        return self.exclude(state=FindingState.STRUCK_OFF)


class Finding(ScopedModel):
    """A problem (问题清单), who answers for it (责任清单), what is done about it (整改清单)."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    place_code = PlaceCodeField(_("place"))
    number = models.PositiveSmallIntegerField(_("number"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post"))
    text = models.TextField(_("problem"))
    proof = models.TextField(_("what shows it"))
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    demand = models.TextField(_("what is to be put right"), blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    result = models.TextField(_("what was done"), blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reported_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    struck_off_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=FindingState.choices, default=FindingState.FOUND)

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="finding_state"),
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number"),
        ]
        indexes = [models.Index(fields=["place_code", "state", "deadline"], name="finding_place")]
        ordering = ["inspection", "number"]

    def __str__(self) -> str:
        return f"finding {self.number} of {self.inspection_id}"
