"""Pages of the agenda: a unit proposes an item, the office adopts or declines it.

The agenda itself is shown on the page of the meeting.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import demand
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import meetings as actions
from xiangban.conference.arising import ALL_MATTERS
from xiangban.conference.documents.wording import CARRIED
from xiangban.conference.forms import ItemForm, ReasonForm
from xiangban.conference.keeping import keeps
from xiangban.conference.models import AgendaItem
from xiangban.conference.units import units_on
from xiangban.conference.views.asking import Asked, asked, kept_meeting, meeting_in_sight, pressed, sent
from xiangban.web.templatetags.web import chinese_date

SHOWN = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN)
@page("conference.propose_item")
def propose_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose an item for the agenda; the office may enter one for a unit."""
    meeting, viewer = meeting_in_sight(request, pk), request.viewer
    units = units_on(meeting.conference, register_day()) if keeps(meeting, viewer) else []
    until = chinese_date(meeting.agenda_deadline)
    lead = _("Proposals are taken until {day}.").format(day=until) if until else ""
    start = {name: request.GET.get(name, "")[:160] for name in ("title", "matter_key")}
    if start["matter_key"] == ALL_MATTERS:
        start["title"] = CARRIED
    shown = Asked(_("Propose an item"), _("Propose"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        agency = said.pop("agency", None)
        actions.propose_item(meeting, viewer, item=actions.Proposal(**said), agency=agency)
        messages.success(request, _("The item is proposed."))
        return redirect(_page_of(pk))

    return asked(request, shown, ItemForm(units, sent(request), initial=start), act)


@require_POST
@page("conference.adopt_item")
def adopt_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """The item comes on the agenda."""
    item = _kept_item(request, pk)
    demand("conference.adopt_item", item, request.viewer)
    back = redirect(_page_of(item.meeting_id))
    return pressed(request, back, lambda: actions.adopt_item(item, request.viewer), _("The item is on the agenda."))


@require_http_methods(SHOWN)
@page("conference.decline_item")
def decline_item(request: SignedInRequest, pk: int) -> HttpResponse:
    """The item does not come before this meeting."""
    item = _kept_item(request, pk)
    back = _page_of(item.meeting_id)
    head = _("Not on the agenda: {item}").format(item=item.title)
    shown = Asked(head, _("Leave off the agenda"), back, _("The unit reads the reason."))

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.decline_item(item, request.viewer, **said)
        messages.success(request, _("The item is declined."))
        return redirect(back)

    return asked(request, shown, ReasonForm(sent(request)), act)


def _kept_item(request: SignedInRequest, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(request.viewer).shown_to(request.viewer).select_related("meeting")
    item: AgendaItem = get_object_or_404(rows, pk=pk)
    kept_meeting(request, item.meeting_id)
    return item


def _page_of(pk: int) -> str:
    return reverse("conference:meeting", args=[pk])
