"""What differs from the last round: counts by place, the list behind them, and why, said by a person.

What differs is worked out in differences.py of the room.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.census.actions import explaining as actions
from xiangban.census.causes import ASKING, CAUSES
from xiangban.census.difference_words import tell_differences
from xiangban.census.differences import Counted, Difference, count_by_place, differing, found_again
from xiangban.census.queries import round_to_compare
from xiangban.census.reason_words import SINCE_WORDS
from xiangban.census.reconciliation import Since
from xiangban.census.rules import RoundState
from xiangban.census.views.submissions import place_in_round
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

ON_A_PAGE = 20
LONGEST_KEY = 19  # digits; larger numbers are no keys of either engine
OPEN, ALL = "open", "all"


@require_GET
@page("census.see")
def differences(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """How many differ in each place below, and twenty of them by name with their causes."""
    sweep, where = place_in_round(request, pk, code)
    found, places = differing(request.viewer, sweep, where), place_names()
    counted = count_by_place(found, Level(min(where.level + 1, Level.VILLAGE)))
    since, shown = _chosen(request.GET, found)
    following = shown[ON_A_PAGE - 1].child if len(shown) > ON_A_PAGE else ""
    names = places.names([line.code for line in counted])
    context = {
        "round": sweep,
        "place": where,
        "before": round_to_compare(sweep),
        "again": found_again(request.viewer, sweep, where) - _numbers(found, Since.MOVED)[0],
        "kinds": [(kind, SINCE_WORDS[kind], *_numbers(found, kind)) for kind in ASKING],
        "since": since,
        "show": _shows(request.GET),
        "counted": [(line.code, names[line.code], _in_order(line), line.unexplained) for line in counted],
        "leads": where.level < Level.VILLAGE,
        "lines": tell_differences(request.viewer, shown[:ON_A_PAGE], places),
        "choices": [(cause.value, cause.label) for cause in CAUSES[since]],
        "following": following,
        "explains": sweep.state == RoundState.OPEN and request.viewer.may("census.explain"),
    }
    return render(request, "census/differences.html", context)


@require_POST
@page("census.explain")
def explain(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """Say why the children of a page differ; one chosen for the rest goes to all that have none."""
    sweep, where = place_in_round(request, pk, code)
    words = request.POST.get("words", "")[:200]
    try:
        number = actions.explain(where, request.viewer, sweep=sweep, causes=_causes(request.POST), words=words)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("{number} causes were written.").format(number=number))
    asked = urlencode({"since": _since(request.POST), "show": _shows(request.POST)})
    return redirect(f"{reverse('census:differences', kwargs={'pk': pk, 'code': code})}?{asked}")


def _causes(sent: QueryDict) -> dict[int, str]:
    """The causes a form gives, by the key of the child."""
    rest = sent.get("rest", "")
    named = {name.removeprefix("cause_"): value for name, value in sent.items() if name.startswith("cause_")}
    return {
        int(key): str(value) or rest
        for key, value in named.items()
        if key.isascii() and key.isdigit() and len(key) < LONGEST_KEY
    }


def _chosen(query: QueryDict, found: Sequence[Difference]) -> tuple[Since, list[Difference]]:
    """The kind that is asked for, else the first with an open one; and its children after the key of the last page."""
    since = _since(query) if "since" in query else next((one.since for one in found if not one.explained), Since.GONE)
    after = query.get("after", "")
    last = int(after) if after.isascii() and after.isdigit() and len(after) < LONGEST_KEY else 0
    wanted = _shows(query) == ALL
    return since, [one for one in found if one.since is since and one.child > last and (wanted or not one.explained)]


def _since(query: QueryDict) -> Since:
    asked = query.get("since", "")
    return Since(asked) if asked in ASKING else Since.GONE


def _shows(query: QueryDict) -> str:
    return ALL if query.get("show") == ALL else OPEN


def _numbers(found: Sequence[Difference], kind: Since) -> tuple[int, int]:
    """How many differ in this way, and how many of them nobody explained."""
    of_kind = [one for one in found if one.since is kind]
    return len(of_kind), sum(1 for one in of_kind if not one.explained)


def _in_order(line: Counted) -> list[tuple[object, int]]:
    return [(SINCE_WORDS[kind], line.numbers[kind]) for kind in ASKING]
