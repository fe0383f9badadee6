"""For whom a target can be set from a place: the place itself, each place directly below, the units of the place.

What is set is written by the verb.
"""

from django.http import Http404

from xiangban.territories.models import Agency, AgencyKind, AgencyQuerySet, Territory
from xiangban.territories.rules import Level

PLACE, UNIT = "place", "unit"


def target_choices(place: Territory) -> list[tuple[str, str]]:
    """Value and name of every choice, places first."""
    below = Territory.objects.current().inside(place.interval).of_level(Level(min(place.level + 1, Level.VILLAGE)))
    places = [(f"{PLACE}:{one.level}:{one.code}", one.name) for one in [place, *below.exclude(pk=place.pk)]]
    return places + [(f"{UNIT}:{unit.pk}", unit.name) for unit in _units(place)]


def target_chosen(value: str, place: Territory) -> tuple[Territory, Agency | None]:
    """The place and unit of a choice; what was not offered is no page."""
    kind, *parts = value.split(":")
    if kind == UNIT:
        unit = _units(place).filter(pk=int(parts[0])).first()
        if unit is None:
            raise Http404
        return place, unit
    level, code = map(int, parts)
    found = Territory.objects.current().inside(place.interval).filter(level=level, code=code).first()
    if found is None:
        raise Http404
    return found, None


def _units(place: Territory) -> AgencyQuerySet:
    units = Agency.objects.open().of_kind(AgencyKind.MEMBER_UNIT)
    return units.filter(place_code=place.code, level=place.level)
