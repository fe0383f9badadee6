"""Campaign: a special action of a place with its stages, tasks and indicators; CampaignMove: how it began and closed.

Children on its lists and figures are in progress.py.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.campaigns.rules import CampaignState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


class Campaign(ScopedModel):
    """A special action of a city or county; every office inside it reads it, its own place runs it."""

    seen_at = "place_code"
    known_below = True
    needs: ClassVar[Facet] = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    code = models.CharField(max_length=32)  # of what is shipped, or "own"
    name = models.CharField(_("name of the special action"), max_length=80)
    legal_basis = models.CharField(_("basis of the special action"), max_length=200, blank=True)
    goal = models.CharField(_("goal"), max_length=300, blank=True)
    groups = models.CharField(_("target groups"), max_length=200, blank=True)
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(max_length=10, choices=CampaignState.choices, default=CampaignState.PLANNED)
    frozen_at = models.DateTimeField(_("list frozen at"), null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)  # when the curve was last computed from history

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CampaignState.values), name="campaign_state"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"),
        ]
        indexes = [models.Index(fields=["place_code", "-starts_on"], name="campaign_place")]
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class CampaignMove(ScopedModel):
    """One move of a special action; immutable."""

    seen_through = "campaign"
    needs: ClassVar[Facet] = Facet.PAPERS

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=10)
    state_before = models.CharField(max_length=10, choices=CampaignState.choices)
    state_after = models.CharField(max_length=10, choices=CampaignState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} {self.campaign_id}"


class CampaignStage(ScopedModel):
    """One stage of a special action, both days included."""

    seen_through = "campaign"
    needs: ClassVar[Facet] = Facet.PAPERS

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="stage_number")]
        ordering = ["campaign", "number"]

    def __str__(self) -> str:
        return self.name

    def runs_on(self, day: date) -> bool:
        """Whether the day lies in this stage."""
        return self.since <= day <= self.until


class CampaignTask(ScopedModel):
    """One of the action's own tasks (六项任务); what units are given for it are tasks of the conference."""

    seen_through = "campaign"
    needs: ClassVar[Facet] = Facet.PAPERS

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("task of the special action"), max_length=60)
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="campaign_task_number")]
        ordering = ["campaign", "number"]

    def __str__(self) -> str:
        return self.name


class CampaignIndicator(ScopedModel):
    """What a task is measured by: counted from the register by its definition, or filled in by the unit (填报)."""

    seen_through = "campaign"
    needs: ClassVar[Facet] = Facet.PAPERS

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="indicators")
    task = models.ForeignKey(CampaignTask, models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(_("indicator"), max_length=60)
    unit = models.CharField(_("unit"), max_length=10)
    key = models.CharField(max_length=60, blank=True)  # "code@version" in the registry of figures; "" is filled in

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="campaign_indicator_number")]
        ordering = ["campaign", "number"]

    def __str__(self) -> str:
        return self.label

    @property
    def filled_in(self) -> bool:
        """Whether the unit fills it in with evidence because no room of the house counts it yet."""
        return not self.key
