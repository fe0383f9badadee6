"""Pages of bodies: what a place has of conferences, one with names, units and people, and the forms that enter them.

Meetings are in meetings.py.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.access.pages import SignedInRequest, page
from xiangban.conference.actions import bodies as actions
from xiangban.conference.forms import ChangeForm, MemberForm, SetUpForm, UnitForm, UntilForm, WordForm
from xiangban.conference.keeping import keeps, sits_there
from xiangban.conference.models import Conference, Meeting, Member, MemberUnit
from xiangban.conference.overview import page_of_conference
from xiangban.conference.rules import BEFORE, MeetingState
from xiangban.conference.says import MEETING_BADGES
from xiangban.conference.units import starting_units, units_on
from xiangban.conference.views.asking import Asked, asked, kept_conference, sent
from xiangban.figures.views.summary import own_place
from xiangban.territories.place_names import place_names
from xiangban.web.badges import Badge

SHOWN = ["GET", "HEAD", "POST"]
NEXT, LAST = 3, 5


@require_GET
@page("conference.see")
def overview(request: SignedInRequest) -> HttpResponse:
    """The conferences the seat reads of, the next meetings and the last ones."""
    viewer, today = request.viewer, register_day()
    found = list(Conference.objects.visible_to(viewer).prefetch_related("names"))
    places = place_names().long_names([one.place_code for one in found])
    meetings = Meeting.objects.visible_to(viewer).select_related("conference")
    context = {
        "conferences": [(one, one.name_on(today), places[one.place_code]) for one in found],
        "coming": _badged(meetings.upcoming().order_by("held_on")[:NEXT]),
        "last": _badged(meetings.exclude(state__in=BEFORE)[:LAST]),
        "sets_up": viewer.may("conference.set_up") and not any(sits_there(one, viewer) for one in found),
    }
    return render(request, "conference/overview.html", context)


@require_GET
@page("conference.see")
def conference(request: SignedInRequest, pk: int) -> HttpResponse:
    """One conference: its names by day, units, people, and how its papers are numbered."""
    rows = Conference.objects.visible_to(request.viewer).select_related("agency").prefetch_related("names")
    found: Conference = get_object_or_404(rows, pk=pk)
    changes = keeps(found, request.viewer) and request.viewer.may("conference.set_up")
    context = page_of_conference(found, request.viewer, register_day())
    return render(request, "conference/conference.html", {**context, "changes": changes})


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up(request: SignedInRequest) -> HttpResponse:
    """Set up the conference of the own place."""
    place, today = own_place(request.viewer), register_day()
    form = SetUpForm(starting_units(place, today), sent(request), initial={"since": today})
    head = _("Set up the conference of {place}").format(place=place.name)
    lead = _("Every member unit of the place that exists today becomes a member; units may join and leave later.")
    shown = Asked(head, _("Set up"), reverse("conference:overview"), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        founding = actions.Founding(said.pop("agency"), said.pop("since"), said.pop("word"))
        made = actions.set_up(place, request.viewer, naming=actions.Naming(**said), founding=founding)
        messages.success(request, _("The conference is set up."))
        return redirect("conference:conference", pk=made.pk)

    return asked(request, shown, form, act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_name(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name, basis, coordinating body or office from a day on."""
    found = kept_conference(request, pk)
    present = found.naming_on(None)
    start: dict[str, Any] = {"agency": found.agency_id}
    start |= {"name": present.name, "coordinating_body": present.coordinating_body} if present else {}
    units = [found.agency, *(unit for unit in units_on(found, register_day()) if unit != found.agency)]
    lead = _("Papers of days before keep the name they bear.")
    shown = Asked(_("A new name, basis or office"), _("Enter"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        when = {"since": said.pop("since"), "agency": said.pop("agency")}
        actions.set_up_name(found, request.viewer, naming=actions.Naming(**said), **when)
        messages.success(request, _("The name is entered."))
        return redirect(_page_of(pk))

    return asked(request, shown, ChangeForm(units, sent(request), initial=start), act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_ending(request: SignedInRequest, pk: int) -> HttpResponse:
    """The conference ends."""
    found = kept_conference(request, pk)
    lead = _("For a merger of places or a body that was dissolved; a change of name is entered as a new name.")
    shown = Asked(_("End the conference"), _("End"), _page_of(pk), lead, danger=True)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_up_ending(found, request.viewer, **said)
        messages.success(request, _("The conference has ended."))
        return redirect(_page_of(pk))

    return asked(request, shown, UntilForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_unit(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit joins."""
    found, today = kept_conference(request, pk), register_day()
    known = {unit.pk for unit in units_on(found, today)}
    others = [unit for unit in starting_units(own_place(request.viewer), today) if unit.pk not in known]
    lead = _("The successor of a merged unit is entered here. A unit not in the list is opened in the network.")
    shown = Asked(_("A unit joins"), _("Enter"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_up_unit(found, request.viewer, **said)
        messages.success(request, _("The unit is a member."))
        return redirect(_page_of(pk))

    return asked(request, shown, UnitForm(others, sent(request), initial={"since": today}), act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """A unit leaves."""
    rows = MemberUnit.objects.visible_to(request.viewer).select_related("conference", "agency")
    unit: MemberUnit = get_object_or_404(rows, pk=pk)
    kept_conference(request, unit.conference_id)
    back = _page_of(unit.conference_id)
    lead = _("Its people's parts end too; papers it has had stay readable to it.")
    head = _("{unit} leaves the conference").format(unit=unit.agency.name)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_up_end(unit, request.viewer, **said)
        messages.success(request, _("The membership has ended."))
        return redirect(back)

    return asked(request, Asked(head, _("End"), back, lead, danger=True), UntilForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person takes a part."""
    found, today = kept_conference(request, pk), register_day()
    posts = Post.objects.open().inside(request.viewer.interval)
    form = MemberForm(units_on(found, today), posts, sent(request), initial={"since": today})
    lead = _("Who held the same part of the same unit gives it up on that day.")
    shown = Asked(_("Add a person"), _("Enter"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        person = actions.Person(said["person_name"], said["office_title"], said["agency"], said["post"])
        when = {"part": said["part"], "since": said["since"]}
        actions.set_up_member(found, request.viewer, person=person, **when)
        messages.success(request, _("The person is entered."))
        return redirect(_page_of(pk))

    return asked(request, shown, form, act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_leaving(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person gives a part up."""
    member: Member = get_object_or_404(Member.objects.visible_to(request.viewer), pk=pk)
    kept_conference(request, member.conference_id)
    back = _page_of(member.conference_id)
    head = _("{person} gives the part up").format(person=member.person_name)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_up_leaving(member, request.viewer, **said)
        messages.success(request, _("The part has ended."))
        return redirect(back)

    return asked(request, Asked(head, _("End"), back, danger=True), UntilForm(sent(request)), act)


@require_http_methods(SHOWN)
@page("conference.set_up")
def set_up_word(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the papers of the unit that keeps the office are numbered."""
    found = kept_conference(request, pk)
    lead = _("Numbers run without a gap in each year; the word stands before them.")
    shown = Asked(_("Numbers of papers"), _("Enter"), _page_of(pk), lead)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.set_up_word(found, request.viewer, **said)
        messages.success(request, _("The word is entered."))
        return redirect(_page_of(pk))

    return asked(request, shown, WordForm(sent(request)), act)


def _badged(meetings: Iterable[Meeting]) -> list[tuple[Meeting, Badge]]:
    return [(one, MEETING_BADGES[MeetingState(one.state)]) for one in meetings]


def _page_of(pk: int) -> str:
    return reverse("conference:conference", args=[pk])
