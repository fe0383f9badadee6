"""Secret links of calendar feeds, and the weekly digest of a post.

Both hold no child's name; what a feed shows is made from tasks and meetings when it is fetched.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post, Seat


class FeedLinkQuerySet(models.QuerySet["FeedLink"]):
    def open(self) -> Self:
        return self.filter(revoked_at=None)


class FeedLink(models.Model):
    """A link by which a calendar reads one seat's deadlines without signing in; of its token only the hash is kept."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="feed_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"feed of seat {self.seat_id}"

    def is_open(self, moment: datetime) -> bool:
        """Whether the link was made before this moment and not revoked."""
        return self.made_at <= moment and self.revoked_at is None


class Digest(models.Model):
    """One week of one post: the numbers of its tasks that became due, were done, and stand red; immutable."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="digests")
    monday = models.DateField(_("week from"))
    due = models.JSONField(default=list)
    done = models.JSONField(default=list)
    red = models.JSONField(default=list)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "monday"], name="one_digest_a_week")]
        ordering = ["-monday"]

    def __str__(self) -> str:
        return f"week of {self.monday} at post {self.post_id}"
