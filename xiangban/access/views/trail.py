"""The trail, for the audit administrator: who did what, when, from which seat, with which reason."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiangban.access import trail_reader
from xiangban.access.actions import notes as actions
from xiangban.access.anchors import own_anchors
from xiangban.access.explanations import word_for_role
from xiangban.access.keys import keyring
from xiangban.access.models import Post, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.trail import open_reason
from xiangban.access.words import named_verbs, told_details, word_for_subject, word_for_verb
from xiangban.lib.ciphers import Unsealable
from xiangban.web.badges import Badge, Tone

TONES = {Outcome.DONE: Tone.GOOD, Outcome.REFUSED: Tone.WARNING, Outcome.OPENED: Tone.PLAIN}


@require_GET
@page("trail.read")
def trail(request: SignedInRequest) -> HttpResponse:
    shown = page_of(_chosen(request.GET), ("-seq",), request.GET)
    context = {"page": shown, "rows": _told(shown.rows), "verbs": named_verbs(), "outcomes": Outcome.choices}
    return render(request, "access/trail.html", context)


@require_POST
@page("trail.verify")
def verify_trail(request: SignedInRequest) -> HttpResponse:
    """Check the whole trail now; that it was checked is itself a row of it."""
    anchors = own_anchors()
    verdict = trail_reader.check(trail_reader.stored_rows(), keyring().secrets("trail"), anchors)
    actions.note_verification(None, request.viewer, verdict=verdict)
    checks = [trail_reader.say_check(name, name in verdict.checks) for name in ("links", "macs", "anchors")]
    fault = trail_reader.say_fault(verdict.fault) if verdict.fault else ""
    context = {"verdict": verdict, "checks": checks, "fault": fault, "anchors": len(anchors)}
    return render(request, "access/verify_trail.html", context)


@require_POST
@page("trail.write_anchor")
def write_anchor(request: SignedInRequest) -> HttpResponse:
    """Write today's anchor now and show what it says, to be copied by hand or printed."""
    for seq, link in actions.write_anchor(None, request.viewer).items():
        words = _("Today's anchor: row {seq}, link {link}. Keep a copy outside this machine.")
        messages.success(request, words.format(seq=seq, link=link))
    return redirect("access:trail")


def _chosen(asked: QueryDict) -> QuerySet[TrailRow]:
    rows = TrailRow.objects.all()
    if word := asked.get("person", "").strip():
        people = User.objects.filter(Q(username__icontains=word) | Q(display_name__icontains=word))
        rows = rows.filter(user_id__in=list(people.values_list("pk", flat=True)[:500]))
    if verb := asked.get("verb", "").strip():
        rows = rows.filter(verb=verb)
    if asked.get("outcome") in Outcome.values:
        rows = rows.filter(outcome=asked["outcome"])
    if day := _day(asked.get("day", "")):
        begin = timezone.make_aware(datetime.combine(day, time.min))
        rows = rows.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    return rows


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # At the ends of the calendar the day's beginning or end cannot be told in UTC.
    return day if date.min < day < date.max else None


def _told(rows: list[TrailRow]) -> list[dict[str, Any]]:
    people = dict(User.objects.filter(pk__in={row.user_id for row in rows}).values_list("pk", "display_name"))
    posts = dict(Post.objects.filter(pk__in={row.post_id for row in rows}).values_list("pk", "title"))
    return [
        {
            "row": row,
            "word": word_for_verb(row.verb),
            "person": people.get(row.user_id or 0, ""),
            "post": posts.get(row.post_id or 0, "" if row.user_id else word_for_role(row.role)),
            "badge": Badge(Outcome(row.outcome).label, TONES[Outcome(row.outcome)]),
            "reason": _reason(row),
            "subject": word_for_subject(row.subject_model),
            "details": told_details(row.detail),
        }
        for row in rows
    ]


def _reason(row: TrailRow) -> str:
    """The reason in clear; one that cannot be opened is shown as such, and verify_trail says why."""
    try:
        return open_reason(row.reason)
    except (Unsealable, ValueError):
        return "—"
