"""One indicator of a special action: per place, its curve, the children on its list; targets, figures filled in.

The action as a whole is in campaigns.py.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import NotPermitted, Refused, permits
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.campaigns.actions import progress
from xiangban.campaigns.forms import AddForm, FillForm, TargetForm
from xiangban.campaigns.keeping import fills, takes_part
from xiangban.campaigns.listing import listed_lines, unlisted_lines
from xiangban.campaigns.models import CampaignIndicator
from xiangban.campaigns.pictures import picture_of
from xiangban.campaigns.progress_lines import place_read, shown
from xiangban.campaigns.queries import curve_of, last_filled, progress_of, targets_of_units
from xiangban.campaigns.rules import CampaignState
from xiangban.campaigns.targets import target_choices, target_chosen
from xiangban.children.models import Child
from xiangban.figures.tables import sees_lists

MOST_FILLED = 20
LONGEST_KEY = 18  # digits that a column holds


@require_GET
@page("campaigns.see")
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """An indicator in the seat's place: line per place below, the daily curve, units' targets, figures filled in."""
    measured, viewer = _seen(request, pk), request.viewer
    place = place_read(measured.campaign, viewer)
    whole, rows = progress_of(measured, viewer, place)
    lists = sees_lists(viewer)
    line = shown(whole, viewer)
    context = {
        "indicator": measured,
        "campaign": measured.campaign,
        "place": place,
        "whole": line,
        "lines": [shown(row, viewer) for row in rows] if lists else [],
        "lists": lists,
        "picture": picture_of(curve_of(measured, viewer, place), register_day()) if "*" not in line.open else None,
        "points": curve_of(measured, viewer, place)[-30:] if lists else [],
        "filled": last_filled(measured, viewer, MOST_FILLED),
        "units": targets_of_units(measured, viewer),
        "running": measured.campaign.state != CampaignState.CLOSED,
    }
    return render(request, "campaigns/indicator.html", context | _verbs(measured, viewer))


@require_GET
@page("children.list")
def children(request: SignedInRequest, pk: int) -> HttpResponse:
    """The children on the list whom this seat sees, and those found since who could be added."""
    measured, viewer = _seen(request, pk), request.viewer
    if measured.filled_in:
        raise Http404
    after = request.GET.get("after", "")[:LONGEST_KEY]
    lines, following = listed_lines(measured, viewer, int(after) if after.isascii() and after.isdigit() else 0)
    adds = viewer.may("campaigns.add_child") and measured.campaign.state == CampaignState.RUNNING
    context = {
        "indicator": measured,
        "campaign": measured.campaign,
        "lines": lines,
        "following": following,
        "found": unlisted_lines(measured, viewer) if adds else [],
    }
    return render(request, "campaigns/children.html", context)


@require_POST
@page("campaigns.add_child")
def add_child(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a child found later on the list."""
    measured, form = _seen(request, pk), AddForm(request.POST)
    if form.is_valid():
        child = get_object_or_404(Child.objects.visible_to(request.viewer), pk=form.cleaned_data["child"])
        try:
            progress.add_child(child, request.viewer, measured=measured, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("The child is on the list, marked as added later."))
    else:
        messages.error(request, _("Why added: say how the child was found."))
    return redirect("campaigns:children", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page("campaigns.set_target")
def set_target(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set the target of a place below or of a unit."""
    measured, viewer = _seen(request, pk), request.viewer
    if not takes_part(measured.campaign, viewer):
        raise NotPermitted("campaigns.set_target", viewer, measured.campaign, seen=True)
    place = place_read(measured.campaign, viewer)
    form = TargetForm(target_choices(place), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen, unit = target_chosen(form.cleaned_data["target"], place)
        try:
            progress.set_target(chosen, viewer, measured=measured, number=form.cleaned_data["number"], unit=unit)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The target is set."))
            return redirect("campaigns:indicator", pk=pk)
    context = {"form": form, "indicator": measured, "campaign": measured.campaign}
    return render(request, "campaigns/set_target.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page("campaigns.fill")
def fill(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill in a figure for the seat's own place, with its evidence."""
    measured, viewer = _seen(request, pk), request.viewer
    if not _may_fill(measured, viewer):
        raise NotPermitted("campaigns.fill", viewer, measured.campaign, seen=True)
    form = FillForm(request.POST or None, initial={"day": register_day()})
    if request.method == "POST" and form.is_valid():
        place = place_read(measured.campaign, viewer)
        try:
            progress.fill_figure(measured.campaign, viewer, measured=measured, place=place, said=form.said())
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("The figure is filled in."))
            return redirect("campaigns:indicator", pk=pk)
    context = {"form": form, "indicator": measured, "campaign": measured.campaign}
    return render(request, "campaigns/fill.html", context, status=422 if form.errors else 200)


def _seen(request: SignedInRequest, pk: int) -> CampaignIndicator:
    rows = CampaignIndicator.objects.visible_to(request.viewer).select_related("campaign", "task")
    found: CampaignIndicator = get_object_or_404(rows, pk=pk)
    return found


def _verbs(measured: CampaignIndicator, viewer: Viewer) -> dict[str, bool]:
    open_still = measured.campaign.state != CampaignState.CLOSED
    return {
        "sets": open_still and viewer.may("campaigns.set_target") and takes_part(measured.campaign, viewer),
        "fills": open_still and measured.filled_in and _may_fill(measured, viewer),
    }


def _may_fill(measured: CampaignIndicator, viewer: Viewer) -> bool:
    return permits("campaigns.fill", measured.campaign, viewer) and fills(measured, viewer)
