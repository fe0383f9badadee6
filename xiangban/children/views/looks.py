"""Pages of looks: one value with a reason, a file with a reason, an emergency and its review.

What is shown is never kept by the browser: every page here is sent with no-store by the settings.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiangban.access.acts import Refused
from xiangban.access.gate import facets_of
from xiangban.access.models import Post
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.children import actions
from xiangban.children.facts import FACTS, KIN
from xiangban.children.family import FACET_OF_SEALED, label_of
from xiangban.children.forms import BreakGlassForm, ReasonForm, ReviewForm
from xiangban.children.models import BreakGlass, Child, Person
from xiangban.children.views.doors import (
    FORM_METHODS,
    OPENS,
    VerbPage,
    back_to,
    child_in_sight,
    name_shown,
    open_door,
    sent,
    show_refusal,
)

MOST_LOOKS = 200
OPENING = VerbPage(
    _("Give a reason to open this file"),
    _("Open the file"),
    "",
    _("The file is open to you until the end of today. The reason stands in the trail."),
)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def reveal(request: SignedInRequest, pk: int, field: str) -> HttpResponse:
    """Show one masked value once, for a reason."""
    child = child_in_sight(request, pk, "children.reveal")
    label = _label_of(child, field, request)
    form = ReasonForm(sent(request), hint=gettext("For example: opening a bank card for aid; calling the grandmother."))
    value = None
    if request.method == "POST" and form.is_valid():
        try:
            value = actions.reveal_value(child, request.viewer, field=field, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            show_refusal(form, refusal)
    shown = {"form": form, "child": child, "name": name_shown(child, request), "label": label, "value": value}
    return render(request, "children/reveal.html", shown, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def open_with_reason(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open one file until the end of today, for a reason."""
    child = child_in_sight(request, pk, "children.open_with_reason", Facet.ROSTER)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_with_reason(child, request.viewer, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return back_to(child)
    shown = {"form": form, "words": OPENING, "child": child, "name": name_shown(child, request)}
    return render(request, "children/verb.html", shown, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
@page("children.break_glass")
def break_glass(request: SignedInRequest) -> HttpResponse:
    """See one child's file in an emergency."""
    form = BreakGlassForm(sent(request))
    if request.method == "POST" and form.is_valid():
        post = get_object_or_404(Post, pk=request.viewer.post_id)
        try:
            glass = actions.break_glass(post, request.viewer, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.warning(request, gettext("The file is open to you for 24 hours. A head will review this look."))
            return back_to(glass.child)
    return render(request, "children/break_glass.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@page("children.review_break_glass")
def break_glass_list(request: SignedInRequest) -> HttpResponse:
    """Emergency looks at children of this place, those to be reviewed first."""
    looks = BreakGlass.objects.visible_to(request.viewer).select_related("child", "by", "post")
    shown = [(look, name_shown(look.child, request)) for look in looks.order_by("-reviewed_at", "-at")[:MOST_LOOKS]]
    waiting = [(look, name) for look, name in shown if look.reviewed_at is None]
    reviewed = [(look, name) for look, name in shown if look.reviewed_at is not None]
    return render(request, "children/break_glass_list.html", {"waiting": waiting, "reviewed": reviewed})


@require_http_methods(FORM_METHODS)
@page("children.review_break_glass")
def review_break_glass(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether an emergency look was justified."""
    looks = BreakGlass.objects.visible_to(request.viewer).select_related("child", "by", "post", "given")
    glass = get_object_or_404(looks, pk=pk)
    open_door(request, "children.review_break_glass", glass)
    form = ReviewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_break_glass(glass, request.viewer, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Reviewed."))
            return redirect("children:break_glass_list")
    shown = {"form": form, "look": glass, "name": name_shown(glass.child, request)}
    return render(request, "children/review_break_glass.html", shown, status=422 if form.errors else 200)


def _label_of(child: Child, field: str, request: SignedInRequest) -> str:
    """What the value is called; a value that the seat may not see does not exist."""
    facets = facets_of(child, request.viewer)
    key, _dot, name = field.removeprefix(KIN).partition(".")
    of_person = field.startswith(KIN) and key.isdecimal() and len(key) < 19
    if of_person and FACET_OF_SEALED.get(name) in facets:
        person = get_object_or_404(
            Person.objects.visible_to(request.viewer).filter(kin__child=child).distinct(), pk=key
        )
        return f"{person.name} · {label_of(name)}"
    fact = FACTS.get(field)
    if fact is None or not fact.sealed or fact.facet not in facets:
        raise Http404
    return str(fact.label)
