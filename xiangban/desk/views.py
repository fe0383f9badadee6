"""My day, and the handover sheet of a post.

Both only read; every verb they lead to is in the rooms below.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.permissions import on_menu
from xiangban.desk.day import day_of
from xiangban.desk.queries import post_to_hand_over
from xiangban.desk.sheet import sheet_of
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


@require_safe
@page("desk.see")
def today(request: SignedInRequest) -> HttpResponse:
    """What waits for this seat today."""
    now = register_day()
    day = day_of(request.viewer, place_names(), now)
    may_search = request.viewer.role is not None and on_menu(request.viewer.role, "children.search")
    return render(request, "desk/today.html", {"day": day, "now": now, "may_search": may_search})


@require_safe
@page("desk.see")
def handover_sheet(request: SignedInRequest, post: int) -> HttpResponse:
    """What is open at a post, to print and sign when a seat ends."""
    found = post_to_hand_over(request.viewer, post)
    if found is None:
        raise Http404
    places = place_names()
    sheet = sheet_of(found, request.viewer, places, register_day())
    place = places.long_names([found.place_code], below=Level.CITY)[found.place_code]
    return render(request, "desk/handover_sheet.html", {"sheet": sheet, "post": found, "place": place})
