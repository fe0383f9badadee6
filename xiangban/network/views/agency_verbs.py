"""Forms that open, rename, close and staff agencies.

What the rules say to the answers stands in actions/agencies.py.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.network import queries
from xiangban.network.actions import agencies as actions
from xiangban.network.forms import CloseAgencyForm, EndStaffingForm, OpenAgencyForm, RenameAgencyForm, StaffForm
from xiangban.network.views.doors import open_door, sent, show_refusal
from xiangban.territories.models import Agency

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@page("network.see")
def open_agency(request: SignedInRequest, code: int) -> HttpResponse:
    """Found an agency at a place."""
    place = queries.current_place(code)
    if place is None or place.valid_to is not None:
        raise Http404
    open_door(request, "network.open_agency", place)
    form = OpenAgencyForm(sent(request))

    def act() -> Agency:
        return actions.open_agency(place, request.viewer, new=form.new_agency(), on=form.cleaned_data["on"])

    words = {"title": _("Open an agency in {place}").format(place=place.name), "button": _("Open the agency")}
    return _answer(request, form, act, {"place": place, "above": queries.ancestors_of(place), **words})


@require_http_methods(METHODS)
@page("network.see")
def rename_agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an agency a new name from a day."""
    agency = _open_agency(request, pk, "network.rename_agency")
    form = RenameAgencyForm(sent(request))

    def act() -> Agency:
        actions.rename_agency(agency, request.viewer, **form.cleaned_data)
        return agency

    words = {"title": _("Rename {agency}").format(agency=agency.name), "button": _("Give the new name")}
    return _answer(request, form, act, {"agency": agency, **words})


@require_http_methods(METHODS)
@page("network.see")
def close_agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """End an agency."""
    agency = _open_agency(request, pk, "network.close_agency")
    form = CloseAgencyForm(sent(request))

    def act() -> Agency:
        actions.close_agency(agency, request.viewer, **form.cleaned_data)
        return agency

    words = {"title": _("Close {agency}").format(agency=agency.name), "button": _("Close the agency"), "danger": True}
    return _answer(request, form, act, {"agency": agency, **words})


@require_http_methods(METHODS)
@page("network.see")
def staff_agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say who does a duty at an agency."""
    agency = _open_agency(request, pk, "network.staff_agency")
    form = StaffForm(agency, sent(request))

    def act() -> Agency:
        actions.staff_agency(agency, request.viewer, new=form.new_staff())
        return agency

    words = {"title": _("Staff of {agency}").format(agency=agency.name), "button": _("Add to the staff")}
    return _answer(request, form, act, {"agency": agency, **words})


@require_POST
@page("network.see")
def end_staffing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody's last day at a duty."""
    agency = _open_agency(request, pk, "network.staff_agency")
    form = EndStaffingForm(request.POST)

    def act() -> Agency:
        actions.end_staffing(agency, request.viewer, **form.cleaned_data)
        return agency

    words = {"title": _("End a duty at {agency}").format(agency=agency.name), "button": _("End the duty")}
    return _answer(request, form, act, {"agency": agency, **words})


def _open_agency(request: SignedInRequest, pk: int, permission: str) -> Agency:
    agency = get_object_or_404(Agency, pk=pk)
    open_door(request, permission, agency)
    return agency


def _answer(
    request: SignedInRequest, form: forms.Form, act: Callable[[], Agency], context: dict[str, Any]
) -> HttpResponse:
    """The form, the form with what is wrong, or the agency's page after the verb."""
    if form.is_valid():
        try:
            agency = act()
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Saved: {agency}.").format(agency=agency.name))
            return redirect("network:agency", agency.pk)
    return render(request, "network/agency_verb.html", {"form": form, **context}, status=422 if form.errors else 200)
