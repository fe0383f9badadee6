"""Who staffs a service node, and the working-day calendar.

Public reference data: seen by every seat, changed only by the actions of this room.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xiangban.access.fields import SealedTextField
from xiangban.access.models import Post
from xiangban.territories.models import Agency


class Duty(models.TextChoices):
    """What a person does at a service node (domain 7)."""

    HEAD = "head", _("head of the agency")
    DIRECTOR = "director", _("village child director")
    SUPERVISOR = "supervisor", _("township child supervisor")
    STAFF = "staff", _("staff")
    CLASS_TEACHER = "class_teacher", _("class teacher")
    COUNSELLOR = "counsellor", _("school counsellor")
    SOCIAL_WORKER = "social_worker", _("social worker")
    VOLUNTEER = "volunteer", _("volunteer")


class StaffingQuerySet(models.QuerySet["Staffing"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def with_duty(self, duty: Duty) -> Self:
        return self.filter(duty=duty)


class Staffing(models.Model):
    """Who does which duty at an agency from–to (both days included): a post, or a person by name and phone."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="staffing")
    duty = models.CharField(_("duty"), max_length=16, choices=Duty.choices)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="staffing", verbose_name=_("post")
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    phone = SealedTextField(_("phone"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = StaffingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(post__isnull=False) | ~Q(name=""), name="staffed_by_a_post_or_a_name"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="staffing_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "until"], name="staffing_agency"),
            models.Index(fields=["duty", "until"], name="staffing_duty"),
        ]
        ordering = ["agency", "duty", "since", "pk"]

    def __str__(self) -> str:
        return f"{self.duty} of agency {self.agency_id}"


class CalendarYear(models.Model):
    """A year whose calendar stands in the table; `complete` says that the State Council's notice is all entered."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    complete = models.BooleanField(_("complete"), default=False)
    edited_at = models.DateTimeField()

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """A day that differs from Monday to Friday, or a named holiday: works or rests."""

    day = models.DateField(_("day"), primary_key=True)
    working = models.BooleanField(_("working day"))
    name = models.CharField(_("holiday"), max_length=40, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
