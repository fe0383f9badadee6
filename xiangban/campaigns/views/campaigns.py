"""Special actions: the list of them, one with its stages and tasks, opened, begun, closed, its progress table.

One indicator with its curve and list is in indicators.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.campaigns.actions.campaigns import begin_campaign, close_campaign, open_campaign
from xiangban.campaigns.forms import CloseForm, OpenForm
from xiangban.campaigns.keeping import demand_runner, runs
from xiangban.campaigns.models import Campaign
from xiangban.campaigns.progress_lines import closing_of, lines_of, place_read, tasks_of
from xiangban.campaigns.rules import CAMPAIGN_MOVES, CampaignState
from xiangban.campaigns.shipped import shipped
from xiangban.figures.suppression import SMALLEST_CELL
from xiangban.figures.tables import sees_lists
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.models import Territory


@require_GET
@page("campaigns.see")
def campaign_list(request: SignedInRequest) -> HttpResponse:
    """The special actions of this place and of those above it."""
    viewer = request.viewer
    found = Campaign.objects.visible_to(viewer)
    context = {"campaigns": found, "opens": viewer.may("campaigns.open"), "today": register_day()}
    return render(request, "campaigns/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("campaigns.open")
def open_one(request: SignedInRequest) -> HttpResponse:
    """Open one that is shipped for the seat's own place."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = next(plan for plan in shipped() if plan.code == form.cleaned_data["plan"])
        days = (form.cleaned_data["starts_on"], form.cleaned_data["ends_on"])
        try:
            opened = open_campaign(_own_place(request), request.viewer, plan=plan, days=days)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("The special action is open. Set targets, then freeze the lists and begin."))
            return redirect("campaigns:campaign", pk=opened.pk)
    context = {"form": form, "plans": shipped()}
    return render(request, "campaigns/open.html", context, status=422 if form.errors else 200)


@require_GET
@page("campaigns.see")
def campaign(request: SignedInRequest, pk: int) -> HttpResponse:
    """One special action: goal, stages, the tasks with what became of each indicator in the seat's place."""
    found, viewer = _seen(request, pk), request.viewer
    moves = CAMPAIGN_MOVES.verbs_from(found.state) if runs(found, viewer) else ()
    verbs = [verb for verb in moves if permits(f"campaigns.{verb}", found, viewer)]
    context = {
        "campaign": found,
        "stages": [(stage, stage.runs_on(register_day())) for stage in found.stages.all()],
        "place": place_read(found, viewer),
        "tasks": tasks_of(found, viewer),
        "opens_tasks": found.state == CampaignState.RUNNING and viewer.may("conference.open_task"),
        "verbs": verbs,
        "closing_figures": closing_of(found, viewer),
        "closing": getattr(found, "closing", None) if permits("campaigns.close", found, viewer) else None,
    }
    return render(request, "campaigns/campaign.html", context)


@require_GET
@page("campaigns.see")
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The progress table in the official shape (专项行动进展情况统计表), for print."""
    found = _seen(request, pk)
    context = {"campaign": found, "place": place_read(found, request.viewer), "today": register_day()}
    return render(request, "campaigns/progress.html", context | lines_of(found, request.viewer))


@require_POST
@page("campaigns.begin")
def begin(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freeze the lists and begin."""
    found = _seen(request, pk)
    try:
        listed = begin_campaign(found, request.viewer)
    except MoveNotAllowed:
        messages.error(request, _("The special action has begun already. Reload the page."))
    else:
        messages.success(request, _frozen(listed, request.viewer))
    return redirect("campaigns:campaign", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page("campaigns.close")
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close it with the figures as they stand."""
    found, form = _seen(request, pk), CloseForm(request.POST or None)
    demand("campaigns.close", found, request.viewer)
    demand_runner(found, request.viewer, "campaigns.close")
    if request.method == "POST" and form.is_valid():
        place = place_read(found, request.viewer)
        try:
            close_campaign(found, request.viewer, place=place, reason=form.cleaned_data["reason"])
        except MoveNotAllowed:
            messages.error(request, _("The special action is not running. Reload the page."))
        return redirect("campaigns:campaign", pk=pk)
    context = {"form": form, "campaign": found}
    return render(request, "campaigns/close.html", context, status=422 if form.errors else 200)


def _frozen(listed: int, viewer: Viewer) -> str:
    """So many entries, but no number below five for a seat that reads no lists."""
    if sees_lists(viewer) or not 0 < listed < SMALLEST_CELL:
        return _("The lists are frozen: {number} entries.").format(number=listed)
    return _("The lists are frozen: fewer than five entries.")


def _seen(request: SignedInRequest, pk: int) -> Campaign:
    found: Campaign = get_object_or_404(Campaign.objects.visible_to(request.viewer), pk=pk)
    return found


def _own_place(request: SignedInRequest) -> Territory:
    places = Territory.objects.current().filter(code=request.viewer.interval.low, level=request.viewer.level)
    return get_object_or_404(places)
