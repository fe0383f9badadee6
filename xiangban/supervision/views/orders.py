"""The ladder: papers in sight with their colours, one with its moves, the paper as printed, issuing one.

Steps of a paper are in steps.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.clock import clock_of
from xiangban.network.calendar import work_calendar
from xiangban.supervision.actions import orders as on_orders
from xiangban.supervision.actions.orders import OrderTerms
from xiangban.supervision.buttons import offered
from xiangban.supervision.choices import issuers_of, units_below
from xiangban.supervision.forms import OrderForm
from xiangban.supervision.models import Order
from xiangban.supervision.origins import origin_shown
from xiangban.supervision.queries import moves_of, orders_for
from xiangban.supervision.rules import ORDER_RUNS, OrderOrigin
from xiangban.supervision.views.steps import steps_for


@require_GET
@page("supervision.see")
def order_list(request: SignedInRequest) -> HttpResponse:
    """Papers of the ladder in sight, newest first."""
    viewer = request.viewer
    context = {"orders": orders_for(viewer, register_day()), "issues": viewer.may("supervision.issue_order")}
    return render(request, "supervision/order_list.html", context)


@require_GET
@page("supervision.see")
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """One paper: what it asks, its clock, the unit's answer, appeals, every move, and what can be done now."""
    found, viewer = _seen(request, pk), request.viewer
    runs = found.state in ORDER_RUNS
    context = {
        "order": found,
        "clock": clock_of(found.deadline, register_day(), work_calendar()) if runs else None,
        "origin": origin_shown(found.origin_kind, found.origin_key, viewer),
        "appeals": found.appeals.all(),
        "moves": moves_of(found),
        "steps": steps_for(found, viewer, offered(found, viewer)),
    }
    return render(request, "supervision/order.html", context)


@require_GET
@page("supervision.see")
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper as it goes out, for print: under its issuer, without a seal of the conference."""
    return render(request, "supervision/paper.html", {"order": _seen(request, pk)})


@require_http_methods(["GET", "HEAD", "POST"])
@page("supervision.issue_order")
def issue_order(request: SignedInRequest) -> HttpResponse:
    """Issue a paper, on a task or problem named in the address, or on another matter."""
    viewer = request.viewer
    origin = (request.GET.get("on", OrderOrigin.OTHER.value), request.GET.get("key", ""))
    shown = origin_shown(*origin, viewer)
    initial = {"matter": shown.words[:200]} if shown else None
    form = OrderForm(issuers_of(viewer), units_below(viewer), initial, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        issuer = said.pop("issuer")
        try:
            issued = on_orders.issue_order(
                issuer, viewer, terms=OrderTerms(**said, origin=origin if shown else _NO_ORIGIN)
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("The paper is issued: {number}.").format(number=issued.number_text))
            return redirect("supervision:order", pk=issued.pk)
    context = {"form": form, "origin": shown}
    return render(request, "supervision/issue_order.html", context, status=422 if form.errors else 200)


_NO_ORIGIN = (OrderOrigin.OTHER.value, "")


def _seen(request: SignedInRequest, pk: int) -> Order:
    rows = Order.objects.visible_to(request.viewer).select_related("issuer", "unit", "issued_by")
    found: Order = get_object_or_404(rows, pk=pk)
    return found
