"""The service network by places: one page a place, from the viewer's own down to the village.

The forms that change places are in place_verbs.py.
"""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.network import queries
from xiangban.network.tables import ANSWERABLE_WORDS, BELOW_TABLES
from xiangban.network.views.doors import may_here
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Level, ancestor_code

PLACE_VERBS = ("rename_place", "merge_places", "split_place", "open_agency")
MOST_AGENCIES = 60


@require_GET
@page("network.see")
def overview(request: SignedInRequest) -> HttpResponse:
    """The network of the viewer's city, or of the county for seats in one."""
    return _place_page(request, own_place(request.viewer))


@require_GET
@page("network.see")
def place(request: SignedInRequest, code: int) -> HttpResponse:
    """One place: what stands in it and below it."""
    level = request.GET.get("level", "")
    found = queries.current_place(code, int(level) if level in {str(number.value) for number in Level} else None)
    if found is None:
        raise Http404
    return _place_page(request, found)


def own_place(viewer: Viewer) -> Territory:
    """The county of a seat in one, else the place of the seat's post: an administrator's sight has none."""
    level = Level(min(viewer.level, Level.COUNTY))
    found = queries.current_place(ancestor_code(queries.code_of_post(viewer), level), level)
    if found is None:
        raise Http404
    return found


def _place_page(request: SignedInRequest, found: Territory) -> HttpResponse:
    today = timezone.localdate()
    below = queries.network_below(found, today) if found.valid_to is None else []
    table = BELOW_TABLES[Level(below[0].place.level)] if below else None
    context = {
        "place": found,
        "above": queries.ancestors_of(found),
        "below": below,
        "table": table,
        "lines": table.render([_cells(line) for line in below]) if table else "",
        "agencies": Agency.objects.open().filter(place_code=found.code, level=found.level)[:MOST_AGENCIES],
        "answerable": _who_answers(found, today),
        "answerable_word": ANSWERABLE_WORDS.get(Level(found.level), ""),
        "origins": found.origins.select_related("old").order_by("-on")[:MOST_AGENCIES],
        "successions": found.successions.select_related("new").order_by("on")[:MOST_AGENCIES],
        "verbs": _verbs_here(request.viewer, found),
    }
    return render(request, "network/place.html", context)


def _who_answers(found: Territory, today: date) -> str:
    level = Level(found.level)
    if found.valid_to is not None or level not in queries.ANSWERABLE:
        return ""
    return "、".join(queries.names_of_answerable(found.interval, level, today).get(found.code, []))


def _verbs_here(viewer: Viewer, found: Territory) -> set[str]:
    """Buttons of this page: what the seat may do here and what the level allows."""
    if found.valid_to is not None:
        return set()
    verbs = {verb for verb in PLACE_VERBS if may_here(viewer, f"network.{verb}", found)}
    return verbs if found.level >= Level.COUNTY else verbs - {"merge_places", "split_place"}


def _cells(line: queries.BelowPlace) -> tuple[object, ...]:
    place = line.place
    counts = (line.townships, line.villages, line.undirected, line.stations, line.homes)
    return (place.code, place.name, *counts, line.people, place.code)
