"""SupervisionMove: one move of an inspection, finding, paper or suggestion; immutable.

Which moves there are stands in rules.py.
"""

from typing import ClassVar

from django.db import models

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.territories.fields import PlaceCodeField


class SupervisionMove(ScopedModel):
    """Who moved which row how, when and why; `subject` is the label of its model."""

    seen_at = "place_code"
    needs: ClassVar[Facet] = Facet.PAPERS

    subject = models.CharField(max_length=40)
    key = models.BigIntegerField()
    place_code = PlaceCodeField()
    move = models.CharField(max_length=16)
    state_before = models.CharField(max_length=12)
    state_after = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = SealedTextField()

    class Meta:
        indexes = [models.Index(fields=["subject", "key", "id"], name="supervision_move")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} {self.subject} {self.key}"
