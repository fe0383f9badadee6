"""Meeting and what belongs to it before and on its day: moves, agenda, notices, attendance, statements, figures.

Minutes are in minutes.py, decisions in decisions.py.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.conference.documents.wording import joined_title
from xiangban.conference.models.bodies import Conference, Member, of_keeping_unit
from xiangban.conference.rules import (
    BEFORE,
    ItemState,
    MeetingForm,
    MeetingKind,
    MeetingState,
    Presence,
    StatementKind,
)
from xiangban.figures.models import Snapshot
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency


def of_own_place(viewer: Viewer, path: str = "") -> Q:
    """Papers of the viewer's own place, drafts among them; `path` leads to the meeting ("meeting__")."""
    if viewer.system:
        return ~Q(pk__in=[])  # an empty Q would vanish beside another condition
    if viewer.sight.papers is not Reach.PLACE:
        return Q(pk__in=[])
    column = f"{path}place_code"
    return Q(**{f"{column}__gte": viewer.interval.low, f"{column}__lt": viewer.interval.high})


def of_own_unit(viewer: Viewer) -> Q:
    """What the viewer's own unit wrote."""
    return Q(agency_id__in=own_units(viewer))


def own_units(viewer: Viewer) -> list[int]:
    """The units a post speaks for: its own agency, and those whose liaison or member is entered with this post."""
    if viewer.post_id is None:
        return []
    entered = Member.objects.filter(post_id=viewer.post_id, until=None).exclude(agency=None)
    own = [viewer.agency_id] if viewer.agency_id else []
    return [*own, *entered.values_list("agency_id", flat=True)]


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    def upcoming(self) -> Self:
        return self.filter(state__in=BEFORE)

    def kept_by(self, viewer: Viewer) -> Self:
        """Meetings of the conference that the viewer's own place and unit keep."""
        if viewer.system:
            return self
        if viewer.sight.papers is not Reach.PLACE:
            return self.none()
        mine = of_keeping_unit(viewer, "conference__")
        return self.filter(mine, place_code=viewer.interval.low, level=viewer.level)


class Meeting(ScopedModel):
    """One meeting of a conference; of a paper of the past the day may be unknown and is then kept as written."""

    seen_at = "place_code"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="meetings")
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    kind = models.CharField(_("kind"), max_length=12, choices=MeetingKind.choices)
    form = models.CharField(_("form"), max_length=12, choices=MeetingForm.choices, default=MeetingForm.ON_SITE)
    title = models.CharField(_("title"), max_length=160)
    second_title = models.CharField(_("second title"), max_length=160, blank=True)
    held_on = models.DateField(_("day"), null=True, blank=True)
    date_text = models.CharField(_("day as written"), max_length=40, blank=True)  # of a paper of the past alone
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    place_text = models.CharField(_("meeting place"), max_length=120, blank=True)
    chair_text = models.CharField(_("presided by"), max_length=120, blank=True)
    agenda_deadline = models.DateField(_("proposals until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=MeetingState.choices, default=MeetingState.ANNOUNCED)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | Q(state=MeetingState.PAST), name="meeting_has_a_day"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "-held_on"], name="meeting_place")]
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def full_title(self) -> str:
        """Both names of a combined meeting (暨)."""
        return joined_title(self.title, self.second_title)


class MeetingMove(ScopedModel):
    """One move of a meeting; immutable."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=12)
    state_before = models.CharField(max_length=12, choices=MeetingState.choices)
    state_after = models.CharField(max_length=12, choices=MeetingState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = SealedTextField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.move} meeting {self.meeting_id}"


class AgendaItemQuerySet(ScopedQuerySet["AgendaItem"]):
    def adopted(self) -> Self:
        return self.filter(state=ItemState.ADOPTED)

    def shown_to(self, viewer: Viewer) -> Self:
        """A member unit reads the agenda and its own proposals, not those of others that nobody has adopted."""
        return self.filter(of_own_place(viewer, "meeting__") | of_own_unit(viewer) | Q(state=ItemState.ADOPTED))


class AgendaItem(ScopedModel):
    """One item proposed for the agenda; a matter arising names the open task it comes from by its key."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", verbose_name=_("proposed by"))
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("item"), max_length=160)
    text = models.TextField(_("what it is about"), blank=True)
    reporter_text = models.CharField(_("who speaks to it"), max_length=80, blank=True)
    # Of the task it arises from, or of the piece of a paper of the past (piece-7).
    matter_key = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)  # on the agenda, 0 while not adopted
    state = models.CharField(_("state"), max_length=10, choices=ItemState.choices, default=ItemState.PROPOSED)
    said_why = models.CharField(_("why it was declined"), max_length=300, blank=True)
    proposed_at = models.DateTimeField()

    objects: ClassVar[Any] = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=ItemState.values), name="agenda_item_state")]
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class MeetingNotice(ScopedModel):
    """A notice as it went out under the unit that keeps the office: number, day and words; never changed."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices")
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    document_number = models.CharField(_("document number"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    content = models.JSONField()  # {"issuer", "title", "to": […], "paragraphs": […], "agenda": […]}

    class Meta:
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.document_number


class AttendanceQuerySet(ScopedQuerySet["Attendance"]):
    def shown_to(self, viewer: Viewer) -> Self:
        """A member unit reads its own line; who else was there it reads in the minutes."""
        return self.filter(of_own_place(viewer, "meeting__") | of_own_unit(viewer))


class Attendance(ScopedModel):
    """Who was there, for which unit, and in which part; a substitute names whom he stands for."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    person_name = models.CharField(_("name"), max_length=40, blank=True)
    office_title = models.CharField(_("office held"), max_length=80, blank=True)
    part = models.CharField(_("part"), max_length=12, choices=Presence.choices)
    stands_for = models.CharField(_("stands for"), max_length=40, blank=True)
    taken_at = models.DateTimeField()

    objects: ClassVar[Any] = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(part__in=Presence.values), name="attendance_part")]
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.person_name


class StatementQuerySet(ScopedQuerySet["Statement"]):
    def shown_to(self, viewer: Viewer) -> Self:
        """A member unit reads its own statement; what others said it reads in the minutes."""
        return self.filter(of_own_place(viewer, "meeting__") | of_own_unit(viewer))


class Statement(ScopedModel):
    """What a unit or a leader said at a meeting, in their own words."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="statements")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=12, choices=StatementKind.choices)
    person_name = models.CharField(_("name"), max_length=40, blank=True)
    office_title = models.CharField(_("office held"), max_length=80, blank=True)
    text = models.TextField(_("what was said"))
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = StatementQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind")]
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"statement {self.pk}"


class MeetingFigures(ScopedModel):
    """A frozen table laid before a meeting."""

    seen_through = "meeting"
    needs = Facet.PAPERS

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="figures")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    laid_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "snapshot"], name="one_laying_per_table")]
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"figures {self.snapshot_id} of meeting {self.meeting_id}"


def day_of(meeting: Meeting, otherwise: date) -> date:
    """The day whose names a paper of this meeting bears."""
    return meeting.held_on or otherwise
