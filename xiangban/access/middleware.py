"""ViewerMiddleware: deny by default, end idle and old sessions, find the seat, turn refusals into answers.

Sign-in itself is allauth's; locking out guessers is axes'.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted
from xiangban.access.library_pages import LIBRARY_PAGES
from xiangban.access.second_factor import lacks_second_factor
from xiangban.access.viewer import Viewer, current_seats, viewer_from_seat

SEAT_KEY = "seat"
BEGAN_KEY = "began"
SEEN_KEY = "seen"
SEEN_EVERY = 60  # seconds between writes of the last-seen moment: a page must not cost a write


class ViewerMiddleware:
    """Puts `viewer` on the request, or answers in the view's place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None  # type: ignore[attr-defined]  # SignedInRequest for views behind a rule
        if request.user.is_authenticated and _session_is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because the session was idle or too old. Sign in again."))
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _named: Any
    ) -> HttpResponse | None:
        rule = _rule_of(request, view)
        if rule == "open":
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _seat_the_viewer(request, rule)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotPermitted):
            return None
        if not exception.seen:
            raise Http404
        return render(request, "web/403.html", status=403)


def _rule_of(request: HttpRequest, view: Callable[..., HttpResponse]) -> str:
    """The view's own rule; views of libraries have theirs in library_pages.py; anything else does not exist."""
    rule = getattr(view, "access_rule", None)
    if rule is not None:
        return str(rule)
    match = request.resolver_match
    name = match.view_name if match else ""
    library = LIBRARY_PAGES.get(name)
    if library is None:
        raise Http404
    return library


def _seat_the_viewer(request: HttpRequest, rule: str) -> HttpResponse | None:
    seats = current_seats(int(request.user.pk), timezone.localdate())
    chosen = request.session.get(SEAT_KEY)
    seat = next((seat for seat in seats if seat.pk == chosen), None)
    if seat is None and len(seats) == 1:
        seat = seats[0]
        request.session[SEAT_KEY] = seat.pk
    request.seats = seats  # type: ignore[attr-defined]  # read by the seat line
    viewer = viewer_from_seat(seat) if seat else None
    request.viewer = viewer  # type: ignore[attr-defined]
    if rule == "signed_in":
        return None
    return redirect("access:choose_seat") if viewer is None else _ask_second_factor(request, viewer)


def _ask_second_factor(request: HttpRequest, viewer: Viewer) -> HttpResponse | None:
    if not lacks_second_factor(request, viewer):
        return None
    messages.warning(request, _("Your seat sees more than one village: set up a second factor first."))
    return redirect("mfa_index")


def _session_is_over(request: HttpRequest) -> bool:
    now = int(time.time())
    began = request.session.setdefault(BEGAN_KEY, now)
    seen = request.session.setdefault(SEEN_KEY, now)
    idle, absolute = settings.XIANGBAN_IDLE.total_seconds(), settings.XIANGBAN_SESSION.total_seconds()
    over = now - seen > idle or now - began > absolute
    if not over and now - seen >= SEEN_EVERY:
        request.session[SEEN_KEY] = now
    return over
