"""A place in a round: how complete it is, how far it has come, and the verbs that take it up level by level.

What differs from the last round is in differences.py.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand
from xiangban.access.gate import facets_of
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.census.actions import submissions as actions
from xiangban.census.completeness import files_without, moves_of, owing_below, progress_of, readable_facts
from xiangban.census.forms import ReasonForm
from xiangban.census.models import CensusRound
from xiangban.census.rules import RoundState
from xiangban.census.submission_forms import SubmitPlaceForm
from xiangban.census.submission_words import JUDGING, LATE, SUBMISSION_BADGES, amended_from, say_moves
from xiangban.census.submitting import SubmissionState, offered
from xiangban.census.views.rounds import home_of, round_in_sight
from xiangban.children.facts import FACTS
from xiangban.children.names import name_for
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

FORM_METHODS = ["GET", "HEAD", "POST"]
Judges = Callable[..., object]


@require_GET
@page("census.see")
def place(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """A place of a round with those right below it."""
    sweep, where = place_in_round(request, pk, code)
    found = progress_of(request.viewer, sweep, where, register_day())
    moves = say_moves(moves_of(request.viewer, sweep, where))
    below = where.level + 1
    context = {
        "round": sweep,
        "place": where,
        "above": _above(request, sweep, where),
        "late": LATE,
        "own": found.own,
        "badge": SUBMISSION_BADGES[found.own.state],
        "verbs": _verbs(request, sweep, found.own.state, where.level),
        "lines": [
            (line, SUBMISSION_BADGES[line.state], _verbs(request, sweep, line.state, below)) for line in found.below
        ],
        "in_none": found.in_none,
        "readable": readable_facts(request.viewer),
        "handed_in": len(found.below) - len(found.owing),
        "moves": moves,
        "amended_from": amended_from(found.own, moves),
        "leads": where.level < Level.VILLAGE,
    }
    return render(request, "census/place.html", context)


@require_GET
@page("census.see")
def lacking(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """The files of a place that lack one fact: the list behind the number."""
    sweep, where = place_in_round(request, pk, code)
    viewer, fact = request.viewer, request.GET.get("fact", "")
    readable = readable_facts(viewer)
    if not readable:
        raise Http404
    fact = fact if fact in readable else readable[0]
    shown = page_of(files_without(viewer, where, fact), ("pk",), request.GET)
    places = place_names().long_names([child.responsible_code for child in shown.rows], below=Level(viewer.level))
    context = {
        "round": sweep,
        "place": where,
        "fact": FACTS[fact].label,
        "page": shown,
        "lines": [(c, name_for(c.name, facets_of(c, viewer)), places[c.responsible_code]) for c in shown.rows],
    }
    return render(request, "census/lacking.html", context)


@require_http_methods(FORM_METHODS)
@page("census.submit_place")
def submit_place(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """Hand the place in, with what it states."""
    sweep, where = place_in_round(request, pk, code)
    if request.method == "POST":
        demand("census.submit_place", where, request.viewer)
    form = SubmitPlaceForm(where.level, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.submit_place(where, request.viewer, sweep=sweep, **form.cleaned_data)
        except (Refused, MoveNotAllowed) as refusal:
            form.add_error(getattr(refusal, "field", "") or None, _sentence(refusal))
        else:
            messages.success(request, _("{place} is submitted.").format(place=where.name))
            return redirect("census:place", pk=pk, code=code)
    missing = [name for _code, name in owing_below(request.viewer, sweep, where)]
    context = {"form": form, "round": sweep, "place": where, "owing": len(missing), "missing": _(", ").join(missing)}
    return render(request, "census/submit_place.html", context, status=422 if form.errors else 200)


@require_POST
@page("census.accept_place")
def accept_place(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """What the place handed in was looked through."""
    sweep, where = place_in_round(request, pk, code)
    try:
        actions.accept_place(where, request.viewer, sweep=sweep)
    except (Refused, MoveNotAllowed) as refusal:
        messages.error(request, _sentence(refusal))
    else:
        messages.success(request, _("{place} is accepted.").format(place=where.name))
    return _back(request, sweep, where)


@require_http_methods(FORM_METHODS)
@page("census.return_place")
def return_place(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """Send the place back, with what is to be mended."""
    return _with_reason(request, pk, code, actions.return_place)


@require_http_methods(FORM_METHODS)
@page("census.reopen_place")
def reopen_place(request: SignedInRequest, pk: int, code: int) -> HttpResponse:
    """Let the place sweep again after it was accepted."""
    return _with_reason(request, pk, code, actions.reopen_place)


def place_in_round(request: SignedInRequest, pk: int, code: int) -> tuple[CensusRound, Territory]:
    """A place of the seat's own, or below it, in a round that takes it in."""
    sweep, home = round_in_sight(request, pk), home_of(request)
    if not sweep.interval.holds(code):
        raise Http404
    places = Territory.objects.current().inside(home.interval).filter(code=code, level__gte=home.level)
    found = places.filter(level__gte=sweep.level).order_by("level").first()
    if found is None:
        raise Http404
    return sweep, found


def _with_reason(request: SignedInRequest, pk: int, code: int, judge: Judges) -> HttpResponse:
    sweep, where = place_in_round(request, pk, code)
    verb = judge.__name__
    if request.method == "POST":
        demand(f"census.{verb}", where, request.viewer)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            judge(where, request.viewer, sweep=sweep, reason=form.cleaned_data["reason"])
        except (Refused, MoveNotAllowed) as refusal:
            form.add_error(None, _sentence(refusal))
        else:
            messages.success(request, _("{place} is being swept again.").format(place=where.name))
            return _back(request, sweep, where)
    heading = str(JUDGING[verb]).format(place=where.name)
    context = {"form": form, "round": sweep, "place": where, "heading": heading}
    return render(request, "census/judge_place.html", context, status=422 if form.errors else 200)


def _verbs(request: SignedInRequest, sweep: CensusRound, state: SubmissionState, level: int) -> list[str]:
    """What the seat is offered for a place of its own in this state."""
    if sweep.state != RoundState.OPEN:
        return []
    verbs = offered(state, level, sweep.level, request.viewer.level)
    return [verb for verb in verbs if request.viewer.may(f"census.{verb}")]


def _above(request: SignedInRequest, sweep: CensusRound, where: Territory) -> Territory | None:
    """The place in whose list this one stands, as far as the seat sees it in this round."""
    home, code = home_of(request), where.parent_code
    if code is None or where.level == max(sweep.level, home.level):
        return None
    return Territory.objects.current().filter(code=code, level=where.level - 1).first()


def _back(request: SignedInRequest, sweep: CensusRound, where: Territory) -> HttpResponse:
    above = _above(request, sweep, where)
    return redirect("census:place", pk=sweep.pk, code=above.code if above else where.code)


def _sentence(refusal: Refused | MoveNotAllowed) -> str:
    if isinstance(refusal, Refused):
        return refusal.sentence
    return _("Somebody was faster: the place stands otherwise by now. Look at it again.")
