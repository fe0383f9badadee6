"""Pages of handover and claim.

Who may see which side of a handover is decided in actions/handovers.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.children import actions
from xiangban.children.forms import ClaimForm, ProposeHandoverForm, ReasonForm
from xiangban.children.models import Handover, HandoverState
from xiangban.children.place_fields import villages_offered
from xiangban.children.views.doors import (
    FORM_METHODS,
    OPENS,
    VerbPage,
    answer,
    back_to,
    child_in_sight,
    open_door,
    sent,
    show_refusal,
)
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level


@require_http_methods(FORM_METHODS)
@page(OPENS)
def propose_handover(request: SignedInRequest, pk: int) -> HttpResponse:
    """Offer a child to another village."""
    child = child_in_sight(request, pk, "children.propose_handover")
    waiting = Handover.objects.visible_to(request.viewer).filter(child=child, state=HandoverState.ASKED).first()
    form = ProposeHandoverForm(request.viewer, sent(request), initial={"place": waiting.to_code} if waiting else {})
    words = VerbPage(
        _("Answer the request for a handover") if waiting else _("Propose handover"),
        _("Propose handover"),
        _("The handover waits for receipt; until then your place answers."),
        _("The other village, its township and its county see the file until they have received or declined it."),
        villages=villages_offered(request.viewer.interval),
    )

    def act() -> None:
        place = Territory.objects.current().filter(code=form.cleaned_data["place"]).latest("level")
        actions.propose_handover(child, request.viewer, place=place, reason=form.cleaned_data["reason"])

    return answer(request, child, form, words, act)


@require_POST
@page(OPENS)
def receive_handover(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer for the child from now on."""
    handover = _handover(request, pk, "children.receive_handover")
    try:
        actions.receive_handover(handover, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Received: your place answers for the child from now on."))
    return back_to(handover.child)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def decline_handover(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a handover; the old place goes on answering."""
    handover = _handover(request, pk, "children.decline_handover")
    form = ReasonForm(sent(request))
    words = VerbPage(
        _("Decline the handover"), _("Decline"), _("Declined: the place that answered until now goes on answering.")
    )
    return answer(
        request,
        handover.child,
        form,
        words,
        lambda: actions.decline_handover(handover, request.viewer, **form.cleaned_data),
    )


@require_http_methods(FORM_METHODS)
@page("children.claim")
def claim(request: SignedInRequest) -> HttpResponse:
    """Claim a child by full name and full number."""
    form = ClaimForm(request.viewer, sent(request))
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data
        place = get_object_or_404(Territory.objects.current().of_level(Level.VILLAGE), code=written["place"])
        try:
            claimed = actions.claim_child(place, request.viewer, name=written["name"], id_number=written["id_number"])
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return _say_claimed(request, claimed)
    return render(request, "children/claim.html", {"form": form}, status=422 if form.errors else 200)


def _say_claimed(request: SignedInRequest, claimed: actions.Claimed) -> HttpResponse:
    if claimed.child is not None:
        messages.success(request, gettext("Claimed: the village answers for the child from now on."))
        return back_to(claimed.child)
    if claimed.handover is not None and claimed.handover.state == HandoverState.PROPOSED:
        messages.warning(request, gettext("This child is offered to your village already: receive the handover."))
        return back_to(claimed.handover.child)
    sentence = gettext(
        "This child is registered elsewhere. A handover has been asked for; you will be told of the answer."
    )
    messages.warning(request, sentence)
    return redirect("childfile:list")


def _handover(request: SignedInRequest, pk: int, permission: str) -> Handover:
    handover: Handover = get_object_or_404(
        Handover.objects.visible_to(request.viewer, Facet.FILE).select_related("child"), pk=pk
    )
    open_door(request, permission, handover, Facet.FILE)
    sides = (handover.from_code, handover.to_code)
    if request.method != "POST" and not any(request.viewer.interval.holds(code) for code in sides):
        raise NotPermitted(permission, request.viewer, handover, seen=False)
    return handover
