"""Suggestions of accountability: the list, one, and drafting one. The platform imposes nothing.

Steps are in steps.py.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.supervision.actions import accountability
from xiangban.supervision.actions.accountability import Grounds
from xiangban.supervision.buttons import offered
from xiangban.supervision.choices import issuers_of, posts_below, units_below
from xiangban.supervision.forms import SuggestionForm
from xiangban.supervision.models import Order, Suggestion
from xiangban.supervision.origins import LONGEST_KEY
from xiangban.supervision.queries import moves_of
from xiangban.supervision.views.steps import steps_for


@require_GET
@page("supervision.suggest_accountability")
def suggestion_list(request: SignedInRequest) -> HttpResponse:
    """Suggestions in sight, newest first."""
    rows = Suggestion.objects.visible_to(request.viewer).select_related("unit", "post")
    return render(request, "supervision/suggestion_list.html", {"suggestions": rows})


@require_GET
@page("supervision.suggest_accountability")
def suggestion(request: SignedInRequest, pk: int) -> HttpResponse:
    """One suggestion: ground, facts, who held the post on that day, who may decide, the result recorded."""
    rows = Suggestion.objects.visible_to(request.viewer).select_related("unit", "post", "issuer", "order")
    found: Suggestion = get_object_or_404(rows, pk=pk)
    steps = steps_for(found, request.viewer, offered(found, request.viewer))
    context = {"suggestion": found, "moves": moves_of(found), "steps": steps}
    return render(request, "supervision/suggestion.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("supervision.suggest_accountability")
def suggest_accountability(request: SignedInRequest) -> HttpResponse:
    """Draft a suggestion, perhaps after a paper named in the address."""
    viewer = request.viewer
    key = request.GET.get("order", "")
    order = (
        Order.objects.visible_to(viewer).filter(pk=int(key)).first()
        if key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY
        else None
    )
    form = SuggestionForm(issuers_of(viewer), units_below(viewer), posts_below(viewer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        issuer = said.pop("issuer")
        try:
            drafted = accountability.suggest_accountability(issuer, viewer, grounds=Grounds(**said, order=order))
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            return redirect("supervision:suggestion", pk=drafted.pk)
    context = {"form": form, "order": order}
    return render(request, "supervision/suggest_accountability.html", context, status=422 if form.errors else 200)
