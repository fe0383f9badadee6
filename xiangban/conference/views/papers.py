"""Pages of papers of the past: the list, laying one, one paper with its pieces and file, reading it again, withdrawing.

Its pieces are decided in pieces.py.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import demand
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.views.attachments import download
from xiangban.conference.actions import papers as actions
from xiangban.conference.forms import ReasonForm
from xiangban.conference.models import Conference, ReceivedPaper
from xiangban.conference.paper_words import KINDS
from xiangban.conference.papers.paper import Kind
from xiangban.conference.past_forms import LayPaperForm
from xiangban.conference.past_page import badge_of, in_focus, page_of_paper
from xiangban.conference.past_queries import pieces_waiting
from xiangban.conference.views.asking import Asked, asked, kept_conference, pressed
from xiangban.web.parts import page_or_part

SHOWN = ["GET", "HEAD", "POST"]
MOST = 100


@require_GET
@page("conference.receive_paper")
def paper_list(request: SignedInRequest) -> HttpResponse:
    """Papers laid for the own conference, newest first."""
    viewer = request.viewer
    rows = ReceivedPaper.objects.visible_to(viewer).kept_by(viewer).standing().without_text().select_related("job")
    papers = list(rows[:MOST])
    waiting = pieces_waiting(viewer, [paper.pk for paper in papers])
    lines = [
        (paper, badge_of(paper), KINDS[Kind(paper.kind)] if paper.kind else "", waiting.get(paper.pk, 0))
        for paper in papers
    ]
    kept = list(Conference.objects.visible_to(viewer).kept_by(viewer).filter(ended_on=None))
    return render(request, "conference/paper_list.html", {"lines": lines, "kept": kept})


@require_http_methods(SHOWN)
@page("conference.receive_paper")
def receive_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Upload or paste a paper; a job reads it at once."""
    found = kept_conference(request, pk)
    lead = _(
        "It is sealed and read here, nothing is fetched from elsewhere. What is found is proposed, piece by piece."
    )
    shown = Asked(_("Lay a paper of the past"), _("Read it"), reverse("conference:paper_list"), lead)
    form = LayPaperForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def act(_said: dict[str, Any]) -> HttpResponse:
        made = actions.receive_paper(found, request.viewer, laid=form.laid())
        return redirect("conference:paper", pk=made.pk)

    return asked(request, shown, form, act)


@require_GET
@page("conference.receive_paper")
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """While it is read its progress, then its pieces beside the repaired text."""
    found = kept_paper(request, pk)
    context = page_of_paper(found, request.viewer, request.GET.get("script", ""))
    context["first"] = in_focus(context["groups"], request.GET.get("piece", ""))
    answer = page_or_part(request, "conference/paper.html", "work", context)
    if request.htmx and not context["at_work"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@page("conference.receive_paper")
def receive_paper_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try once more to read a paper."""
    found = kept_paper(request, pk)
    demand("conference.receive_paper", found, request.viewer)
    done = _("The paper is being read again.")
    return pressed(request, to_paper(pk), lambda: actions.read_again(found, request.viewer), done)


@require_POST
@page("conference.open_paper")
def open_paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file as it was laid."""
    found = kept_paper(request, pk)
    if found.content is None:
        raise Http404
    return download(found.content, actions.open_paper(found, request.viewer))


@require_http_methods(SHOWN)
@page("conference.withdraw_paper")
def withdraw_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a paper laid by mistake out of sight."""
    found = kept_paper(request, pk)
    lead = _("The paper and its file are seen by nobody any more; nothing of it may be accepted.")
    back = reverse("conference:paper", args=[pk])
    shown = Asked(_("Withdraw the paper"), _("Withdraw the paper"), back, lead, danger=True)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.withdraw_paper(found, request.viewer, **said)
        messages.success(request, _("The paper is withdrawn."))
        return redirect("conference:paper_list")

    return asked(request, shown, ReasonForm(request.POST if request.method == "POST" else None), act)


def kept_paper(request: SignedInRequest, pk: int) -> ReceivedPaper:
    """A paper of the seat's own place that was not withdrawn."""
    rows = ReceivedPaper.objects.visible_to(request.viewer).kept_by(request.viewer).standing()
    found: ReceivedPaper = get_object_or_404(rows.select_related("conference", "job", "content"), pk=pk)
    return found


def to_paper(pk: int, position: int | None = None) -> HttpResponse:
    """Back to the page of the paper, where the buttons of that piece have the focus."""
    return redirect(address_of(pk, position))


def address_of(pk: int, position: int | None = None) -> str:
    """The page of a paper; a mark in the address would keep the browser from giving a button the focus."""
    return reverse("conference:paper", args=[pk]) + (f"?piece={position}" if position else "")
