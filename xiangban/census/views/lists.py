"""Who has whom: the regions of the lists place by place, the estimate, and the work list of each agency.

What is counted is said in lists.py of the room.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiangban.access.gate import facets_of
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.lists import (
    PlaceLine,
    Reconciled,
    agencies_of,
    doubtful_rows,
    missing_on,
    reconcile,
)
from xiangban.census.models import CensusRound
from xiangban.census.queries import round_to_compare
from xiangban.census.says import region_words, say_estimate
from xiangban.census.views.rounds import home_of, round_in_sight
from xiangban.children.names import name_for
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


@require_GET
@page("census.see")
def reconciliation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The regions of the lists in the places below one, and how many nobody found."""
    sweep, viewer = round_in_sight(request, pk), request.viewer
    place, home = _place(request), home_of(request)
    found = reconcile(viewer, sweep, place)
    context = _about_lists(found) | {
        "round": sweep,
        "place": place,
        "home": home,
        "leads": place.level < Level.TOWNSHIP,
        "compared": _lies_in(sweep, place) and round_to_compare(sweep) is not None,
    }
    return render(request, "census/reconciliation.html", context)


def _about_lists(found: Reconciled) -> dict[str, Any]:
    """The regions, the places below with theirs, what each list is missing, the estimate."""
    regions = found.whole.regions if found.whole.children or found.doubt else []
    words = [region_words(region) for region in regions]
    missed = [(one, AGENCY_WORDS.get(one, one), found.whole.missed_by(one)) for one in found.agencies]
    return {
        "reconciled": found,
        "regions": [(word, region.children) for word, region in zip(words, regions, strict=True)],
        "lines": [(line, list(zip(words, line.counts, strict=False)), _silent(line)) for line in found.lines],
        "reported": sum(1 for line in found.lines if not line.silent),
        "missed": missed,
        "estimate": say_estimate(found.whole),
    }


def _lies_in(sweep: CensusRound, place: Territory) -> bool:
    return sweep.interval.holds(place.code) and place.level >= sweep.level


def _silent(line: PlaceLine) -> str:
    """The agencies that name nobody in a place, in words."""
    return _(", ").join(str(AGENCY_WORDS.get(agency, agency)) for agency in line.silent)


@require_GET
@page("census.see")
def worklist(request: SignedInRequest, pk: int) -> HttpResponse:
    """The children of a place whom an agency's list is missing, and the rows there that wait."""
    sweep, place, viewer = round_in_sight(request, pk), _place(request), request.viewer
    agency = request.GET.get("agency", "")
    agencies = agencies_of(sweep)
    agency = agency if agency in agencies else ("villages" if "villages" in agencies else next(iter(agencies), ""))
    shown = page_of(missing_on(viewer, sweep, place, agency), ("pk",), request.GET)
    places = place_names().long_names([child.responsible_code for child in shown.rows], below=Level.COUNTY)
    context = {
        "round": sweep,
        "place": place,
        "agency": agency,
        "agencies": [(value, AGENCY_WORDS.get(value, value)) for value in agencies],
        "agency_word": AGENCY_WORDS.get(agency, agency),
        "page": shown,
        "lines": [(c, name_for(c.name, facets_of(c, viewer)), places[c.responsible_code]) for c in shown.rows],
        "waiting": doubtful_rows(viewer, sweep, place).count(),
    }
    return render(request, "census/worklist.html", context)


def _place(request: SignedInRequest) -> Territory:
    """The place asked for, inside the seat's own; without a word the own one."""
    home, code = home_of(request), request.GET.get("place", "")
    if not code:
        return home
    if not (code.isascii() and code.isdigit() and len(code) == 12):
        raise Http404
    places = Territory.objects.current().inside(home.interval).filter(code=int(code), level__gte=home.level)
    found = places.order_by("level").first()
    if found is None:
        raise Http404
    return found
