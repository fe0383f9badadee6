"""The waiting queue: one pair at a time, a page of twenty, and the verbs that decide and take back.

Rows without a question are decided on their own page, see records.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.census.actions import settling as actions
from xiangban.census.models import Match, Settlement
from xiangban.census.queue import PAGE, after, decided, decided_last, open_pairs, pair_of
from xiangban.census.rules import Decision
from xiangban.census.views.imports import import_in_sight

ASKED = (Decision.SAME, Decision.NEW, Decision.REFUSE)
LONGEST_KEY = 19  # digits; larger numbers are no keys of either engine


@require_GET
@page("census.settle")
def waiting(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next pair; `after` leaves those before it for later."""
    batch, viewer = import_in_sight(request, pk), request.viewer
    pairs = open_pairs(viewer, batch)
    later = request.GET.get("after", "")
    match = after(pairs, later).first()
    context = {
        "batch": batch,
        "left": pairs.count(),
        "later": later,
        "pair": pair_of(match, viewer) if match else None,
        "settles": match is not None and permits("census.settle", match, viewer),
        "decided": decided_last(viewer, batch),
    }
    return render(request, "census/waiting.html", context)


@require_GET
@page("census.settle")
def decisions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every decision of an import that stands, each to be taken back alone."""
    batch = import_in_sight(request, pk)
    shown = page_of(decided(request.viewer, batch), ("-pk",), request.GET)
    return render(request, "census/decided.html", {"batch": batch, "page": shown, "decided": shown.rows})


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.settle")
def settle_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Twenty pairs under each other, decided together; those left open stay."""
    batch, viewer = import_in_sight(request, pk), request.viewer
    if request.method == "POST":
        demand("census.settle", batch, viewer)
        decided = _decide_all(request, batch.pk)
        messages.success(request, _("{number} pairs were decided.").format(number=decided))
        return redirect("census:waiting_page", pk=pk)
    pairs = open_pairs(viewer, batch)
    shown = [pair_of(match, viewer) for match in pairs[:PAGE]]
    return render(request, "census/waiting_page.html", {"batch": batch, "pairs": shown, "left": pairs.count()})


def _is_number(text: str) -> bool:
    """Whether the text is a key as our own pages write it; ² is a digit and no number."""
    return text.isascii() and text.isdigit() and len(text) < LONGEST_KEY


def _decide_all(request: SignedInRequest, batch: int) -> int:
    """Decide each pair that the form answers; one that another answered meanwhile is left as it is."""
    decided = 0
    for name, decision in request.POST.items():
        key = name.removeprefix("pair_")
        if key == name or not _is_number(key) or decision not in (Decision.SAME, Decision.NEW):
            continue
        match = Match.objects.visible_to(request.viewer).filter(batch=batch, pk=int(key)).first()
        try:
            if match is not None:
                actions.settle_match(match, request.viewer, decision=str(decision))
                decided += 1
        except Refused as refusal:
            messages.warning(request, refusal.sentence)
    return decided


@require_POST
@page("census.settle")
def settle_match(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide one pair, then the next."""
    match: Match = get_object_or_404(Match.objects.visible_to(request.viewer), pk=pk)
    demand("census.settle", match, request.viewer)
    decision = request.POST.get("decision", "")
    if decision not in ASKED:
        messages.error(request, _("Decision: choose “the same child”, “another child” or “not to be taken over”."))
        return redirect("census:waiting", pk=match.batch_id)
    try:
        actions.settle_match(match, request.viewer, decision=decision)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    later = request.POST.get("after", "")
    where = reverse("census:waiting", kwargs={"pk": match.batch_id})
    return redirect(f"{where}?after={later}" if _is_number(later) else where)


@require_POST
@page("census.unsettle")
def unsettle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    settlement: Settlement = get_object_or_404(Settlement.objects.visible_to(request.viewer), pk=pk)
    try:
        actions.unsettle(settlement, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The decision is taken back: its rows wait again."))
    return redirect("census:waiting", pk=settlement.batch_id)
