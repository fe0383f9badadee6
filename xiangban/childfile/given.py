"""To whom a file is given, for the seats that may take it back: one line for each post, with the way to end it.

Giving and taking back themselves are in children/.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from xiangban.access.gate import answers_for
from xiangban.access.models import GivenSight
from xiangban.access.viewer import Viewer
from xiangban.access.words import word_for_purpose
from xiangban.children.codes import SightPurpose
from xiangban.children.models import Child
from xiangban.web.phrases import StrOrPromise

TAKES_BACK = {SightPurpose.ASSIGNED: "unassign", SightPurpose.OWN_CHILD: "withdraw_parent"}


@dataclass(frozen=True)
class GivenTo:
    """One post that sees the file by gift: since when, what for, and the address where it is taken back."""

    post: str
    place: str
    purpose: StrOrPromise
    since: datetime
    address: str
    asks: bool  # a page of its own asks for the reason; else one press does it


def given_to(child: Child, viewer: Viewer) -> list[GivenTo]:
    """The posts from which this seat may take the file back, oldest first."""
    if not answers_for(child, viewer):
        return []
    verbs = {purpose: verb for purpose, verb in TAKES_BACK.items() if viewer.may(f"children.{verb}")}
    rows = (
        GivenSight.objects.in_force(timezone.now())
        .filter(model=Child.sight_label(), key=str(child.pk), purpose__in=verbs, post__isnull=False)
        .select_related("post__territory")
        .order_by("since", "pk")
    )
    return [_line(child, row, verbs[SightPurpose(row.purpose)]) for row in rows] if verbs else []


def _line(child: Child, row: GivenSight, verb: str) -> GivenTo:
    post = row.post
    return GivenTo(
        post.title if post else "",
        post.territory.name if post else "",
        word_for_purpose(row.purpose),
        row.since,
        reverse(f"children:{verb}", args=[child.pk, row.post_id]),
        asks=verb == "withdraw_parent",
    )
