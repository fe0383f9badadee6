"""Names of schools in an import that tell no school or several, and the school that a clerk says is meant."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.pages import SignedInRequest, page
from xiangban.census.actions import schools as actions
from xiangban.census.forms import NameSchoolForm
from xiangban.census.models import Import, SchoolNaming
from xiangban.census.school_names import SHOWN, school_called, schools_offered, written_names
from xiangban.census.views.imports import import_in_sight


@require_GET
@page("census.see")
def schools(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every such name with the number of its rows; decided ones stand at the end."""
    batch, viewer = import_in_sight(request, pk), request.viewer
    names = sorted(written_names(batch), key=lambda name: name.naming is not None)
    shown = names[:SHOWN]
    context = {
        "batch": batch,
        "names": shown,
        "left": len(names) - len(shown),
        "offered": schools_offered(name.county for name in shown if name.naming is None),
        "names_schools": permits("census.name_school", batch, viewer),
    }
    return render(request, "census/schools.html", context)


@require_POST
@page("census.name_school")
def name_school(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which school a written name means."""
    batch = import_in_sight(request, pk)
    demand("census.name_school", batch, request.viewer)
    form = NameSchoolForm(request.POST)
    data = form.cleaned_data if form.is_valid() else {}
    school = school_called(data["school"], data["county"]) if data else None
    if school is None:
        messages.error(request, _("School: no one school has this name. Choose one as it is written in the list."))
        return redirect("census:schools", pk=pk)
    try:
        actions.name_school(batch, request.viewer, written=data["written"], county=data["county"], school=school)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("“{name}” is {school}.").format(name=data["written"], school=school.name))
    return redirect("census:schools", pk=pk)


@require_POST
@page("census.unname_school")
def unname_school(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    namings = SchoolNaming.objects.visible_to(request.viewer)
    naming: SchoolNaming = get_object_or_404(namings, pk=pk)
    try:
        actions.unname_school(naming, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The decision is taken back."))
    if Import.objects.visible_to(request.viewer).filter(pk=naming.batch_id).exists():
        return redirect("census:schools", pk=naming.batch_id)
    return redirect("census:rounds")  # a county takes back what the city decided of it
