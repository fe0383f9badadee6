"""What every answer carries, whoever gave it.

Who may ask for what stands in access/middleware.py.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def never_stored(get_response: Answer) -> Answer:
    """No browser and no proxy keeps a page; static files are answered before this."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer
