"""Pages of the sitting: the attendance as one table, statements, decisions.

Minutes are in minutes.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.acts import Refused, demand
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import sittings as actions
from xiangban.conference.forms import DecisionForm, ReasonForm, StatementForm
from xiangban.conference.keeping import keeps
from xiangban.conference.models import Decision, Meeting
from xiangban.conference.overview import decisions_of
from xiangban.conference.presence import lines_of_attendance, read_lines
from xiangban.conference.queries import tasks_of_origin
from xiangban.conference.rules import MeetingState, Presence
from xiangban.conference.task_rules import OriginKind
from xiangban.conference.units import units_on
from xiangban.conference.views.asking import Asked, asked, kept_meeting, meeting_in_sight, sent

SHOWN = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN)
@page("conference.take_attendance")
def take_attendance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every unit with who came for it, and guests below."""
    meeting = kept_meeting(request, pk)
    refusal = ""
    if request.method == "POST":
        demand("conference.take_attendance", meeting, request.viewer)
        try:
            actions.take_attendance(meeting, request.viewer, lines=read_lines(meeting, request.POST))
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("The attendance is written down."))
            return redirect(_page_of(pk))
    lines = lines_of_attendance(meeting, request.viewer, sent(request))
    context = {"meeting": meeting, "lines": lines, "parts": Presence.choices, "refusal": refusal}
    return render(request, "conference/attendance.html", context, status=422 if refusal else 200)


@require_http_methods(SHOWN)
@page("conference.state")
def state(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit's own statement, or what the office writes down of anybody."""
    meeting, viewer = meeting_in_sight(request, pk), request.viewer
    office = keeps(meeting, viewer)
    units = units_on(meeting.conference, _day(meeting)) if office else []
    lead = _("Writing again takes the place of what was written of the same speaker and kind before.")
    shown = Asked(_("A statement"), _("Write down"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.state(meeting, viewer, said=actions.Said(**said))
        messages.success(request, _("The statement is written down."))
        return redirect(_page_of(pk))

    return asked(request, shown, StatementForm(units, sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.decide")
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """A decision of the meeting."""
    meeting = kept_meeting(request, pk)
    form = DecisionForm(units_on(meeting.conference, _day(meeting)), sent(request))
    lead = _("One matter, one lead unit, one deadline: each decision opens tasks afterwards.")
    shown = Asked(_("A decision"), _("Write down"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        made = actions.decide(meeting, request.viewer, terms=actions.DecisionTerms(**said))
        messages.success(request, _("Decision {number} is written down.").format(number=made.number))
        return redirect(_page_of(pk))

    return asked(request, shown, form, act)


@require_http_methods(SHOWN)
@page("conference.decide")
def decide_anew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a decision while the minutes are not issued."""
    found = _decision(request, pk)
    meeting = kept_meeting(request, found.meeting_id)
    start: dict[str, Any] = {name: getattr(found, name) for name in ("text", "lead", "deadline", "acceptance")}
    start["cooperating"] = [unit.agency_id for unit in found.cooperating.all()]
    form = DecisionForm(units_on(meeting.conference, _day(meeting)), sent(request), initial=start)
    shown = Asked(_("Change decision {number}").format(number=found.number), _("Save"), _page_of(meeting.pk))

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.decide_anew(found, request.viewer, terms=actions.DecisionTerms(**said))
        messages.success(request, _("The decision is changed."))
        return redirect(_page_of(meeting.pk))

    return asked(request, shown, form, act)


@require_http_methods(SHOWN)
@page("conference.decide")
def decide_nothing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take out a decision that was written down by mistake."""
    found = _decision(request, pk)
    meeting = kept_meeting(request, found.meeting_id)
    head = _("Take out decision {number}").format(number=found.number)
    shown = Asked(head, _("Take out"), _page_of(meeting.pk), found.text, danger=True)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.decide_nothing(found, request.viewer, **said)
        messages.success(request, _("The decision is taken out."))
        return redirect(_page_of(meeting.pk))

    return asked(request, shown, ReasonForm(sent(request)), act)


@require_GET
@page("conference.see")
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """One decision with its units, and what became of it."""
    found = _decision(request, pk)
    day = _day(found.meeting)
    lines = decisions_of(found.meeting, request.viewer, day)
    row = next(line for line in lines if line[0].pk == found.pk)
    own = keeps(found.meeting, request.viewer)
    changes = own and found.meeting.state == MeetingState.HELD and request.viewer.may("conference.decide")
    tasks = tasks_of_origin(OriginKind.DECISION, [found.pk], request.viewer, register_day())
    context = {"decision": found, "row": row, "changes": changes, "tasks": tasks}
    context["opens"] = own and request.viewer.may("conference.open_task")
    return render(request, "conference/decision.html", context)


def _decision(request: SignedInRequest, pk: int) -> Decision:
    rows = Decision.objects.visible_to(request.viewer).shown_to(request.viewer).select_related("meeting__conference")
    found: Decision = get_object_or_404(rows, pk=pk)
    return found


def _day(meeting: Meeting) -> Any:
    return meeting.held_on or register_day()


def _page_of(pk: int) -> str:
    return reverse("conference:meeting", args=[pk])
