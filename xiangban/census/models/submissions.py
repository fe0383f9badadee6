"""Submission: how far one place is in a round, level by level; its moves, each with what was counted.

Which moves there are is in submitting.py.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.census.models.rounds import CensusRound
from xiangban.census.submitting import Statement, SubmissionState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS


class Submission(ScopedModel):
    """One place in one round; a place without a row is being swept.

    No constraint holds place and round together: two villages that merge may both have one; the newest counts.
    """

    seen_at = "place_code"
    needs = Facet.ROSTER

    round = models.ForeignKey(CensusRound, models.PROTECT, related_name="submissions", db_index=False)
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.SWEEPING
    )
    statement = models.CharField(max_length=8, choices=Statement.choices, blank=True)
    files = models.PositiveIntegerField(null=True)  # on register when it was last submitted

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=SubmissionState.values), name="submission_state")]
        indexes = [models.Index(fields=["round", "place_code", "level"], name="submission_place")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"submission {self.pk}"


class SubmissionMove(ScopedModel):
    """One move of a place in a round, with the figures of that moment; immutable."""

    seen_through = "submission"
    needs = Facet.ROSTER

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=12)
    state_before = models.CharField(max_length=10, choices=SubmissionState.choices)
    state_after = models.CharField(max_length=10, choices=SubmissionState.choices)
    statement = models.CharField(max_length=8, choices=Statement.choices, blank=True)
    figures = models.JSONField(default=dict)  # numbers only
    missing = models.JSONField(default=list)  # names of the places that had not submitted
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} submission {self.submission_id}"
