"""Coverage of the service network: how many places have who and what they should, and which have not.

Who counts as a director or supervisor is said in queries.py.
"""

from bisect import bisect_right
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.network import queries
from xiangban.network.forms import place_choices
from xiangban.network.tables import GAP_WORDS, GAPS
from xiangban.network.views.agencies import places_to_choose
from xiangban.network.views.places import own_place
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code

ROWS = 50


@require_GET
@page("network.see")
def coverage(request: SignedInRequest) -> HttpResponse:
    """Three questions with their denominators, and fifty places that lack what one of them asks."""
    home = own_place(request.viewer)
    places = places_to_choose(home)
    chosen = _chosen(places, request.GET.get("place", "")) or home
    # Who holds a post is asked for the day of the clock, so that a post filled in the demo counts at once.
    gaps = queries.gaps_of(chosen.interval, timezone.localdate())
    asked = request.GET.get("gap", "director")
    if asked not in gaps:
        raise Http404
    lines, following = _page_of(gaps[asked], request.GET.get("after", ""))
    context = {
        "place": chosen,
        "choices": place_choices(places),
        "chosen": f"{chosen.level}-{chosen.code}",
        "gaps": [(name, GAP_WORDS[name], gap) for name, gap in gaps.items()],
        "asked": asked,
        "asked_word": GAP_WORDS[asked],
        "table": GAPS,
        "lines": lines,
        "following": following,
        "today": register_day(),
    }
    return render(request, "network/coverage.html", context)


def _chosen(places: list[Territory], value: str) -> Territory | None:
    return next((place for place in places if f"{place.level}-{place.code}" == value), None)


def _page_of(gap: queries.Gap, cursor: str) -> tuple[str, str]:
    """Rows after the cursor as HTML, and the cursor of the next page."""
    start = bisect_right(gap.missing, int(cursor)) if cursor.isascii() and cursor.isdigit() and len(cursor) < 19 else 0
    codes = gap.missing[start : start + ROWS]
    names = _names(codes, gap.level)
    above = _names([_above(code, gap.level) for code in codes], Level(gap.level - 1))
    rows = [(code, names.get(code, ""), above.get(_above(code, gap.level), ""), code) for code in codes]
    more = len(gap.missing) > start + ROWS
    return GAPS.render(rows), str(codes[-1]) if more else ""


def _above(code: int, level: Level) -> int:
    return ancestor_code(code, Level(level - 1))


def _names(codes: Sequence[int], level: Level) -> dict[int, str]:
    places = Territory.objects.current().of_level(level).filter(code__in=codes)
    return dict(places.values_list("code", "name"))
