"""Agencies: the list with its filters, the contact sheet for the wall, one agency's page.

The forms that change agencies are in agency_verbs.py.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.network import queries
from xiangban.network.forms import AgencyFilter
from xiangban.network.models import Staffing
from xiangban.network.tables import AGENCIES, CONTACTS, KIND_WORDS
from xiangban.network.views.doors import may_here
from xiangban.network.views.places import own_place
from xiangban.territories.models import Agency, AgencyKind, AgencyQuerySet, Territory
from xiangban.territories.rules import Level, interval_of

ROWS = 50
MOST_CONTACTS = 300
AGENCY_VERBS = ("rename_agency", "close_agency", "staff_agency")


@require_GET
@page("network.see")
def agency_list(request: SignedInRequest) -> HttpResponse:
    """Agencies by place, fifty at a time."""
    form, agencies = _asked(request)
    rows = list(_after(agencies, request.GET.get("after", ""))[: ROWS + 1])
    shown = rows[:ROWS]
    names = queries.names_of_places((row.level, row.place_code) for row in shown)
    lines = [
        (
            row.pk,
            row.name,
            str(KIND_WORDS[row.kind]),
            names[row.level, row.place_code],
            row.phone,
            "closed" if row.closed_on else "open",
        )
        for row in shown
    ]
    following = f"{shown[-1].place_code}-{shown[-1].pk}" if len(rows) > ROWS else ""
    context = {"form": form, "table": AGENCIES, "lines": AGENCIES.render(lines), "any": lines, "following": following}
    return render(request, "network/agency_list.html", context)


@require_GET
@page("network.see")
def contact_sheet(request: SignedInRequest) -> HttpResponse:
    """Names, phones and addresses for printing, with the same filters as the list."""
    form, agencies = _asked(request)
    found = list(agencies.open()[: MOST_CONTACTS + 1])
    shown = found[:MOST_CONTACTS]
    names = queries.names_of_places((row.level, row.place_code) for row in shown)
    staff = queries.staff_of([row.pk for row in shown], timezone.localdate())
    lines = [
        (row.name, names[row.level, row.place_code], row.phone, row.address, _said(staff.get(row.pk, [])))
        for row in shown
    ]
    context = {
        "form": form,
        "table": CONTACTS,
        "lines": CONTACTS.render(lines),
        "any": lines,
        "cut": len(found) > MOST_CONTACTS,
        "most": MOST_CONTACTS,
        "today": register_day(),
    }
    return render(request, "network/contact_sheet.html", context)


@require_GET
@page("network.see")
def agency(request: SignedInRequest, pk: int) -> HttpResponse:
    """One agency: what it is, its names by date, who staffs it now and did before."""
    found = get_object_or_404(Agency, pk=pk)
    return render(request, "network/agency.html", agency_context(request.viewer, found))


def agency_context(viewer: Viewer, found: Agency) -> dict[str, Any]:
    """All that the page of an agency shows to this viewer."""
    today = timezone.localdate()
    place = queries.current_place(found.place_code, found.level)
    present = queries.staff_of([found.pk], today).get(found.pk, [])
    posts = list(found.posts.filter(closed_on=None).exclude(pk__in=[row.post_id for row in present if row.post_id]))
    holders = queries.holders_of([post.pk for post in posts], today)
    return {
        "agency": found,
        "place": place,
        "above": queries.ancestors_of(place) if place else [],
        "names": found.names.order_by("since", "pk"),
        "staff": present,
        "former": Staffing.objects.filter(agency=found, until__lt=today).select_related("post")[:ROWS],
        "posts": [(post, holders.get(post.pk, "")) for post in posts],
        "is_member_unit": found.kind == AgencyKind.MEMBER_UNIT,
        "verbs": {
            verb for verb in AGENCY_VERBS if found.closed_on is None and may_here(viewer, f"network.{verb}", found)
        },
    }


def _asked(request: SignedInRequest) -> tuple[AgencyFilter, AgencyQuerySet]:
    """The filter and the agencies it lets through; an answer that means nothing filters nothing."""
    home = own_place(request.viewer)
    places = places_to_choose(home)
    asked = request.GET.copy()
    asked.setdefault("place", f"{home.level}-{home.code}")
    form = AgencyFilter(places, asked)
    form.is_valid()
    said = form.cleaned_data
    agencies = Agency.objects.order_by("place_code", "pk")
    if said.get("place"):
        level, code = map(int, said["place"].split("-"))
        agencies = agencies.inside(interval_of(Level(level), code))
    if said.get("kind"):
        agencies = agencies.of_kind(AgencyKind(said["kind"]))
    if said.get("name"):
        agencies = agencies.filter(name__icontains=said["name"].strip())
    return form, agencies if said.get("closed") else agencies.open()


def places_to_choose(home: Territory) -> list[Territory]:
    """The place itself with the two levels below it, as far as townships; for the filters of lists."""
    lowest = min(home.level + 2, Level.TOWNSHIP)
    inside = Territory.objects.current().inside(home.interval).filter(level__gte=home.level, level__lte=lowest)
    return list(inside.order_by("code", "level"))


def _after(agencies: AgencyQuerySet, cursor: str) -> AgencyQuerySet:
    code, _dash, key = cursor.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (code, key)):
        return agencies
    return agencies.filter(Q(place_code=int(code), pk__gt=int(key)) | Q(place_code__gt=int(code)))


def _said(staff: list[Staffing]) -> str:
    """Duty, name and phone of everybody there, in one cell."""
    people = (" ".join(filter(None, [str(row.get_duty_display()), row.name, row.phone])) for row in staff)
    return "; ".join(people)
