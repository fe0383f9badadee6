"""Conference, the names it bore, its member units and its people, all from–to.

Meetings are in meetings.py.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.models import Post
from xiangban.access.roles import Facet, Reach, Role
from xiangban.access.viewer import Viewer
from xiangban.conference.rules import Part
from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.models import LEVELS, Agency
from xiangban.territories.rules import Level

CIVIL_AFFAIRS = ("", "civil_affairs")  # "": a unit that was entered by hand, of no kind


def of_keeping_unit(viewer: Viewer, path: str = "") -> Q:
    """Bodies whose office the viewer's unit keeps (`path` leads to the body); a seat of civil affairs without a unit
    of its own stands for the bureau, one of the conference office for whichever unit keeps it.
    """
    if viewer.agency_id is not None:
        return Q(**{f"{path}agency_id": viewer.agency_id})
    if viewer.role is Role.CONFERENCE_OFFICE:
        return ~Q(pk__in=[])
    return Q(**{f"{path}agency__unit_kind__in": CIVIL_AFFAIRS})


class ConferenceQuerySet(ScopedQuerySet["Conference"]):
    def standing(self, day: date) -> Self:
        return self.filter(set_up_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def kept_by(self, viewer: Viewer) -> Self:
        """Conferences of the viewer's own place and unit: a city does not keep a county's, nor a bureau another's."""
        if viewer.system:
            return self
        if viewer.sight.papers is not Reach.PLACE:
            return self.none()
        return self.filter(of_keeping_unit(viewer), place_code=viewer.interval.low, level=viewer.level)


class Conference(ScopedModel):
    """The joint conference of one city or county and the unit that keeps its office; it has no seal of its own."""

    seen_at = "place_code"
    needs = Facet.PAPERS
    attachments_need = Facet.PAPERS

    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="conferences", verbose_name=_("unit that keeps the office")
    )
    set_up_on = models.DateField(_("set up on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects: ClassVar[Any] = ConferenceQuerySet.as_manager()

    class Meta:
        # No constraint on the place: two counties that merge bring two conferences, of which one is then ended.
        indexes = [models.Index(fields=["place_code", "level"], name="conference_place")]
        ordering = ["place_code", "level", "pk"]

    def __str__(self) -> str:
        return f"conference {self.pk}"

    @property
    def of_level(self) -> Level:
        return Level(self.level)

    def name_on(self, day: date | None) -> str:
        """The name it bore on that day (the last one without a day); "" when none was entered."""
        found = self.naming_on(day)
        return found.name if found else ""

    def naming_on(self, day: date | None) -> "ConferenceName | None":
        """The whole row of its name on that day, with legal basis and coordinating body; the first name before it."""
        names = list(self.names.all())
        if day is None:
            return names[-1] if names else None
        return next((one for one in reversed(names) if one.since <= day), names[0] if names else None)


class DatedQuerySet(ScopedQuerySet[Any]):
    """Rows that hold from a day until before another."""

    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class MemberUnitQuerySet(DatedQuerySet):
    def in_force(self, day: date) -> Self:
        """Memberships that hold and whose unit still exists: one that was merged away ended with its unit."""
        standing = Q(agency__closed_on=None) | Q(agency__closed_on__gt=day)
        return self.on(day).filter(standing, agency__opened_on__lte=day)


class ConferenceName(ScopedModel):
    """A name the conference bore from–to, and the body that coordinated then (2018, 2021, 2023)."""

    seen_through = "conference"
    needs = Facet.PAPERS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="names")
    name = models.CharField(_("name of the conference"), max_length=120)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    coordinating_body = models.CharField(_("coordinating body"), max_length=120, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until before"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "since"], name="one_name_of_conference_a_day"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="name_of_conference_ends_after_start"
            ),
        ]
        ordering = ["conference", "since"]

    def __str__(self) -> str:
        return self.name


class MemberUnit(ScopedModel):
    """An agency's membership in one conference, from–to; its successor takes over only when that is entered."""

    seen_through = "conference"
    needs = Facet.PAPERS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="units")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until before"), null=True, blank=True)
    lead = models.BooleanField(_("lead unit"), default=False)

    objects: ClassVar[Any] = MemberUnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "agency"], condition=Q(until=None), name="one_open_membership_per_unit"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_ends_after_start"
            ),
        ]
        ordering = ["conference", "-lead", "agency"]

    def __str__(self) -> str:
        return f"unit {self.agency_id} in conference {self.conference_id}"


class Member(ScopedModel):
    """A person's part in a conference from–to: conveners of the government, a unit's member and its liaison."""

    seen_through = "conference"
    needs = Facet.PAPERS

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    person_name = models.CharField(_("name"), max_length=40)
    office_title = models.CharField(_("office held"), max_length=80, blank=True)
    part = models.CharField(_("part"), max_length=20, choices=Part.choices)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until before"), null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="member_part"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="member_ends_after_start"
            ),
        ]
        ordering = ["conference", "pk"]

    def __str__(self) -> str:
        return self.person_name
