"""The error pages: one sentence, what to do, nothing about the person or the reason.

They use neither request nor session and survive a broken database, so that they tell every reader the same.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xiangban.web.demonstration import all_is_invented


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return _error_page(
        400,
        _("The request cannot be read"),
        _("What the browser sent is damaged or incomplete."),
        _("Go back, reload the page and try again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a page the reader knows of, but not from this seat."""
    return _error_page(
        403,
        _("Your seat may not do this"),
        _("The seat you act from does not include this right; the attempt has been recorded."),
        _("Choose another seat at the top of the page, or ask the security administrator of your installation."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same answer whether something does not exist or lies outside the reader's sight."""
    return _error_page(
        404,
        _("There is nothing to see here"),
        _("The page does not exist, or it lies outside what your seat may see."),
        _("Check the address, or begin again from the start page."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return _error_page(
        500,
        _("Something went wrong on our side"),
        _("The fault has been written to the log of the installation; unfinished changes were not saved."),
        _("Try again in a few minutes. If it happens again, tell the system administrator the time and what you did."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection mark is missing or too old."""
    return _error_page(
        403,
        _("The form has expired"),
        _("The page was open for too long, or cookies are switched off in the browser; nothing was saved."),
        _("Go back, reload the page and send the form again."),
    )


def _error_page(status: int, title: str, sentence: str, advice: str) -> HttpResponse:
    words = {"status": status, "title": title, "sentence": sentence, "advice": advice}
    body = render_to_string("web/error.html", {**words, "demo_notice": all_is_invented()})
    return HttpResponse(body, status=status)
