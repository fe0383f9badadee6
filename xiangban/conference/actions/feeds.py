"""Verbs of calendar feeds and of the weekly digest: a link made or revoked by its own seat, a week written by a job."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.models import Post, Seat
from xiangban.access.viewer import Viewer
from xiangban.conference.clock import Colour
from xiangban.conference.models import Digest, FeedLink, Task, TaskPost

TOKEN_BYTES = 24
WEEK = timedelta(days=7)


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@action("conference.keep_feed")
def make_feed(seat: Seat, by: Viewer) -> str:
    """Make the secret of a new feed of the own seat and revoke the old one; it is shown once and kept as a hash."""
    _demand_own(seat.pk, seat, by)
    now = timezone.now()
    FeedLink.objects.open().filter(seat=seat).update(revoked_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = FeedLink.objects.create(seat=seat, token_hash=_hash_of(token), made_at=now)
    tell(feed=link.pk)
    return token


@action("conference.keep_feed")
def revoke_feed(seat: Seat, by: Viewer) -> None:
    """The link of the own seat opens nothing any more. Raises Refused where there is none."""
    _demand_own(seat.pk, seat, by)
    if FeedLink.objects.open().filter(seat=seat).update(revoked_at=timezone.now()) == 0:
        raise Refused(_("There is no link any more. Reload the page."))


@action("conference.write_digests")
def write_digests(subject: None, by: Viewer, *, monday: date) -> int:
    """Write last week of every post that has tasks, once; returns how many were new. The job of Monday alone."""
    posts = TaskPost.objects.values_list("post_id", flat=True).distinct()
    written = set(Digest.objects.filter(monday=monday).values_list("post_id", flat=True))
    rows = [_week_of(post, monday) for post in Post.objects.open().filter(pk__in=posts) if post.pk not in written]
    Digest.objects.bulk_create(rows)
    tell(week=monday.isoformat(), posts=len(rows))
    return len(rows)


def _week_of(post: Post, monday: date) -> Digest:
    tasks, sunday = Task.objects.filter(posts__post=post), monday + WEEK - timedelta(days=1)
    due = tasks.filter(deadline__gte=monday, deadline__lte=sunday).exclude(state="withdrawn")
    done = tasks.filter(Q(reported_on__gte=monday, reported_on__lte=sunday))
    red = tasks.in_colour(Colour.RED, monday + WEEK)
    keys = [list(found.values_list("pk", flat=True)) for found in (due, done, red)]
    return Digest(post=post, monday=monday, due=keys[0], done=keys[1], red=keys[2], written_at=timezone.now())


def _demand_own(seat: int, subject: Seat, by: Viewer) -> None:
    if by.seat_id != seat:
        raise NotPermitted("conference.keep_feed", by, subject, seen=False)
