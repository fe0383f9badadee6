"""Pages of the pieces of a paper: accepted as read or corrected, not taken over, taken back; a figure beside another.

The paper itself is in papers.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import comparing
from xiangban.conference.actions import pieces as actions
from xiangban.conference.beside import ALL_CHILDREN
from xiangban.conference.models import PaperFigure, PaperPiece
from xiangban.conference.past_forms import FORMS, BesideForm
from xiangban.conference.past_page import page_of_figure
from xiangban.conference.past_pieces import as_read, likely_decision
from xiangban.conference.past_queries import next_piece
from xiangban.conference.views.asking import Asked, asked, pressed, sent
from xiangban.conference.views.papers import address_of, kept_paper, to_paper

SHOWN = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN)
@page("conference.accept_piece")
def accept_piece(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a piece beside its sentence, and accept it so."""
    piece = kept_piece(request, pk)
    back = address_of(piece.paper_id, piece.position)
    lead = _("The paper says: “{sentence}”").format(sentence=piece.sentence or "—")
    shown = Asked(_("Accept: {kind}").format(kind=piece.get_kind_display()), _("Accept"), back, lead)
    initial = {**as_read(piece), "decision": likely_decision(piece, request.viewer)}
    form = FORMS[piece.kind](piece, request.viewer, sent(request), initial=initial)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.accept_piece(piece, request.viewer, values=said)
        messages.success(request, _("Accepted."))
        return _onward(request, piece)

    return asked(request, shown, form, act)


@require_POST
@page("conference.accept_piece")
def accept_piece_as_read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a piece as the paper says it; what it lacks is asked on its own page."""
    piece = kept_piece(request, pk)
    demand("conference.accept_piece", piece, request.viewer)
    done = _("Accepted.")
    return pressed(
        request,
        _onward(request, piece),
        lambda: actions.accept_piece(piece, request.viewer, values=as_read(piece)),
        done,
    )


@require_POST
@page("conference.accept_piece")
def accept_piece_whole(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a meeting with all that stands under it as it was read."""
    piece = kept_piece(request, pk)
    demand("conference.accept_piece", piece, request.viewer)
    try:
        number = actions.accept_whole(piece, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, _("Accepted: {number} pieces. Tasks wait for the post that leads.").format(number=number)
        )
    return _onward(request, piece)


@require_POST
@page("conference.decline_piece")
def decline_piece(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing comes of this piece."""
    piece = kept_piece(request, pk)
    demand("conference.decline_piece", piece, request.viewer)
    done = _("Not taken over.")
    return pressed(request, _onward(request, piece), lambda: actions.decline_piece(piece, request.viewer), done)


@require_POST
@page("conference.undo_piece")
def undo_piece(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the proposal."""
    piece = kept_piece(request, pk)
    demand("conference.undo_piece", piece, request.viewer)
    done = _("Undone: it is a proposal again.")
    back = to_paper(piece.paper_id, piece.position)
    return pressed(request, back, lambda: actions.undo_piece(piece, request.viewer), done)


@require_GET
@page("conference.receive_paper")
def figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """A figure of a paper, and the register's beside it once it was counted."""
    found = kept_figure(request, pk)
    day = found.counted_on or register_day()
    form = BesideForm(initial={"indicator": found.indicator or ALL_CHILDREN, "day": day})
    return render(request, "conference/figure.html", page_of_figure(found, form))


@require_POST
@page("conference.compare_figure")
def compare_figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the register be counted for this figure."""
    found = kept_figure(request, pk)
    demand("conference.compare_figure", found, request.viewer)
    form = BesideForm(request.POST)
    try:
        if not form.is_valid():
            return render(request, "conference/figure.html", page_of_figure(found, form), status=422)
        asked_for = comparing.Asked(form.cleaned_data["indicator"], form.cleaned_data["day"])
        comparing.ask_comparison(found, request.viewer, asked=asked_for)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("conference:figure", pk=pk)


def kept_piece(request: SignedInRequest, pk: int) -> PaperPiece:
    """A piece of a paper of the seat's own place."""
    rows = PaperPiece.objects.visible_to(request.viewer).select_related("paper__conference", "of_meeting__meeting")
    found: PaperPiece = get_object_or_404(rows, pk=pk)
    kept_paper(request, found.paper_id)
    return found


def kept_figure(request: SignedInRequest, pk: int) -> PaperFigure:
    """A figure kept from such a paper."""
    rows = PaperFigure.objects.visible_to(request.viewer).select_related("piece__paper__conference", "job")
    found: PaperFigure = get_object_or_404(rows, pk=pk)
    kept_paper(request, found.piece.paper_id)
    return found


def _onward(request: SignedInRequest, piece: PaperPiece) -> HttpResponse:
    """To the next piece that waits, so that a person goes through the paper by the keyboard."""
    return to_paper(piece.paper_id, next_piece(request.viewer, piece) or piece.position)
