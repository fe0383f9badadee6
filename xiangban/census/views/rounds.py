"""Pages of rounds: the list, one round with its imports, the form that opens one, locking and unlocking.

Imports are in imports.py.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.census.actions import rounds as actions
from xiangban.census.file_words import IMPORT_BADGES, ROUND_BADGES
from xiangban.census.forms import OpenRoundForm, ReasonForm
from xiangban.census.models import CensusRound
from xiangban.census.queries import covers, imports_of, own_place, rounds_of, usual_start
from xiangban.census.rules import ImportState, RoundState
from xiangban.census.standings import standings_of
from xiangban.census.submission_words import SUBMISSION_BADGES
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


@require_GET
@page("census.see")
def rounds(request: SignedInRequest) -> HttpResponse:
    """The rounds of the seat's place, newest first."""
    found = rounds_of(request.viewer)
    names = place_names().long_names([sweep.place_code for sweep in found], below=Level.PROVINCE)
    own = {one.sweep.pk: SUBMISSION_BADGES[one.state] for one in standings_of(request.viewer, register_day())}
    lines = [
        (sweep, ROUND_BADGES[RoundState(sweep.state)], names[sweep.place_code], own.get(sweep.pk)) for sweep in found
    ]
    return render(request, "census/rounds.html", {"lines": lines, "opens": request.viewer.may("census.open_round")})


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.open_round")
def open_round(request: SignedInRequest) -> HttpResponse:
    """Open a round for the own place or a place right below it."""
    viewer, home = request.viewer, home_of(request)
    if request.method == "POST":
        demand("census.open_round", home, viewer)
    below = Territory.objects.current().inside(home.interval).of_level(Level(home.level + 1))
    places = {str(place.code): place for place in [*below, home]}
    sent = request.POST if request.method == "POST" else None
    form = OpenRoundForm([home, *below], sent, initial={"start_state": usual_start(viewer)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        days = (said["reference_date"], said["deadline"])
        try:
            sweep = actions.open_round(
                places[said["place"]], viewer, name=said["name"], days=days, start_state=said["start_state"]
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("The round is open: rosters may come."))
            return redirect("census:round", pk=sweep.pk)
    return render(request, "census/open_round.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page("census.see")
def one_round(request: SignedInRequest, pk: int) -> HttpResponse:
    """A round: its days, its imports, what may be done."""
    sweep, viewer = round_in_sight(request, pk), request.viewer
    imports = [
        (batch, IMPORT_BADGES[ImportState(batch.state)], list(batch.files.all())) for batch in imports_of(viewer, sweep)
    ]
    opened = sweep.state == RoundState.OPEN
    context = {
        "round": sweep,
        "badge": ROUND_BADGES[RoundState(sweep.state)],
        "place": place_names().name(sweep.place_code),
        "imports": imports,
        "starts_at": viewer.interval.low if sweep.interval.holds(viewer.interval.low) else sweep.place_code,
        "receives": opened and viewer.may("census.receive") and sweep.interval.holds(viewer.interval.low),
        "locks": opened and permits("census.lock_round", sweep, viewer) and covers(sweep, viewer),
        "unlocks": not opened and permits("census.unlock_round", sweep, viewer) and covers(sweep, viewer),
    }
    return render(request, "census/round.html", context)


@require_POST
@page("census.lock_round")
def lock_round(request: SignedInRequest, pk: int) -> HttpResponse:
    """No further roster is taken."""
    actions.lock_round(_own_round(request, pk), request.viewer)
    messages.success(request, _("The round is locked."))
    return redirect("census:round", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.unlock_round")
def unlock_round(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a locked round again, with a reason."""
    sweep = _own_round(request, pk)
    if request.method == "POST":
        demand("census.unlock_round", sweep, request.viewer)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.unlock_round(sweep, request.viewer, reason=form.cleaned_data["reason"])
        messages.success(request, _("The round is open again."))
        return redirect("census:round", pk=pk)
    return render(
        request, "census/unlock_round.html", {"form": form, "round": sweep}, status=422 if form.errors else 200
    )


def round_in_sight(request: SignedInRequest, pk: int) -> CensusRound:
    """A round that takes in the seat's place or lies inside it."""
    found = next((sweep for sweep in rounds_of(request.viewer) if sweep.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _own_round(request: SignedInRequest, pk: int) -> CensusRound:
    """A round inside the seat's own place: only there it is locked and unlocked."""
    sweep = round_in_sight(request, pk)
    if not covers(sweep, request.viewer):
        raise Http404
    return sweep


def home_of(request: SignedInRequest) -> Territory:
    """The place of the seat."""
    home = own_place(request.viewer)
    if home is None:
        raise Http404
    return home
