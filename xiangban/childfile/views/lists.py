"""The list of children and the search.

Both show rows in sight only; a name stands masked where the seat may not read it.
"""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.childfile.filters import read_filters
from xiangban.childfile.hits import show_hits
from xiangban.childfile.listing import (
    PAGE_ROWS,
    ListPage,
    Question,
    fetch_page,
    own_level,
    read_cursor,
    readable_facets,
    show_rows,
)
from xiangban.childfile.places import choose_place, value_of
from xiangban.childfile.toolbar import export_address, filter_bar, place_choice
from xiangban.childfile.totals import total_of
from xiangban.children.search import search as find
from xiangban.territories.models import Territory
from xiangban.territories.place_names import PlaceNames, place_names
from xiangban.territories.rules import Level
from xiangban.web.addresses import address
from xiangban.web.parts import page_or_part

LONGEST_QUERY = 60


@require_safe
@page("children.list")
def child_list(request: SignedInRequest) -> HttpResponse:
    """Fifty children of the seat's sight, filtered; htmx swaps only the table."""
    facets = readable_facets(request.viewer)
    asked, places = read_filters(request.GET, facets), place_names()
    place = choose_place(request.GET.get("place", ""), request.viewer, places)
    question = Question(asked, place.narrowed, register_day())
    page = _page(request, question, places)
    context = {
        "page": page,
        "total": f"{total_of(page, question, request.viewer):,}",
        "asked": asked,
        "filters": filter_bar(asked, facets),
        "place_choice": place_choice(place),
        "export_address": export_address(asked, place, request.viewer),
    }
    return page_or_part(request, "childfile/list.html", "child-list", context)


def _page(request: SignedInRequest, question: Question, places: PlaceNames) -> ListPage:
    sources = question.sources(request.viewer)
    after, before = (read_cursor(request.GET.get(name, "")) for name in ("after", "before"))
    rows, previous, following = fetch_page(sources, after, before)
    head, lines = show_rows(rows, request.viewer, places, question.today)
    return ListPage(head, lines, len(rows), previous, following)


@require_http_methods(["GET", "HEAD", "POST"])
@page("children.search")
def search(request: SignedInRequest) -> HttpResponse:
    """One box for names, sounds, numbers and places; it is posted, for an address is kept by browsers and logs."""
    query, viewer = request.POST.get("q", "").strip()[:LONGEST_QUERY], request.viewer
    found, places = find(viewer, query, PAGE_ROWS), place_names()
    head, lines = show_hits(found.children, viewer, places, register_day())
    context = {
        "query": query,
        "found": found,
        "head": head,
        "lines": lines,
        "place_links": _links_to(found.places, viewer, places),
        "by_part": Facet.NAME in viewer.sight.facets or viewer.sight.reach is not Reach.PLACE,
        "by_number": Facet.IDENTITY in readable_facets(viewer),
        "claim_address": address("children:claim") if viewer.may("children.claim") else "",
    }
    return page_or_part(request, "childfile/search.html", "found", context)


def _links_to(found: list[Territory], viewer: Viewer, places: PlaceNames) -> list[tuple[str, str]]:
    """Whole names of found places, each with the address of its list."""
    names = places.long_names((place.code for place in found), below=own_level(viewer))
    whole_list = address("childfile:list")
    return [(names[place.code], f"{whole_list}?place={value_of(Level(place.level), place.code)}") for place in found]
