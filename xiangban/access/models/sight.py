"""GivenSight: the only sight besides a seat's own place, written and withdrawn by actions of higher rooms."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangban.access.models.people import Post
from xiangban.access.roles import GIVEN_TO_THE_PERSON, Role
from xiangban.territories.models import Agency


class GivenSightQuerySet(models.QuerySet["GivenSight"]):
    def in_force(self, moment: datetime) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment, withdrawn_at=None)

    def meant_for_one_person(self, post: Post) -> Self:
        """What a post of a role whose sight is given to the person holds now; nothing for any other post."""
        mine = self.in_force(timezone.now()).filter(post=post)
        return mine if Role(post.role) in GIVEN_TO_THE_PERSON else mine.none()

    def for_post(self, post_id: int | None, agency_id: int | None) -> Self:
        mine = Q(post_id=post_id)
        return self.filter(mine | Q(agency_id=agency_id) if agency_id else mine)

    def for_model(self, model: str, post_id: int, agency_id: int | None, moment: datetime) -> Self:
        """What is in force of one model for a post: in one call, since every page asks it and each call copies."""
        mine = Q(post_id=post_id)
        return self.filter(
            mine | Q(agency_id=agency_id) if agency_id else mine,
            Q(until=None) | Q(until__gt=moment),
            model=model,
            since__lte=moment,
            withdrawn_at=None,
        )


class GivenSight(models.Model):
    """One row given to a post or an agency: which object, which blocks of it, what for, from–until, by which verb."""

    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="given")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="given")
    model = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    field_set = models.CharField(max_length=32)
    purpose = models.CharField(_("purpose"), max_length=32)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=60)
    trail_seq = models.BigIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = GivenSightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post=None, agency__isnull=False) | Q(post__isnull=False, agency=None),
                name="given_to_a_post_or_an_agency",
            )
        ]
        indexes = [
            models.Index(fields=["post", "model"], name="given_post"),
            models.Index(fields=["agency", "model"], name="given_agency"),
            models.Index(fields=["model", "key"], name="given_object"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.model} {self.key}"
