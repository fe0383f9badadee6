"""Answers to htmx: the part of a page, or the whole page for everybody else.

Parts are named in the page's own template with `partialdef`.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for an element of the page; a restored history entry needs the whole page."""
    headers = request.headers
    if headers.get("HX-Request") != "true":
        return False
    return headers.get("HX-Boosted") != "true" and headers.get("HX-History-Restore-Request") != "true"


def page_or_part(
    request: HttpRequest, template: str, part: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page, or for htmx only its named part, from one template and one context."""
    name = f"{template}#{part}" if wants_part(request) else template
    response = render(request, name, dict(context), status=status)
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
    return response


def redirect_or_refresh(request: HttpRequest, to: Any) -> HttpResponse:
    """Go to an address, URL name or model with `get_absolute_url`; htmx is told to load it as a whole page."""
    answer = redirect(to)
    if not wants_part(request):
        return answer
    return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
