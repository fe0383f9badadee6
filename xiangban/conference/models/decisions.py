"""Decision of a meeting: matter, lead unit, cooperating units, deadline and how it is accepted.

The tasks it opens are in tasks.py.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.conference.models.meetings import Meeting, of_own_place
from xiangban.conference.rules import MeetingState, MinutesState
from xiangban.territories.models import Agency

TOLD = Q(meeting__minutes__state=MinutesState.ISSUED) | Q(meeting__state=MeetingState.PAST)


class DecisionQuerySet(ScopedQuerySet["Decision"]):
    def shown_to(self, viewer: Viewer) -> Self:
        """A member unit reads a decision once the minutes that hold it are issued."""
        return self.filter(of_own_place(viewer, "meeting__") | TOLD)

    def told(self) -> Self:
        """Those whose minutes are issued."""
        return self.filter(TOLD)


class Decision(ScopedModel):
    """One numbered decision; what a paper of the past says of units and time is kept as written."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("decision"))
    lead = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead unit")
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    acceptance = models.CharField(_("accepted when"), max_length=300, blank=True)
    units_text = models.CharField(_("units as written"), max_length=300, blank=True)
    deadline_text = models.CharField(_("time as written"), max_length=60, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number"),
            models.CheckConstraint(
                condition=Q(lead__isnull=False) | ~Q(units_text=""), name="decision_has_a_lead_or_is_of_the_past"
            ),
        ]
        ordering = ["meeting", "number"]

    def __str__(self) -> str:
        return f"decision {self.number} of meeting {self.meeting_id}"


class DecisionUnit(ScopedModel):
    """A unit that cooperates in a decision; the lead unit stands on the decision itself."""

    seen_through = "decision"
    needs = Facet.PAPERS

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="cooperating")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "agency"], name="one_part_per_unit_in_decision")]
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"unit {self.agency_id} in {self.decision_id}"
