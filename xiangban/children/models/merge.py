"""Merge (合并): two files that are one child, proposed, decided, and taken apart again.

What is carried from one file into the other is written by actions/merging.py; the merged file keeps all of its rows.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post
from xiangban.access.roles import Facet
from xiangban.children.models.child import Child
from xiangban.lib.moves import Moves
from xiangban.territories.fields import PlaceCodeField


class MergeState(models.TextChoices):
    PROPOSED = "proposed", _("waiting for a decision")
    MERGED = "merged", _("one file now")
    REFUSED = "refused", _("two children")
    PARTED = "parted", _("taken apart again")


MERGE_MOVES = Moves[MergeState](
    ("merge", [MergeState.PROPOSED], MergeState.MERGED),
    ("refuse", [MergeState.PROPOSED], MergeState.REFUSED),
    ("part", [MergeState.MERGED], MergeState.PARTED),
)


class Merge(ScopedModel):
    """Two files held to be one child: `child` is the file that stays, `double` the one that goes into it.

    Seen and decided at the lowest place, from the township up, that covers both.
    """

    seen_at = "place_code"
    needs = Facet.ROSTER

    place_code = PlaceCodeField()
    child = models.ForeignKey(Child, models.PROTECT, related_name="merges")
    double = models.ForeignKey(Child, models.PROTECT, related_name="merged_into")
    state = models.CharField(max_length=8, choices=MergeState.choices, default=MergeState.PROPOSED)
    reason = SealedTextField()  # why whoever proposed it holds them to be one
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answer = SealedTextField()
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    parting_reason = SealedTextField()
    # Keys and codes alone: what was written into the file that stays and what was moved, so that it can be taken back.
    carried = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MergeState.values), name="merge_state"),
            models.CheckConstraint(condition=~Q(child=F("double")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["double"], condition=Q(state=MergeState.MERGED), name="merged_into_one_file"
            ),
        ]
        indexes = [models.Index(fields=["state", "place_code"], name="merge_state_place")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"merge {self.pk}"
