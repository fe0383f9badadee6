"""Order: one numbered paper of the ladder to a unit, with receipt, clock, answer; Appeal: the unit objects to it.

The ladder and its states stand in rules.py.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.conference.clock import Colour, colour_of, in_colour
from xiangban.supervision.rules import ORDER_RUNS, AppealState, OrderOrigin, OrderState, Rung
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency

RUNS = Q(state__in=ORDER_RUNS)


class OrderQuerySet(ScopedQuerySet["Order"]):
    def with_colour(self, today: date) -> Self:
        """Each with `colour`, "" where its clock does not run."""
        return self.annotate(colour=colour_of("deadline", today, RUNS))

    def overdue(self, today: date) -> Self:
        return self.filter(RUNS, in_colour("deadline", Colour.RED, today))

    def on(self, origin_kind: str, origin_key: str) -> Self:
        """The papers on one matter that stand."""
        return self.filter(origin_kind=origin_kind, origin_key=origin_key).exclude(state=OrderState.WITHDRAWN)


class Order(ScopedModel):
    """A reminder, urging, supervision order, circular or interview: issued by an agency, never by the conference."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    place_code = PlaceCodeField(_("place of the unit"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    rung = models.CharField(_("rung"), max_length=10, choices=Rung.choices)
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    number = models.PositiveIntegerField()
    number_text = models.CharField(_("number of the paper"), max_length=40)
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("to the unit"))
    unit_name = models.CharField(max_length=80)  # as it was called on the day of issue
    origin_kind = models.CharField(_("on what"), max_length=10, choices=OrderOrigin.choices)
    origin_key = models.CharField(max_length=40, blank=True)
    matter = models.CharField(_("matter of supervision"), max_length=200)
    basis = models.CharField(_("basis"), max_length=200)
    demand = models.TextField(_("what is asked"))
    skipping = models.CharField(_("why milder papers were left out"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    deadline = models.DateField(_("deadline"))
    first_deadline = models.DateField(_("first deadline"))
    suspended_on = models.DateField(null=True, blank=True)
    answer = SealedTextField(_("answer of the unit"))
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.ISSUED)

    objects: ClassVar[Any] = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state"),
            models.CheckConstraint(condition=Q(rung__in=Rung.values), name="order_rung"),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "deadline"], name="order_place"),
            models.Index(fields=["origin_kind", "origin_key"], name="order_origin"),
        ]
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number_text


class Appeal(ScopedModel):
    """The unit objects to a paper, and what was decided."""

    seen_through = "order"
    needs: ClassVar[Facet] = Facet.PAPERS

    order = models.ForeignKey(Order, models.PROTECT, related_name="appeals")
    asked_on = models.DateField(_("asked on"))
    reason = SealedTextField(_("reason"))
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.ASKED)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(_("decision"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AppealState.values), name="appeal_state"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state=AppealState.ASKED), name="one_open_appeal_per_order"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"appeal against {self.order_id}"
