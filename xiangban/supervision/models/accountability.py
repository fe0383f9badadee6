"""Suggestion: that somebody who may decide call a unit or post to account; the result is recorded, never imposed.

Who held the post on the day is read from its seats and kept with the suggestion when it is sent.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.supervision.rules import Ground, Measure, SuggestionState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


class Suggestion(ScopedModel):
    """A suggestion of accountability (问责建议) on one of three grounds, to the body that may decide."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    number = models.PositiveIntegerField(null=True, blank=True)
    number_text = models.CharField(_("number of the paper"), max_length=40, blank=True)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post"))
    order = models.ForeignKey("supervision.Order", models.PROTECT, null=True, blank=True, related_name="suggestions")
    ground = models.CharField(_("ground"), max_length=24, choices=Ground.choices)
    on_day = models.DateField(_("day of the facts"))
    facts = models.TextField(_("facts"))
    measure = models.CharField(_("suggested"), max_length=20, choices=Measure.choices)
    decides = models.CharField(_("who may decide"), max_length=80)
    approved_by = models.CharField(_("approved by"), max_length=80)  # of the government's head, Order 733 art. 21
    held_by = SealedTextField(_("who held the post"))
    result = models.TextField(_("result"), blank=True)
    result_on = models.DateField(null=True, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=SuggestionState.choices, default=SuggestionState.DRAFTED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="suggestion_state"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="suggestion_ground"),
        ]
        indexes = [models.Index(fields=["place_code", "state"], name="suggestion_place")]
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
