"""Summary tables received from below: taking one in, and what it says beside the register.

Reading is a job, see jobs.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused, demand
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.figures.actions import receive_summary
from xiangban.figures.forms import ReceiveForm
from xiangban.figures.models import ReceivedSummary
from xiangban.figures.summary import SUMMARY
from xiangban.figures.tables import breaches_of, numbers_of
from xiangban.figures.views.summary import chosen_place, own_place
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level

MOST = 100


@require_GET
@page("figures.receive")
def received_list(request: SignedInRequest) -> HttpResponse:
    """What was received for the seat's place and below, newest first."""
    rows = ReceivedSummary.objects.visible_to(request.viewer).select_related("job")[:MOST]
    names = dict(Territory.objects.filter(code__in=[row.place_code for row in rows]).values_list("code", "name"))
    lines = [(row, names.get(row.place_code, "")) for row in rows]
    return render(request, "figures/received_list.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@page("figures.receive")
def receive(request: SignedInRequest) -> HttpResponse:
    """Take in a table of the own place or one of the places below it."""
    home = own_place(request.viewer)
    if request.method == "POST":
        demand("figures.receive", home, request.viewer)
    below = Territory.objects.current().inside(home.interval).of_level(Level(home.level + 1))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReceiveForm([home, *below], register_day(), *sent)
    if request.method == "POST" and form.is_valid():
        place = chosen_place(request.viewer, form.cleaned_data.pop("place"))
        try:
            found = receive_summary(place, request.viewer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("The table is being read."))
            return redirect("figures:received", pk=found.pk)
    return render(request, "figures/receive.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@page("figures.receive")
def received(request: SignedInRequest, pk: int) -> HttpResponse:
    """The table's figures beside the register's, what differs, and the checks it breaks."""
    rows = ReceivedSummary.objects.visible_to(request.viewer).select_related("job")
    found: ReceivedSummary = get_object_or_404(rows, pk=pk)
    said, register = numbers_of(found.said), numbers_of(found.register)
    lines = [(c, said[c.number], register[c.number], said[c.number] - register[c.number]) for c in SUMMARY if said]
    breaches = breaches_of(said, register) if said else []
    place = Territory.objects.filter(code=found.place_code, level=found.level).order_by("-valid_from").first()
    context = {
        "received": found,
        "place": place,
        "lines": lines,
        "differ": sum(1 for line in lines if line[3]),
        "broken": [one for one in breaches if not one.explained],
        "uncollected": [one for one in breaches if one.explained],
    }
    return render(request, "figures/received.html", context)
