"""BreakGlass: an emergency look at one child by a seat outside its place; 24 hours, then reviewed."""

from django.db import models
from django.db.models import Q

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import GivenSight, Post, User
from xiangban.access.roles import Facet
from xiangban.children.models.child import Child


class BreakGlass(ScopedModel):
    """Who looked in an emergency, why, and what the reviewer said."""

    seen_through = "child"
    needs = Facet.ROSTER  # the heads who review it see the list, not always the file

    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    given = models.OneToOneField(GivenSight, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = SealedTextField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    justified = models.BooleanField(null=True)
    finding = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | Q(justified__isnull=False), name="a_review_has_a_finding"
            )
        ]
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"break-glass of child {self.child_id}"
