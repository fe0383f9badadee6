"""Why a reader may see a row, and who has looked at it: what a child's page says about itself.

The decision is gate.py's; this only tells of it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.gate import ScopedModel
from xiangban.access.models import GivenSight, Post, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.roles import Reach, Role
from xiangban.access.viewer import Viewer
from xiangban.access.words import word_for_purpose, word_for_verb

ReasonKind = Literal["place", "pupils", "given", "system"]


@dataclass(frozen=True)
class Reason:
    """One ground on which a row is in sight: the seat's own place, its pupils, or a row given for a purpose until."""

    kind: ReasonKind
    sentence: str
    purpose: str = ""
    until: datetime | None = None
    given_by: str = ""


def why_in_sight(row: ScopedModel, viewer: Viewer) -> list[Reason]:
    """Every ground on which the viewer sees this row (a child); empty when it is out of sight."""
    if viewer.system:
        return [Reason("system", _("The system sees it for: {purpose}").format(purpose=viewer.system))]
    return [*_by_reach(row, viewer), *_as_given(row, viewer)]


def _by_reach(row: ScopedModel, viewer: Viewer) -> list[Reason]:
    reach = viewer.sight.reach
    if reach is Reach.PLACE and row.seen_at and viewer.interval.holds(getattr(row, row.seen_at)):
        words = _("Your post {post} answers for {place}, in which this child's responsible place lies.")
        return [Reason("place", words.format(post=viewer.post_title, place=viewer.place_name))]
    if reach is Reach.PUPILS and row.pupils_of and getattr(row, row.pupils_of) == viewer.agency_id is not None:
        return [Reason("pupils", _("This child is a pupil of your school."))]
    return []


def _as_given(row: ScopedModel, viewer: Viewer) -> list[Reason]:
    given = (
        GivenSight.objects.in_force(timezone.now())
        .for_post(viewer.post_id, viewer.agency_id)
        .filter(model=row.sight_label(), key=str(row.pk))
    )
    return [_say_given(one) for one in given] if viewer.post_id is not None else []


def _say_given(given: GivenSight) -> Reason:
    purpose = word_for_purpose(given.purpose)
    if given.until is None:
        sentence = _("Given to your post for: {purpose}").format(purpose=purpose)
    else:
        until = timezone.localtime(given.until).strftime("%Y-%m-%d %H:%M")
        sentence = _("Given to your post for: {purpose}, until {until}").format(purpose=purpose, until=until)
    return Reason("given", sentence, given.purpose, given.until, given.given_by)


@dataclass(frozen=True)
class Look:
    """One row of the trail about a row, with the person's name and post as they are called today."""

    at: datetime
    verb: str
    word: str
    outcome: str
    person: str
    post: str


def who_opened(row: ScopedModel, limit: int = 200) -> list[Look]:
    """Who opened, revealed, exported or changed this row, newest first; for readers with Facet.HISTORY only."""
    rows = list(
        TrailRow.objects.filter(subject_model=row.sight_label(), subject_key=str(row.pk))
        .exclude(outcome=Outcome.REFUSED)
        .order_by("-seq")[:limit]
    )
    people = dict(User.objects.filter(pk__in={one.user_id for one in rows}).values_list("pk", "display_name"))
    posts = dict(Post.objects.filter(pk__in={one.post_id for one in rows}).values_list("pk", "title"))
    return [
        Look(
            at=one.at,
            verb=one.verb,
            word=word_for_verb(one.verb),
            outcome=one.get_outcome_display(),
            person=people.get(one.user_id or 0, _("System")),
            post=posts.get(one.post_id or 0, word_for_role(one.role)),
        )
        for one in rows
    ]


def word_for_role(role: str) -> str:
    """A role as people call it; "system" where no seat acted."""
    return str(Role(role).label) if role in Role.values else _("System")
