"""Figures by old and new boundaries: which present codes lie where an old place lay.

Who followed whom is kept by the changes of places in recoding.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from xiangban.territories.models import Succession, Territory


@dataclass(frozen=True)
class OldBoundary:
    """Present codes of what lay in a place on a day; what `shared` codes hold came partly from elsewhere.

    A figure over `codes` is exact when `shared` is empty: a village merged into another cannot be told apart again.
    """

    codes: frozenset[int]
    shared: frozenset[int]

    @property
    def exact(self) -> bool:
        return not self.shared


def codes_under_old_boundary(territory: Territory, on: date) -> OldBoundary:
    """The present codes of all that lay inside `territory` as it was bounded on that day."""
    inside = Territory.objects.valid_on(on).inside(territory.interval).filter(level__gte=territory.level)
    origins = set(inside.values_list("pk", flat=True))
    present = _present_after(origins, on)
    strangers = _present_after(_origins_elsewhere(present, origins, on), on)
    places = Territory.objects.filter(pk__in=present).values_list("pk", "code")
    return OldBoundary(
        frozenset(code for _pk, code in places), frozenset(code for pk, code in places if pk in strangers)
    )


def present_code(code: int, on: date) -> int | None:
    """The code today of the place that bore this code on that day; None if it was split, merged away or unknown."""
    origins = Territory.objects.valid_on(on).filter(code=code).values_list("pk", flat=True)
    codes = set(Territory.objects.filter(pk__in=_present_after(set(origins), on)).values_list("code", flat=True))
    return codes.pop() if len(codes) == 1 else None


def _present_after(origins: Iterable[int], on: date) -> set[int]:
    """Keys of the current places that these places have become."""
    met, fresh = set(origins), set(origins)
    while fresh:
        fresh = set(_later(on).filter(old__in=fresh).values_list("new", flat=True)) - met
        met |= fresh
    return set(Territory.objects.current().filter(pk__in=met).values_list("pk", flat=True))


def _origins_elsewhere(present: set[int], origins: set[int], on: date) -> set[int]:
    """Places outside the old boundary, there on that day, of which something went into the present ones."""
    met, fresh = set(present), set(present)
    while fresh:
        fresh = set(_later(on).filter(new__in=fresh).values_list("old", flat=True)) - met
        met |= fresh
    there = Territory.objects.valid_on(on).filter(pk__in=met - origins)
    return set(there.values_list("pk", flat=True))


def _later(on: date) -> QuerySet[Succession]:
    return Succession.objects.filter(on__gt=on)
