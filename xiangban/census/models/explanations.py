"""Explanation: why a child differs between this round and the last, as a person said; the newest one counts.

Which causes there are is in causes.py.
"""

from django.db import models

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.census.causes import Cause
from xiangban.census.models.rounds import CensusRound
from xiangban.census.reconciliation import Since
from xiangban.children.models import Child

KINDS = [(since.value, since.value) for since in Since]


class Explanation(ScopedModel):
    """One cause given for one child in one round; immutable. An empty cause takes the one before it back."""

    seen_through = "child"
    needs = Facet.ROSTER

    round = models.ForeignKey(CensusRound, models.PROTECT, related_name="explanations", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="explanations", db_index=False)
    since = models.CharField(max_length=12, choices=KINDS)
    cause = models.CharField(max_length=16, choices=Cause.choices, blank=True)
    words = SealedTextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["child", "round", "id"], name="explanation_child")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"explanation {self.pk}"
