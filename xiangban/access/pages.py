"""Every page says who may ask for it: `@page(permission)`, `@personal_page`, `@open_page(reason)`; others do not exist.

A seat without the permission finds no such page (404); rows are narrowed by the view through the gate.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from xiangban.access.models import User
from xiangban.access.viewer import Viewer


class SignedInRequest(HttpRequest):
    """A request behind the middleware: a person who acts from a seat."""

    user: User
    viewer: Viewer
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]


def page(permission: str) -> Callable[[View], View]:
    """A page for seats that hold the permission; for others it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **named: Any) -> HttpResponseBase:
            if not request.viewer.may(permission):
                raise Http404
            return view(request, *args, **named)

        guarded.access_rule = f"permission:{permission}"  # type: ignore[attr-defined]  # read by the middleware
        return guarded

    return decorate


def personal_page(view: View) -> View:
    """A page for anybody signed in, even before a seat is chosen (choosing a seat, own account)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        return view(request, *args, **named)

    guarded.access_rule = "signed_in"  # type: ignore[attr-defined]  # read by the middleware
    return guarded


def open_page(reason: str) -> Callable[[View], View]:
    """A page without sign-in; the reason is kept for the house test."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            return view(request, *args, **named)

        guarded.access_rule = "open"  # type: ignore[attr-defined]  # read by the middleware
        guarded.open_because = reason  # type: ignore[attr-defined]  # read by the house tests
        return guarded

    return decorate
