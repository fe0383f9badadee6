"""Handover (移交): the only way, besides a claim, that another place comes to answer for a child."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.children.models.child import Child
from xiangban.lib.moves import Moves
from xiangban.territories.fields import PlaceCodeField


class HandoverState(models.TextChoices):
    ASKED = "asked", _("asked for by another place")
    PROPOSED = "proposed", _("waiting for receipt")
    RECEIVED = "received", _("received")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("ended: both places became one")


HANDOVER_MOVES = Moves[HandoverState](
    ("propose", [HandoverState.ASKED], HandoverState.PROPOSED),
    ("receive", [HandoverState.PROPOSED], HandoverState.RECEIVED),
    ("decline", [HandoverState.ASKED, HandoverState.PROPOSED], HandoverState.DECLINED),
    ("lapse", [HandoverState.ASKED, HandoverState.PROPOSED], HandoverState.LAPSED),
)


OPEN_HANDOVERS = (HandoverState.ASKED, HandoverState.PROPOSED)  # of these one stands at most for each child


class Handover(ScopedModel):
    """A proposal that another village answers; until receipt the old place answers and both see the file.

    A place that claims a child of another only asks; what it asked for becomes a proposal when the old place agrees.
    """

    seen_through = "child"

    child = models.ForeignKey(Child, models.PROTECT, related_name="handovers")
    from_code = PlaceCodeField()
    to_code = PlaceCodeField()
    state = models.CharField(max_length=8, choices=HandoverState.choices, default=HandoverState.PROPOSED)
    reason = SealedTextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answer = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(state__in=[state.value for state in OPEN_HANDOVERS]),
                name="one_open_handover_per_child",
            ),
        ]
        indexes = [models.Index(fields=["to_code", "state"], name="handover_to")]
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return f"handover of child {self.child_id}"
