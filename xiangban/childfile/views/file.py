"""A child's file and who looked at it.

Opening the file is the one GET that writes: the trail's row.
"""

from django.http import HttpResponse

from xiangban.access.pages import SignedInRequest, page


@page("children.open")
def child_file(request: SignedInRequest, pk: int) -> HttpResponse:
    return HttpResponse("x")


@page("children.open")
def opened_by(request: SignedInRequest, pk: int) -> HttpResponse:
    return HttpResponse("x")
