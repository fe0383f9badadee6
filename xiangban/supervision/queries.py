"""What stands behind the pages of supervision: repeated inspections, the three lists, who held a post on a day.

Who may read is asked of the gate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiangban.access.gate import answers_for
from xiangban.access.models import Post, Seat
from xiangban.access.viewer import Viewer
from xiangban.supervision.models import Finding, InspectedUnit, Inspection, Order, Review, Suggestion, SupervisionMove
from xiangban.supervision.rules import SAME_MATTER_DAYS
from xiangban.territories.models import Agency


def inspected_lately(units: Iterable[Agency], matter: str, day: date) -> list[tuple[Agency, Inspection]]:
    """Units that were or are to be inspected on the same matter within a year of that day, newest first."""
    span = timedelta(days=SAME_MATTER_DAYS)
    rows = InspectedUnit.objects.filter(
        agency__in=list(units),
        inspection__matter=matter,
        inspection__starts_on__gt=day - span,
        inspection__starts_on__lt=day + span,
    )
    found = rows.select_related("agency", "inspection").order_by("-inspection__starts_on")
    return [(row.agency, row.inspection) for row in found]


def findings_for(viewer: Viewer, today: date) -> Sequence[Finding]:
    """Problems in sight with their colours, the open ones first."""
    rows = Finding.objects.visible_to(viewer).with_colour(today)
    return list(rows.select_related("agency", "inspection", "post").order_by("state", "deadline", "pk"))


def reviews_for(inspection: Inspection, viewer: Viewer) -> Sequence[Review]:
    """The requests for review of an inspection: a unit reads its own, the offices of its place all."""
    rows = inspection.reviews.select_related("agency")
    return list(rows if answers_for(inspection, viewer) else rows.filter(agency=viewer.agency_id))


def orders_for(viewer: Viewer, today: date) -> Sequence[Order]:
    """Papers of the ladder in sight with their colours."""
    rows = Order.objects.visible_to(viewer).with_colour(today)
    return list(rows.select_related("issuer", "unit").order_by("-issued_on", "-pk"))


def holders_on(post: Post, day: date) -> list[Seat]:
    """Who held the post on that day: holder first, then stand-ins; a seat ended by hand counts until that moment."""
    seats = Seat.objects.filter(post=post, since__lte=day).select_related("user").order_by("kind", "since")
    return [
        seat
        for seat in seats
        if (seat.until is None or seat.until >= day) and (seat.ended_at is None or seat.ended_at.date() >= day)
    ]


@dataclass(frozen=True)
class MoveLine:
    """One move as a page tells it: when, by which post, to which state in words, with what text."""

    at: datetime
    post: Post | None
    words: str
    text: str


def moves_of(row: Inspection | Finding | Order | Suggestion) -> list[MoveLine]:
    """The moves of a row that was found in sight, oldest first."""
    words = dict(row._meta.get_field("state").flatchoices)
    rows = SupervisionMove.objects.filter(subject=row._meta.label_lower, key=row.pk).select_related("post")
    return [MoveLine(made.at, made.post, str(words[made.state_after]), made.text) for made in rows.order_by("pk")]
