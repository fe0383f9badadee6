"""The administrators' own work: accounts, posts and seats, jobs, the trail. Nothing about a child.

Verbs on all of these are in access/.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import Invitation, Job, JobState, Post, Seat, SeatKind, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.roles import Role
from xiangban.desk.cards import Card
from xiangban.web.addresses import address
from xiangban.web.badges import Tone

RECENT = timedelta(days=7)
ENDING = timedelta(days=30)


@dataclass(frozen=True)
class Note:
    """A line of the trail's state: what, and when it was last done; None when never."""

    label: str
    at: datetime | None
    hint: str


def cards_of(role: Role, today: date) -> list[Card]:
    """What waits for an administrator; empty for every other role."""
    if role is Role.SYSTEM_ADMINISTRATOR:
        return _account_cards(today)
    if role is Role.SECURITY_ADMINISTRATOR:
        return _post_cards(today)
    return _trail_cards() if role is Role.AUDIT_ADMINISTRATOR else []


def _account_cards(today: date) -> list[Card]:
    enabled, users = User.objects.filter(is_active=True), address("access:user_list")
    seated = Exists(Seat.objects.on(today).filter(user=OuterRef("pk")))
    without_seat = enabled.filter(~seated).count()
    unused = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    without_password = enabled.filter(unused).count()
    failed = Job.objects.filter(state=JobState.FAILED, queued_at__gte=timezone.now() - RECENT).count()
    seat_hint = _("They can sign in and see nothing: ask the security administrator for a seat, or disable them.")
    link_hint = _("Their one-time link was not used; renew it when it has run out.")
    job_hint = _("In the last 7 days; open a job to read why.")
    jobs = address("access:job_list")
    return [
        Card(_("Accounts without a seat"), seat_hint, without_seat, users, "user-off"),
        Card(_("Accounts without a password yet"), link_hint, without_password, users, "key"),
        Card(_("Jobs that failed"), job_hint, failed, jobs, "alert-triangle", Tone.WARNING),
    ]


def _post_cards(today: date) -> list[Card]:
    seats, posts, post_list = Seat.objects.on(today), Post.objects.open(), address("access:post_list")
    held = seats.filter(post=OuterRef("pk"))
    empty = posts.filter(~Exists(held)).count()
    ending = seats.filter(until__isnull=False, until__lte=today + ENDING).count()
    stand_in_only = posts.filter(Exists(held), ~Exists(held.filter(kind=SeatKind.HOLDER))).count()
    empty_hint = _("Nobody answers for their place today: begin a seat or a stand-in.")
    ending_hint = _("Have the handover sheet printed and begin the next seat in time.")
    stand_in_hint = _("A stand-in is for a while; name a holder.")
    links = Invitation.objects.waiting(timezone.now(), today).count()
    link_hint = _("Ask each person whether they asked for the link, then confirm it; until then it does not work.")
    waiting = f"{address('access:user_list')}?link=waiting"
    return [
        Card(_("Links waiting for your confirmation"), link_hint, links, waiting, "key", Tone.WARNING),
        Card(_("Posts without a holder"), empty_hint, empty, post_list, "user-off", Tone.WARNING),
        Card(_("Seats that end within 30 days"), ending_hint, ending, post_list, "calendar-due"),
        Card(_("Posts held by a stand-in only"), stand_in_hint, stand_in_only, post_list, "replace"),
    ]


def _trail_cards() -> list[Card]:
    refused = TrailRow.objects.filter(outcome=Outcome.REFUSED, at__gte=timezone.now() - RECENT).count()
    hint = _("Verbs that were refused in the last 7 days.")
    refusals = f"{address('access:trail')}?outcome={Outcome.REFUSED.value}"
    return [Card(_("Refusals"), hint, refused, refusals, "ban", Tone.WARNING)]


def trail_notes() -> list[Note]:
    """When the trail was last written, checked and anchored."""
    last = {verb: _last(verb) for verb in ("trail.verify", "trail.write_anchor")}
    newest = TrailRow.objects.order_by("-seq").values_list("at", flat=True).first()
    return [
        Note(_("Last row of the trail"), newest, ""),
        Note(_("Last checked"), last["trail.verify"], _("Run “xiangban verify_trail”, or check it on its page.")),
        Note(_("Last anchor written"), last["trail.write_anchor"], _("The worker writes one every day.")),
    ]


def _last(verb: str) -> datetime | None:
    rows = TrailRow.objects.filter(verb=verb, outcome=Outcome.DONE)
    return rows.order_by("-seq").values_list("at", flat=True).first()
