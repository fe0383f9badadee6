"""Territory, its succession, and Agency with its dated names.

Public reference data: seen by every seat, changed only by the verbs of network/.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.territories.fields import PlaceCodeField
from xiangban.territories.rules import Interval, Level, interval_of, parent_code

LEVELS = [
    (Level.PROVINCE, _("Province")),
    (Level.CITY, _("City")),
    (Level.COUNTY, _("County")),
    (Level.TOWNSHIP, _("Township")),
    (Level.VILLAGE, _("Village")),
]


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def current(self) -> Self:
        return self.filter(valid_to=None)

    def valid_on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def inside(self, interval: Interval) -> Self:
        return self.filter(code__gte=interval.low, code__lt=interval.high)

    def of_level(self, level: Level) -> Self:
        return self.filter(level=level)


class Territory(models.Model):
    """A place from province to village in both official numberings, valid from–to."""

    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    code = models.BigIntegerField(_("statistics code"))
    civil_code = models.BigIntegerField(_("civil-affairs code"), null=True, blank=True)
    name = models.CharField(_("name of the place"), max_length=60)
    kind = models.CharField(_("urban-rural class"), max_length=3, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code"], condition=Q(valid_to=None), name="one_current_place_per_code"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="place_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["code", "level"], name="territory_code"),
            models.Index(fields=["civil_code"], name="territory_civil_code"),
            models.Index(fields=["name", "level"], name="territory_name"),
        ]
        ordering = ["code", "level"]

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> int:
        return self.code

    @property
    def interval(self) -> Interval:
        return interval_of(Level(self.level), self.code)

    @property
    def parent_code(self) -> int | None:
        return parent_code(Level(self.level), self.code)


class SuccessionKind(models.TextChoices):
    RENAME = "rename", _("renamed")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    RECODE = "recode", _("given a new code")


class Succession(models.Model):
    """Which place followed which, so that figures can be counted by old and new boundaries."""

    old = models.ForeignKey(Territory, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Territory, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="one_succession_per_pair")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class AgencyKind(models.TextChoices):
    MEMBER_UNIT = "member_unit", _("Member unit")
    TOWNSHIP_GOVERNMENT = "township_government", _("Township government")
    VILLAGE_COMMITTEE = "village_committee", _("Village committee")
    SCHOOL = "school", _("School")
    HOSPITAL = "hospital", _("Hospital")
    STATION = "station", _("Minors' protection station")
    CHILDRENS_HOME = "childrens_home", _("Children's home")
    RESCUE_CENTRE = "rescue_centre", _("Rescue and protection centre")
    WELFARE_INSTITUTION = "welfare_institution", _("Child welfare institution")
    SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def inside(self, interval: Interval) -> Self:
        return self.filter(place_code__gte=interval.low, place_code__lt=interval.high)

    def of_kind(self, kind: AgencyKind) -> Self:
        return self.filter(kind=kind)


class Agency(models.Model):
    """A body that does the work: a member unit, school, station, children's home or committee of one place."""

    kind = models.CharField(_("kind"), max_length=24, choices=AgencyKind.choices)
    unit_kind = models.CharField(_("kind of member unit"), max_length=32, blank=True)
    name = models.CharField(_("name of the agency"), max_length=80)
    place_code = PlaceCodeField(_("place"))
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    phone = models.CharField(_("office phone"), max_length=20, blank=True)
    address = models.CharField(_("office address"), max_length=120, blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "place_code"], name="agency_kind_place")]
        ordering = ["place_code", "kind", "pk"]

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """A name an agency bore from–to; old papers keep the old name."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(max_length=80)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["agency", "since"]

    def __str__(self) -> str:
        return self.name
