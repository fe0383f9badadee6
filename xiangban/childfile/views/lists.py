"""The list of children and the search.

Both show rows in sight only; a name stands masked where the seat may not read it.
"""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from xiangban.access.pages import SignedInRequest, page
from xiangban.childfile.filters import Asked, read_filters
from xiangban.childfile.listing import (
    ListPage,
    Question,
    fetch_page,
    read_cursor,
    readable_facets,
    show_rows,
)
from xiangban.childfile.places import ChosenPlace, choose_place
from xiangban.childfile.toolbar import filter_bar, place_choice
from xiangban.territories.place_names import PlaceNames, place_names
from xiangban.web.parts import page_or_part


@page("children.list")
def child_list(request: SignedInRequest) -> HttpResponse:
    """Fifty children of the seat's sight, filtered; htmx swaps only the table."""
    facets = readable_facets(request.viewer)
    asked, places = read_filters(request.GET, facets), place_names()
    place = choose_place(request.GET.get("place", ""), request.viewer, places)
    context = {
        "page": _page(request, asked, place, places, timezone.localdate()),
        "asked": asked,
        "filters": filter_bar(asked, facets),
        "place_choice": place_choice(place),
    }
    return page_or_part(request, "childfile/list.html", "child-list", context)


def _page(request: SignedInRequest, asked: Asked, place: ChosenPlace, places: PlaceNames, today: date) -> ListPage:
    sources = Question(asked, place.narrowed, today).sources(request.viewer)
    after, before = (read_cursor(request.GET.get(name, "")) for name in ("after", "before"))
    rows, previous, following = fetch_page(sources, after, before)
    head, lines = show_rows(rows, request.viewer, places, today)
    return ListPage(head, lines, len(rows), previous, following)


@page("children.search")
def search(request: SignedInRequest) -> HttpResponse:
    return HttpResponse("x")
