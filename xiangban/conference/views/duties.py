"""Pages of the duty list: both duties of each post (一岗双责), as the own place has them.

What is shipped is in duties.py of the room.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiangban.access.acts import NotPermitted
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import points as actions
from xiangban.conference.models import ListedDuty
from xiangban.conference.parties import sets_out
from xiangban.conference.point_forms import DutyForm, begun_from
from xiangban.conference.views.asking import Asked, asked, pressed, sent
from xiangban.figures.views.summary import own_place
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

FORM_METHODS = ["GET", "HEAD", "POST"]
SHOWN_MOST = 300


@require_safe
@page("conference.see")
def duties(request: SignedInRequest) -> HttpResponse:
    """The duty list in sight: the own unit's rows first for a unit, else those of the own place."""
    rows = ListedDuty.objects.visible_to(request.viewer).standing().select_related("agency", "post")
    mine = request.GET.get("mine") == "1"
    rows = rows.of_unit(request.viewer) if mine else rows
    found = list(rows.order_by("level", "place_code", "agency_id", "pk")[:SHOWN_MOST])
    places = place_names().long_names({one.place_code for one in found}, below=Level.PROVINCE)
    context = {
        "rows": [(one, places[one.place_code], sets_out(one, request.viewer)) for one in found],
        "mine": mine,
        "may_edit": request.viewer.may("conference.edit_duties"),
    }
    return render(request, "conference/duties.html", context)


@require_POST
@page("conference.edit_duties")
def edit_duties(request: SignedInRequest) -> HttpResponse:
    """Lay what is shipped for the units of the own place."""
    back = redirect("conference:duties")
    done = _("The duties that are shipped stand in the list; amend them to what your place decided.")
    return pressed(request, back, lambda: actions.lay_duties(own_place(request.viewer), request.viewer), done)


@require_http_methods(FORM_METHODS)
@page("conference.edit_duties")
def add_duty(request: SignedInRequest) -> HttpResponse:
    """Add a row."""
    form = DutyForm(request.viewer, sent(request))
    back = reverse("conference:duties")

    def act(_said: dict[str, Any]) -> HttpResponse:
        actions.add_duty(own_place(request.viewer), request.viewer, terms=form.terms())
        messages.success(request, _("The duty stands in the list."))
        return redirect(back)

    return asked(request, Asked(_("Add a duty"), _("Add"), back), form, act)


@require_http_methods(FORM_METHODS)
@page("conference.edit_duties")
def amend_duty(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a row anew from today."""
    duty, back = _own_duty(request, pk), reverse("conference:duties")
    form = DutyForm(request.viewer, sent(request), initial=begun_from(duty))
    lead = _("The row as it stood until today stays readable for its days.")

    def act(_said: dict[str, Any]) -> HttpResponse:
        actions.amend_duty(duty, request.viewer, terms=form.terms())
        messages.success(request, _("The duty is amended."))
        return redirect(back)

    return asked(request, Asked(_("Amend a duty"), _("Amend"), back, lead), form, act)


@require_POST
@page("conference.edit_duties")
def edit_duties_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a row today."""
    duty = _own_duty(request, pk)
    back = redirect("conference:duties")
    return pressed(request, back, lambda: actions.end_duty(duty, request.viewer), _("The duty has ended."))


def _own_duty(request: SignedInRequest, pk: int) -> ListedDuty:
    duty: ListedDuty = get_object_or_404(ListedDuty.objects.visible_to(request.viewer), pk=pk)
    if not sets_out(duty, request.viewer):
        raise NotPermitted("conference.edit_duties", request.viewer, duty, seen=True)
    return duty
