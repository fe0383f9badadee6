"""What the pages of the conference share: a paper in sight, one that the seat keeps, and a form that is answered.

Pages themselves stand beside this file, one for each noun.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest
from xiangban.conference.models import Conference, Meeting
from xiangban.lib.moves import MoveNotAllowed
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Asked:
    """A page with one form: its heading, what it says above the form, the word on the button, where it leads back."""

    heading: StrOrPromise
    button: StrOrPromise
    back: str
    lead: StrOrPromise = ""
    danger: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


def asked(
    request: SignedInRequest, page: Asked, form: forms.Form, act: Callable[[dict[str, Any]], HttpResponse]
) -> HttpResponse:
    """Show the form, or do what it says; a refusal is written beside the field it names."""
    if request.method == "POST" and form.is_valid():
        try:
            return act(form.cleaned_data)
        except (Refused, MoveNotAllowed) as refusal:
            field_name = getattr(refusal, "field", "")
            form.add_error(field_name if field_name in form.fields else None, say_refusal(refusal))
    context = {"page": page, "form": form, **page.more}
    return render(request, "conference/form.html", context, status=422 if form.errors else 200)


def pressed(request: SignedInRequest, back: HttpResponse, act: Callable[[], object], done: str) -> HttpResponse:
    """Do what a single button asks; what was said no to is told on the page it leads back to."""
    try:
        act()
    except (Refused, MoveNotAllowed) as refusal:
        messages.error(request, say_refusal(refusal))
    else:
        messages.success(request, done)
    return back


def say_refusal(refusal: Refused | MoveNotAllowed) -> str:
    """A refusal in a sentence; a verb that does not lead on from here was another's a moment ago."""
    if isinstance(refusal, Refused):
        return refusal.sentence
    return _("This was done or changed since the page was opened. Look at how it stands now.")


def sent(request: SignedInRequest) -> Any:
    """What was posted, or None for a page that is only shown."""
    return request.POST if request.method == "POST" else None


def kept_conference(request: SignedInRequest, pk: int) -> Conference:
    """A conference of the seat's own place: only there it is changed."""
    rows = Conference.objects.visible_to(request.viewer).kept_by(request.viewer)
    found: Conference = get_object_or_404(rows, pk=pk)
    return found


def meeting_in_sight(request: SignedInRequest, pk: int) -> Meeting:
    """A meeting whose papers the seat may read."""
    rows = Meeting.objects.visible_to(request.viewer).select_related("conference__agency")
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


def kept_meeting(request: SignedInRequest, pk: int) -> Meeting:
    """A meeting of the seat's own place: only there it is changed."""
    rows = Meeting.objects.visible_to(request.viewer).kept_by(request.viewer).select_related("conference__agency")
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


def to_meeting(pk: int) -> HttpResponse:
    """Back to the page of the meeting."""
    return redirect("conference:meeting", pk=pk)
