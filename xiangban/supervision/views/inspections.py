"""Inspections with sample, sheet and problems; one problem; the three lists (问题、责任、整改).

Steps are in steps.py.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.gate import answers_for
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.clock import clock_of
from xiangban.network.calendar import work_calendar
from xiangban.supervision.actions import findings as on_findings
from xiangban.supervision.actions import inspections as on_inspections
from xiangban.supervision.actions.findings import Problem
from xiangban.supervision.actions.inspections import Mandate, Subject
from xiangban.supervision.buttons import demand_taker, offered, takes
from xiangban.supervision.choices import units_below
from xiangban.supervision.forms import FindingForm, InspectionForm, SampleForm
from xiangban.supervision.models import Finding, Inspection
from xiangban.supervision.queries import findings_for, moves_of, reviews_for
from xiangban.supervision.rules import FINDING_RUNS
from xiangban.supervision.sheets import sheet_of
from xiangban.supervision.views.steps import steps_for
from xiangban.territories.models import Agency, Territory


@require_GET
@page("supervision.see")
def inspection_list(request: SignedInRequest) -> HttpResponse:
    """Inspections in sight, newest first."""
    found = Inspection.objects.visible_to(request.viewer).prefetch_related("units__agency")
    context = {"inspections": found, "opens": request.viewer.may("supervision.open_inspection")}
    return render(request, "supervision/inspection_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("supervision.open_inspection")
def open_inspection(request: SignedInRequest) -> HttpResponse:
    """Open an inspection under a mandate."""
    form = InspectionForm(units_below(request.viewer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        mandate = Mandate(said["approved_by"], said["approved_on"], said["scope"], said["plan"])
        days = (said["starts_on"], said["ends_on"])
        about = Subject(said["kind"], said["matter"], said["title"], days, list(said["units"]), said["despite"])
        try:
            opened = on_inspections.open_inspection(_own_place(request), request.viewer, mandate=mandate, about=about)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return redirect("supervision:inspection", pk=opened.pk)
    return render(request, "supervision/open_inspection.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page("supervision.see")
def inspection(request: SignedInRequest, pk: int) -> HttpResponse:
    """One inspection: mandate, plan, units, sample, problems, conclusion, reviews, and what can be done now."""
    found, viewer = _seen(request, pk), request.viewer
    own = permits("supervision.draw_sample", found, viewer) and takes("draw_sample", found, viewer)
    context = {
        "inspection": found,
        "units": [row.agency for row in found.units.select_related("agency")],
        "sample": getattr(found, "sample", None),
        "inspects": answers_for(found, viewer),
        "findings": Finding.objects.visible_to(viewer).filter(inspection=found).select_related("agency"),
        "reviews": reviews_for(found, viewer),
        "moves": moves_of(found),
        "steps": steps_for(found, viewer, offered(found, viewer)),
        "own": own,
    }
    return render(request, "supervision/inspection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("supervision.draw_sample")
def draw_sample(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw the sample, once."""
    found, form = _seen(request, pk), SampleForm(request.POST or None)
    demand("supervision.draw_sample", found, request.viewer)
    demand_taker("draw_sample", found, request.viewer)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        confidence, margin = float(said["confidence"]), float(said["margin"])
        try:
            on_inspections.draw_sample(found, request.viewer, kind=said["kind"], confidence=confidence, margin=margin)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("supervision:sheet", pk=pk)
    context = {"form": form, "inspection": found}
    return render(request, "supervision/draw_sample.html", context, status=422 if form.errors else 200)


@require_GET
@page("supervision.see")
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet to take along: what was drawn, with seed, confidence and margin, and room to write."""
    found = _seen(request, pk)
    if not answers_for(found, request.viewer):
        raise Http404  # what is visited unannounced is not told to the unit that is inspected
    context = {"inspection": found, "sample": getattr(found, "sample", None)}
    context["lines"] = sheet_of(found, request.viewer)
    return render(request, "supervision/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("supervision.add_finding")
def add_finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down a problem of one of the inspected units."""
    found = _seen(request, pk)
    demand("supervision.add_finding", found, request.viewer)
    demand_taker("add_finding", found, request.viewer)
    units = Agency.objects.filter(pk__in=found.units.values("agency"))
    form = FindingForm(units, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = on_findings.add_finding(found, request.viewer, problem=Problem(**form.cleaned_data))
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Problem {number} is written down.").format(number=made.number))
            return redirect("supervision:inspection", pk=pk)
    context = {"form": form, "inspection": found}
    return render(request, "supervision/add_finding.html", context, status=422 if form.errors else 200)


@require_GET
@page("supervision.see")
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One problem with its rectification."""
    viewer = request.viewer
    rows = Finding.objects.visible_to(viewer).select_related("inspection", "agency", "post")
    found: Finding = get_object_or_404(rows, pk=pk)
    runs = found.state in FINDING_RUNS and found.deadline is not None
    context = {
        "finding": found,
        "leads": Inspection.objects.visible_to(viewer).filter(pk=found.inspection_id).exists(),
        "clock": clock_of(found.deadline, register_day(), work_calendar()) if runs and found.deadline else None,
        "moves": moves_of(found),
        "steps": steps_for(found, viewer, offered(found, viewer)),
        "issues": viewer.may("supervision.issue_order"),
    }
    return render(request, "supervision/finding.html", context)


@require_GET
@page("supervision.see")
def three_lists(request: SignedInRequest) -> HttpResponse:
    """Problems, who answers for them, what is done about them: three lists of the same rows."""
    return render(request, "supervision/three_lists.html", {"findings": findings_for(request.viewer, register_day())})


def _seen(request: SignedInRequest, pk: int) -> Inspection:
    found: Inspection = get_object_or_404(Inspection.objects.visible_to(request.viewer), pk=pk)
    return found


def _own_place(request: SignedInRequest) -> Territory:
    places = Territory.objects.current().filter(code=request.viewer.interval.low, level=request.viewer.level)
    return get_object_or_404(places)
