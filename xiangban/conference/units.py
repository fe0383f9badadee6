"""Which unit a seat speaks for, what a unit was called on a day, and whether it still exists. Reads only.

Memberships are entered in actions/bodies.py.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from xiangban.access.viewer import Viewer
from xiangban.conference.models import Conference, Member, MemberUnit
from xiangban.conference.rules import Part
from xiangban.territories.models import Agency, AgencyKind, AgencyName, Territory


def names_on(agencies: Iterable[int], day: date) -> Mapping[int, str]:
    """The name each agency bore on that day; papers keep the names of their day."""
    keys = list(agencies)
    found = dict(Agency.objects.filter(pk__in=keys).values_list("pk", "name"))
    dated = AgencyName.objects.filter(agency__in=keys).filter(Q(since=None) | Q(since__lte=day))
    still = dated.filter(Q(until=None) | Q(until__gte=day)).order_by("since")
    return {**found, **dict(still.values_list("agency_id", "name"))}


def name_on(agency: Agency, day: date) -> str:
    """The name of one agency on that day."""
    return names_on([agency.pk], day)[agency.pk]


def stands_on(agency: Agency, day: date) -> bool:
    """Whether the unit exists on that day: opened, and not yet closed or merged into another."""
    return agency.opened_on <= day and (agency.closed_on is None or agency.closed_on > day)


def units_on(conference: Conference, day: date) -> list[Agency]:
    """The units of a conference on that day, the lead unit first."""
    held = MemberUnit.objects.filter(conference=conference).in_force(day)
    return [unit.agency for unit in held.select_related("agency").order_by("-lead", "pk")]


def unit_of(conference: Conference, viewer: Viewer, day: date) -> Agency | None:
    """The member unit the viewer speaks for: of its own post, or the one whose liaison or member holds this post."""
    agency_id = viewer.agency_id
    if agency_id is None and viewer.post_id is not None:
        people = Member.objects.filter(conference=conference, part__in=[Part.MEMBER, Part.LIAISON])
        agency_id = people.on(day).filter(post_id=viewer.post_id).values_list("agency_id", flat=True).first()
    return next((unit for unit in units_on(conference, day) if unit.pk == agency_id), None)


def starting_units(place: Territory, day: date) -> list[Agency]:
    """The member-unit agencies of a place that exist on that day: the list a conference begins with."""
    found = Agency.objects.of_kind(AgencyKind.MEMBER_UNIT).filter(place_code=place.code, level=place.level)
    return [unit for unit in found.order_by("pk") if stands_on(unit, day)]
