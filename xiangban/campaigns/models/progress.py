"""What became of a special action: targets per place and unit, the frozen list, the curve, filled and closing figures.

Each is seen where its own place lies, so that no county reads another's.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.campaigns.models.campaigns import Campaign, CampaignIndicator
from xiangban.children.models import Child
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


class TargetNumber(ScopedModel):
    """How many a place or a unit has to put right; the last number set counts, earlier ones stay."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    indicator = models.ForeignKey(CampaignIndicator, models.CASCADE, related_name="targets")
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(_("target"))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["indicator", "place_code", "-set_at"], name="campaign_target")]
        ordering = ["indicator", "place_code", "pk"]

    def __str__(self) -> str:
        return f"target {self.number} of {self.indicator_id}"


class ListedChild(ScopedModel):
    """A child of an indicator's list: there when it was frozen, or added later with a reason; never taken off."""

    seen_through = "child"
    needs: ClassVar[Facet] = Facet.ROSTER

    indicator = models.ForeignKey(CampaignIndicator, models.PROTECT, related_name="list", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    place_code = PlaceCodeField(_("place when listed"))
    listed_at = models.DateTimeField(_("listed at"))
    added = models.BooleanField(_("added later"), default=False)
    reason = SealedTextField(_("why added"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "child"], name="child_listed_once")]
        ordering = ["indicator", "pk"]

    def __str__(self) -> str:
        return f"child {self.child_id} of {self.indicator_id}"


class CurveStep(ScopedModel):
    """A day on which something changed in a township: so many more on the list, so many more open (fewer: below 0)."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    indicator = models.ForeignKey(CampaignIndicator, models.CASCADE, related_name="steps", db_index=False)
    place_code = PlaceCodeField(_("township"))
    day = models.DateField()
    listed = models.IntegerField()
    open = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "place_code", "day"], name="curve_step_once")]
        ordering = ["indicator", "place_code", "day"]

    def __str__(self) -> str:
        return f"{self.day} of {self.indicator_id}"


class FilledFigure(ScopedModel):
    """A figure a unit filled in (填报) with the evidence it names; never changed, a later one of the place counts."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS
    attachments_need: ClassVar[Facet] = Facet.PAPERS

    indicator = models.ForeignKey(CampaignIndicator, models.PROTECT, related_name="filled", db_index=False)
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    day = models.DateField(_("as of"))
    number = models.PositiveIntegerField(_("number"))
    evidence = models.CharField(_("evidence"), max_length=300)
    filled_at = models.DateTimeField()
    filled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["indicator", "place_code", "-day"], name="campaign_filled")]
        ordering = ["indicator", "place_code", "-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.number} of {self.indicator_id}"


class ClosingFigures(ScopedModel):
    """The figures with which a special action was closed, with their definitions; never changed."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="closing")
    place_code = PlaceCodeField(_("place"))
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    figures = models.JSONField()  # [{"label", "unit", "key", "listed", "open", "target", "filled"}]

    class Meta:
        ordering = ["-closed_at"]

    def __str__(self) -> str:
        return f"closing figures of {self.campaign_id}"
