"""Verbs of a suggestion of accountability: drafted on one of three grounds, sent to who may decide, result recorded.

The platform imposes nothing (政务处分法; Order 733, art. 21).
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.numbering import numbered
from xiangban.conference.rules import PaperKind
from xiangban.supervision.actions.moves import demand_level, move
from xiangban.supervision.models import Order, Suggestion
from xiangban.supervision.queries import holders_on
from xiangban.territories.models import Agency


@dataclass(frozen=True)
class Grounds:
    """What is suggested and why: unit, post, ground, day, facts, measure, who decides, who approved."""

    unit: Agency
    post: Post | None
    ground: str
    on_day: date
    facts: str
    measure: str
    decides: str
    approved_by: str
    order: Order | None = None


@action("supervision.suggest_accountability")
def suggest_accountability(issuer: Agency, by: Viewer, *, grounds: Grounds) -> Suggestion:
    """Draft a suggestion. Raises Refused for a day to come or a post of another unit."""
    if not (by.system or by.interval.holds(grounds.unit.place_code)):
        raise NotPermitted("supervision.suggest_accountability", by, grounds.unit, seen=False)
    if grounds.on_day > register_day():
        raise Refused(_("Day of the facts: {day} has not come yet.").format(day=grounds.on_day), "on_day")
    if grounds.post is not None and grounds.post.agency_id != grounds.unit.pk:
        words = _("{post} is not a post of {unit}.")
        raise Refused(words.format(post=grounds.post.title, unit=grounds.unit.name), "post")
    suggestion = Suggestion.objects.create(
        place_code=issuer.place_code,
        level=by.level or issuer.level,
        issuer=issuer,
        unit=grounds.unit,
        post=grounds.post,
        order=grounds.order,
        ground=grounds.ground,
        on_day=grounds.on_day,
        facts=grounds.facts,
        measure=grounds.measure,
        decides=grounds.decides,
        approved_by=grounds.approved_by,
        held_by=_holders(grounds),
        drafted_at=timezone.now(),
        drafted_by_id=by.post_id,
    )
    tell(subject=suggestion, unit=grounds.unit.pk, ground=grounds.ground)
    return suggestion


def _holders(grounds: Grounds) -> str:
    """The names of who held the post on the day of the facts, as they are written on the paper."""
    seats = holders_on(grounds.post, grounds.on_day) if grounds.post is not None else []
    return "、".join(seat.user.display_name for seat in seats)


@action("supervision.send_suggestion")
def send_suggestion(suggestion: Suggestion, by: Viewer) -> None:
    """Send it, numbered, to the body that may decide."""
    demand_level(suggestion, by, "supervision.send_suggestion")
    move(suggestion, "send", by)
    suggestion.number, suggestion.number_text = numbered(suggestion.issuer, PaperKind.LETTER, register_day().year)
    suggestion.sent_on = register_day()
    suggestion.save(update_fields=["number", "number_text", "sent_on"])


@action("supervision.record_result")
def record_result(suggestion: Suggestion, by: Viewer, *, result: str, result_on: date) -> None:
    """Record what the body decided; the platform decides nothing. Raises Refused for a day before it was sent."""
    demand_level(suggestion, by, "supervision.record_result")
    if suggestion.sent_on is not None and not suggestion.sent_on <= result_on <= register_day():
        raise Refused(
            _("Decided on: {day} does not lie between the sending and today.").format(day=result_on), "result_on"
        )
    move(suggestion, "record_result", by, result)
    suggestion.result, suggestion.result_on = result, result_on
    suggestion.save(update_fields=["result", "result_on"])


@action("supervision.withdraw_suggestion")
def withdraw_suggestion(suggestion: Suggestion, by: Viewer, *, reason: str) -> None:
    """Take a suggestion back; a number it had stays used."""
    demand_level(suggestion, by, "supervision.withdraw_suggestion")
    move(suggestion, "withdraw", by, reason)
