"""Minutes: their parts as drafted from the data and as edited, the comments of units, and the text as issued.

The form of the paper is in documents/.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Attachment, Job, Post, User
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.conference.models.meetings import Meeting, of_own_place, of_own_unit, own_units
from xiangban.conference.rules import PRESENT, MinutesState, PartKind
from xiangban.territories.models import Agency


class MinutesQuerySet(ScopedQuerySet["Minutes"]):
    def issued(self) -> Self:
        return self.filter(state=MinutesState.ISSUED)

    def shown_to(self, viewer: Viewer) -> Self:
        """A draft is the office's own place's alone; circulated it is read by the units present, issued by all."""
        present = Q(
            state=MinutesState.CIRCULATED,
            meeting__attendance__agency_id__in=own_units(viewer),
            meeting__attendance__part__in=PRESENT,
        )
        rows = self.filter(of_own_place(viewer, "meeting__") | Q(state=MinutesState.ISSUED) | present)
        return rows.distinct()


class Minutes(ScopedModel):
    """The minutes of one meeting; after issue nothing of them changes."""

    seen_through = "meeting"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=12, choices=MinutesState.choices, default=MinutesState.DRAFTED)
    title = models.CharField(_("title"), max_length=200)
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = MinutesQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=MinutesState.values), name="minutes_state")]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class MinutesMove(ScopedModel):
    """One move of minutes; immutable."""

    seen_through = "minutes"
    needs = Facet.PAPERS

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=12)
    state_before = models.CharField(max_length=12, choices=MinutesState.choices)
    state_after = models.CharField(max_length=12, choices=MinutesState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} minutes {self.minutes_id}"


class MinutesPart(ScopedModel):
    """One part of the minutes: what the data say, and what a person wrote instead; drafting anew leaves the latter."""

    seen_through = "minutes"
    needs = Facet.PAPERS

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=PartKind.choices)
    drafted_text = models.TextField(blank=True)
    edited = models.BooleanField(default=False)
    edited_text = models.TextField(blank=True)
    edited_over = models.TextField(blank=True)  # the drafted text that the writer had before him

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "kind"], name="one_part_of_minutes_per_kind")]
        ordering = ["minutes", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of minutes {self.minutes_id}"

    @property
    def text(self) -> str:
        """What stands: the edited text where there is one."""
        return self.edited_text if self.edited else self.drafted_text

    @property
    def draft_has_changed(self) -> bool:
        """Whether the data say something else than when a person wrote over them."""
        return self.edited and self.edited_over != self.drafted_text


class MinutesCommentQuerySet(ScopedQuerySet["MinutesComment"]):
    def unanswered(self) -> Self:
        return self.filter(replied_at=None)

    def shown_to(self, viewer: Viewer) -> Self:
        """A member unit reads its own comments and what the office said to them."""
        return self.filter(of_own_place(viewer, "minutes__meeting__") | of_own_unit(viewer))


class MinutesComment(ScopedModel):
    """What a unit says to circulated minutes, and the office's reply."""

    seen_through = "minutes"
    needs = Facet.PAPERS

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="comments")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("comment"))
    commented_at = models.DateTimeField()
    reply = models.TextField(_("reply of the office"), blank=True)
    replied_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = MinutesCommentQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class IssuedMinutes(ScopedModel):
    """The minutes as they went out, with the number and every word; only the file written from it is added later."""

    seen_through = "minutes"
    needs = Facet.PAPERS

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="issue")
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    document_number = models.CharField(_("document number"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    content = models.JSONField()  # the paper: masthead, title, parts in order, imprint
    sha256 = models.CharField(max_length=64)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")  # as a text document

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="one_issue_of_minutes_per_number")
        ]
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.document_number
