"""CensusRound: one sweep (排查) of a territory as of one day, under one definition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post
from xiangban.census.rules import RoundState, StartState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS
from xiangban.territories.rules import Interval, Level, interval_of


class CensusRound(models.Model):
    """A round: reference date, definition, territory and deadline; it holds no child's data."""

    name = models.CharField(_("name of the round"), max_length=80)  # one in a territory: asked when it is opened
    reference_date = models.DateField(_("reference date"))
    definition_version = models.CharField(_("definition"), max_length=8)
    place_code = PlaceCodeField(_("territory"))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    deadline = models.DateField(_("deadline"))
    start_state = models.CharField(
        _("founded files begin as"), max_length=12, choices=StartState.choices, default=StartState.REGISTERED
    )
    state = models.CharField(_("state"), max_length=8, choices=RoundState.choices, default=RoundState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state")]
        ordering = ["-reference_date", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def interval(self) -> Interval:
        return interval_of(Level(self.level), self.place_code)
