"""Tasks given in tests: by the office of the city or the county to posts of the cast."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.world import COUNTY, World, make_seat
from xiangban.access.installation import register_day
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.tasks import Origin, TaskTerms, open_task
from xiangban.conference.models import Task
from xiangban.conference.task_rules import OriginKind
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.rules import Level

ORIGIN = Origin(OriginKind.DECISION, "1", date(2026, 8, 20))
WHY = "入户核实后再报"


def in_days(days: int) -> date:
    """A day so many days from the day at which the register stands."""
    return register_day() + timedelta(days=days)


def unit_of(place: int, kind: str = "education", name: str = "青禾县教育局") -> Agency:
    """A member unit of a place."""
    level = Level.COUNTY if place % 10**6 == 0 and place % 10**8 else Level.CITY
    return Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT,
        unit_kind=kind,
        name=name,
        place_code=place,
        level=level,
        opened_on=date(2020, 1, 1),
    )


def liaison_of(world: World, kind: str, name: str) -> Seat:
    """Somebody who speaks for a unit of the county."""
    return make_seat(Role.LIAISON, world.places[COUNTY], name, unit_of(COUNTY, kind, f"青禾县{name}"))


def terms(lead: Seat, **other: Any) -> TaskTerms:
    """Plain terms: one lead, thirty days."""
    return replace(TaskTerms("核实无人监护儿童", lead.post, in_days(30)), **other)


def given(world: World, lead: Seat, by: Viewer | None = None, **other: Any) -> Task:
    """A task of the county's office for this lead."""
    by = by or world.viewer(Role.COUNTY_HEAD)
    place = next(place for place in world.places.values() if place.code == by.interval.low)
    return open_task(place, by, origin=ORIGIN, terms=terms(lead, **other))
