"""The calendar feed of a seat, the page of its link, the weekly digest, and the texts for the group.

What a feed holds is made in calendar_feed.py.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, open_page, page
from xiangban.conference.actions import feeds as actions
from xiangban.conference.calendar_feed import events_of_seat, seat_of_token
from xiangban.conference.digests import digest_of, digests_of
from xiangban.conference.models import Decision
from xiangban.conference.own_feed import link_of, own_seat
from xiangban.conference.plain_text import decisions_text, notice_text
from xiangban.conference.views.asking import meeting_in_sight, pressed
from xiangban.lib.calendar_text import calendar_text


@require_safe
@open_page("a calendar program cannot sign in; the link is a secret of one seat, and what it gives names no child")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Deadlines and meetings of one seat, for its calendar."""
    viewer = seat_of_token(token)
    if viewer is None:
        raise Http404
    root = request.build_absolute_uri("/").rstrip("/")
    text = calendar_text(viewer.post_title, events_of_seat(viewer, register_day(), root), timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@page("conference.keep_feed")
def feeds(request: SignedInRequest) -> HttpResponse:
    """The link of the own seat: whether there is one, made or revoked here."""
    link = link_of(request.viewer)
    return render(request, "conference/feeds.html", {"link": link})


@require_POST
@page("conference.keep_feed")
def keep_feed(request: SignedInRequest) -> HttpResponse:
    """Make a new link; it is shown this once."""
    seat = own_seat(request.viewer)
    token = actions.make_feed(seat, request.viewer)
    address = request.build_absolute_uri(reverse("conference:feed", args=[token]))
    return render(request, "conference/feeds.html", {"link": link_of(request.viewer), "address": address})


@require_POST
@page("conference.keep_feed")
def keep_feed_no_longer(request: SignedInRequest) -> HttpResponse:
    """The link opens nothing any more."""
    seat = own_seat(request.viewer)
    back = redirect("conference:feeds")
    return pressed(request, back, lambda: actions.revoke_feed(seat, request.viewer), _("The link is revoked."))


@require_safe
@page("conference.see")
def digests(request: SignedInRequest) -> HttpResponse:
    """The weeks of the own post, the newest opened."""
    weeks = digests_of(request.viewer)
    chosen = request.GET.get("week", "")
    digest = next((one for one in weeks if one.monday.isoformat() == chosen), weeks[0] if weeks else None)
    shown = digest_of(digest, request.viewer, register_day()) if digest else None
    return render(request, "conference/digests.html", {"weeks": weeks, "shown": shown})


@require_safe
@page("conference.see")
def texts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Notice and decisions of a meeting as texts for the group."""
    meeting = meeting_in_sight(request, pk)
    rows = Decision.objects.visible_to(request.viewer).shown_to(request.viewer).filter(meeting=meeting)
    decided = list(rows.order_by("number"))
    context = {
        "meeting": meeting,
        "notice": notice_text(meeting),
        "decisions": decisions_text(meeting, decided, register_day()) if decided else "",
    }
    return render(request, "conference/texts.html", context)
