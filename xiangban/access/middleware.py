"""ViewerMiddleware: deny by default, end idle and old sessions, find the seat, turn refusals into answers.

Sign-in itself is allauth's; locking out guessers is axes'.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.library_pages import LIBRARY_PAGES
from xiangban.access.second_factor import lacks_second_factor
from xiangban.access.session import SEAT_KEY, is_over
from xiangban.access.sign_in import listen_to_factors
from xiangban.access.viewer import current_seats, viewer_from_seat
from xiangban.lib.moves import MoveNotAllowed
from xiangban.web.views import page_not_found, permission_denied

__all__ = ["SEAT_KEY", "ViewerMiddleware"]


class ViewerMiddleware:
    """Puts `viewer` on the request, or answers in the view's place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        listen_to_factors()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None  # type: ignore[attr-defined]  # SignedInRequest for views behind a rule
        if request.user.is_authenticated and is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because the session was idle or too old. Sign in again."))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _named: Any
    ) -> HttpResponse | None:
        rule = _rule_of(request, view)
        if not request.user.is_authenticated:
            # Without its query: what somebody searched for must not travel in an address.
            return None if rule == "open" else redirect_to_login(request.path)
        return _seat_the_viewer(request, rule)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return permission_denied(request) if exception.seen else page_not_found(request)
        if isinstance(exception, Refused):
            return _say_refusal(request, exception.sentence)
        if isinstance(exception, MoveNotAllowed):
            return _say_refusal(request, _("This was already done, or it is not possible in the present state."))
        return None


def _rule_of(request: HttpRequest, view: Callable[..., HttpResponse]) -> str:
    """The view's own rule; views of libraries have theirs in library_pages.py; anything else does not exist."""
    rule = getattr(view, "access_rule", None)
    if rule is not None:
        return str(rule)
    match = request.resolver_match
    library = LIBRARY_PAGES.get(match.view_name if match else "")
    if library is None:
        raise Http404
    return library


def _seat_the_viewer(request: HttpRequest, rule: str) -> HttpResponse | None:
    seats = current_seats(int(request.user.pk or 0), timezone.localdate())
    chosen = request.session.get(SEAT_KEY)
    seat = next((seat for seat in seats if seat.pk == chosen), None)
    if seat is None and len(seats) == 1:
        seat = seats[0]
        request.session[SEAT_KEY] = seat.pk
    request.seats = seats  # type: ignore[attr-defined]  # read by the seat line
    viewer = viewer_from_seat(seat) if seat else None
    request.viewer = viewer  # type: ignore[attr-defined]
    if rule in ("open", "signed_in"):
        return None
    if seat is None or viewer is None:
        return redirect("access:choose_seat")
    return _ask_second_factor(request) if lacks_second_factor(seat, viewer) else None


def _ask_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Your seat sees more than one village: set up a second factor first."))
    return redirect("mfa_index")


def _say_refusal(request: HttpRequest, sentence: str) -> HttpResponse:
    """A rule of the field said no and the view had no form to say it in: 409 with the sentence."""
    words = {
        "status": 409,
        "title": _("This cannot be done now"),
        "sentence": sentence,
        "advice": _("Nothing was changed by this attempt. Go back, reload the page and look at its present state."),
    }
    return render(request, "web/error.html", words, status=409)
