"""Pages of meetings: the list, one meeting, calling and changing it, its notice, holding, cancelling, its figures.

The agenda is in agenda.py, what is said and decided in sittings.py, minutes in minutes.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import demand
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import meetings as actions
from xiangban.conference.forms import FreezeForm, ReasonForm, TermsForm
from xiangban.conference.models import Conference, Meeting, MeetingNotice
from xiangban.conference.overview import page_of_meeting
from xiangban.conference.rules import MeetingState
from xiangban.conference.says import MEETING_BADGES
from xiangban.conference.views.asking import (
    Asked,
    asked,
    kept_conference,
    kept_meeting,
    meeting_in_sight,
    pressed,
    sent,
)

SHOWN = ["GET", "HEAD", "POST"]
MOST = 100
TERMS = (
    "kind",
    "form",
    "title",
    "second_title",
    "held_on",
    "begins_at",
    "place_text",
    "chair_text",
    "agenda_deadline",
)


@require_GET
@page("conference.see")
def meeting_list(request: SignedInRequest) -> HttpResponse:
    """Meetings the seat may read of, newest first."""
    rows = list(Meeting.objects.visible_to(request.viewer).select_related("conference")[:MOST])
    kept = list(Conference.objects.visible_to(request.viewer).kept_by(request.viewer))
    calls = kept if request.viewer.may("conference.call_meeting") else []
    lines = [(row, MEETING_BADGES[MeetingState(row.state)]) for row in rows]
    return render(request, "conference/meeting_list.html", {"lines": lines, "calls": calls})


@require_http_methods(SHOWN)
@page("conference.call_meeting")
def call_meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """Announce a meeting of the own conference."""
    found = kept_conference(request, pk)
    lead = _("Every member unit reads of it at once and may propose items until the day you name.")
    shown = Asked(_("Call a meeting"), _("Announce"), reverse("conference:meeting_list"), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        made = actions.call_meeting(found, request.viewer, terms=actions.MeetingTerms(**said))
        messages.success(request, _("The meeting is announced to the units."))
        return redirect("conference:meeting", pk=made.pk)

    return asked(request, shown, TermsForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.call_meeting")
def call_meeting_anew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what was announced."""
    meeting = kept_meeting(request, pk)
    start = {name: getattr(meeting, name) for name in TERMS}
    lead = _("If a notice was given already, give another one afterwards: it tells the change.")
    shown = Asked(_("Change the meeting"), _("Save"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.call_meeting_anew(meeting, request.viewer, terms=actions.MeetingTerms(**said))
        messages.success(request, _("The meeting is changed."))
        return redirect(_page_of(pk))

    return asked(request, shown, TermsForm(sent(request), initial=start), act)


@require_GET
@page("conference.see")
def meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """One meeting from its agenda to its minutes, as far as the seat may read it."""
    found = meeting_in_sight(request, pk)
    return render(request, "conference/meeting.html", page_of_meeting(found, request.viewer, register_day()))


@require_POST
@page("conference.give_notice")
def give_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """The notice goes out with its number."""
    found = kept_meeting(request, pk)
    demand("conference.give_notice", found, request.viewer)
    done = _("The notice is given: print it, or let the units read it here.")
    return pressed(request, redirect(_page_of(pk)), lambda: actions.give_notice(found, request.viewer), done)


@require_GET
@page("conference.see")
def notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """A notice as it went out, for the printer."""
    rows = MeetingNotice.objects.visible_to(request.viewer).select_related("meeting")
    found: MeetingNotice = get_object_or_404(rows, pk=pk)
    return render(request, "conference/documents/notice.html", {"notice": found, "paper": found.content})


@require_POST
@page("conference.hold_meeting")
def hold_meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """The meeting takes place."""
    found = kept_meeting(request, pk)
    demand("conference.hold_meeting", found, request.viewer)
    done = _("The meeting is held: write down what it decides.")
    return pressed(request, redirect(_page_of(pk)), lambda: actions.hold_meeting(found, request.viewer), done)


@require_http_methods(SHOWN)
@page("conference.cancel_meeting")
def cancel_meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """The meeting does not take place."""
    found = kept_meeting(request, pk)
    lead = _("Every unit that read of the meeting reads the reason.")
    shown = Asked(_("Cancel the meeting"), _("Cancel the meeting"), _page_of(pk), lead, danger=True)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.cancel_meeting(found, request.viewer, **said)
        messages.success(request, _("The meeting is cancelled."))
        return redirect(_page_of(pk))

    return asked(request, shown, ReasonForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.freeze_figures")
def freeze_figures(request: SignedInRequest, pk: int) -> HttpResponse:
    """Freeze the figures that are laid before the meeting."""
    found = kept_meeting(request, pk)
    lead = _("The summary of the place is frozen with its definition and the list behind it, and shown to the units.")
    shown = Asked(_("Freeze figures for the meeting"), _("Freeze"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.freeze_figures(found, request.viewer, **said)
        messages.success(request, _("The figures are frozen."))
        return redirect(_page_of(pk))

    return asked(request, shown, FreezeForm(sent(request), initial={"day": register_day()}), act)


def _page_of(pk: int) -> str:
    return reverse("conference:meeting", args=[pk])
