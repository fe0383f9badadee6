"""The filters above the list as HTML, drawn once for each choice and kept in the process.

The key of what is kept is everything that is drawn, so nothing of one seat can reach another.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.childfile.filters import Asked, readable_filters
from xiangban.childfile.places import ChosenPlace


def filter_bar(asked: Asked, facets: frozenset[Facet]) -> SafeString:
    """Every filter this reader may use, with what is chosen."""
    return _filter_bar(get_language(), facets, tuple((one.name, value) for one, value in asked.values))


def place_choice(place: ChosenPlace) -> SafeString:
    """The way down the tree; empty where there is nothing to choose."""
    return _place_choice(get_language(), place) if place.below or len(place.steps) > 1 else SafeString("")


def export_address(asked: Asked, place: ChosenPlace, viewer: Viewer) -> str:
    """Where this seat asks for this list as a file, with every filter and the place; "" where it may not ask."""
    if not viewer.may("exports.request"):
        return ""
    chosen = {one.name: value for one, value in asked.values}
    if place.narrowed is not None:
        chosen["place"] = place.value
    whole = reverse("access:request_export", args=["children"])
    return f"{whole}?{urlencode(chosen)}" if chosen else whole


@lru_cache(maxsize=256)
def _filter_bar(_language: str | None, facets: frozenset[Facet], chosen: tuple[tuple[str, str], ...]) -> SafeString:
    values = dict(chosen)
    shown = [(one, one.answers(facets), values.get(one.name, "")) for one in readable_filters(facets)]
    return render_to_string("childfile/filters.html", {"filters": shown, "chosen": bool(chosen)})


@lru_cache(maxsize=256)
def _place_choice(_language: str | None, place: ChosenPlace) -> SafeString:
    return render_to_string("childfile/place_choice.html", {"place": place})
