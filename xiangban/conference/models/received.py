"""Paper of the past, the pieces read in it, and the figures kept from it.

Meetings and decisions that pieces become are in meetings.py and decisions.py.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Attachment, Job, Post
from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.conference.models.bodies import Conference, of_keeping_unit
from xiangban.conference.models.decisions import Decision
from xiangban.conference.models.meetings import Attendance, Meeting, Statement
from xiangban.conference.models.tasks import Task
from xiangban.conference.past_rules import PieceKind, PieceState
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS


class ReceivedPaperQuerySet(ScopedQuerySet["ReceivedPaper"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def without_text(self) -> Self:
        """For lists: both sealed texts stay in the database."""
        return self.defer("repaired", "simplified")

    def kept_by(self, viewer: Viewer) -> Self:
        """Papers of the conference that the viewer's own place and unit keep."""
        if viewer.system:
            return self
        if viewer.sight.papers is not Reach.PLACE:
            return self.none()
        mine = of_keeping_unit(viewer, "conference__")
        return self.filter(mine, place_code=viewer.interval.low, level=viewer.level)


class ReceivedPaper(ScopedModel):
    """A paper of the past, laid by a person: the sealed original, and its repaired text once it was read.

    It is seen by its place and given to nobody: such a paper may name a child.
    """

    seen_at = "place_code"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="papers")
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    title = models.CharField(_("title"), max_length=160)
    came_from = models.CharField(_("where it comes from"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)
    unread_why = models.CharField(max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=24, blank=True)  # papers.paper.Kind
    number = models.CharField(_("document number"), max_length=80, blank=True)
    date_text = models.CharField(_("day as written"), max_length=60, blank=True)
    repaired = SealedTextField()
    simplified = SealedTextField()
    brackets = models.PositiveIntegerField(default=0)
    slips = models.PositiveIntegerField(default=0)
    unrestored = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)  # pieces beyond the most that one paper may have
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ReceivedPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "sha256"], condition=Q(withdrawn_at=None), name="one_standing_copy_of_a_paper"
            )
        ]
        indexes = [models.Index(fields=["place_code", "-received_at"], name="received_paper_place")]
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class PaperPieceQuerySet(ScopedQuerySet["PaperPiece"]):
    def proposed(self) -> Self:
        return self.filter(state=PieceState.PROPOSED)

    def accepted(self) -> Self:
        return self.filter(state=PieceState.ACCEPTED)


class PaperPiece(ScopedModel):
    """One thing a paper says, proposed by the reader; `starts` and `ends` are its place in the simplified text.

    `said` holds what was read and `taken` what a person accepted, both as JSON; `starts` is None where no place is.
    """

    seen_through = "paper"
    needs = Facet.PAPERS

    paper = models.ForeignKey(ReceivedPaper, models.PROTECT, related_name="pieces")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=16, choices=PieceKind.choices)
    of_meeting = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    said = SealedTextField()
    sentence = SealedTextField()
    taken = SealedTextField()
    starts = models.PositiveIntegerField(null=True)
    ends = models.PositiveIntegerField(null=True)
    state = models.CharField(_("state"), max_length=10, choices=PieceState.choices, default=PieceState.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="from_pieces")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="from_pieces")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="from_pieces")
    attendance = models.ForeignKey(Attendance, models.PROTECT, null=True, related_name="from_pieces")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="from_pieces")

    objects: ClassVar[Any] = PaperPieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PieceState.values), name="paper_piece_state"),
            models.CheckConstraint(condition=Q(kind__in=PieceKind.values), name="paper_piece_kind"),
            models.UniqueConstraint(fields=["paper", "position"], name="one_piece_per_position"),
        ]
        ordering = ["paper", "position"]

    def __str__(self) -> str:
        return f"piece {self.position} of paper {self.paper_id}"


class PaperFigure(ScopedModel):
    """A figure kept from a paper, and the register's figure that was set beside it, if any."""

    seen_through = "piece"
    needs = Facet.PAPERS

    piece = models.ForeignKey(PaperPiece, models.PROTECT, related_name="figures")
    label = models.CharField(_("what is counted"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=20)
    as_of = models.CharField(_("as of, as written"), max_length=60, blank=True)
    approximate = models.BooleanField(_("about so many"), default=False)
    indicator = models.CharField(_("indicator"), max_length=60, blank=True)  # code@version
    counted_on = models.DateField(_("register as of"), null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)  # None: the register does not reach back so far
    lacking = models.PositiveIntegerField(default=0)  # children of whom the register lacks what the column asks
    reaches_to = models.DateField(null=True, blank=True)  # first day of which the register knows anything
    compared_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece"], name="one_figure_per_piece")]
        ordering = ["piece"]

    def __str__(self) -> str:
        return f"figure {self.pk}"
