"""The one search box: a name or part of it, pinyin, initials, a number or its last six, a village.

Whatever is typed, rows come from `visible_to`; narrow seats are narrowed by place, given children come along. A seat
that reads masked names finds by the whole name alone, else it could unmask a name by trying parts of it.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.children.identity import indexes_to_find, last_six_to_find
from xiangban.children.models import Child, NameKey
from xiangban.children.names import name_for
from xiangban.lib.chinese_text import compact_name
from xiangban.lib.name_keys import Probe, fits, probe_for
from xiangban.lib.resident_id import clean_number
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code

SHORTEST_PLACE = 2
# Sealed columns are opened one by one when a row is read: a hit fetches none of them.
SHOWN = ("name", "former_name", "sex", "birth_date", "responsible_code", "school", "state")
_LAST_SIX = re.compile(r"[0-9]{5}[0-9X]")
_WHOLE_NUMBER = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")


@dataclass(frozen=True)
class Hit:
    """One found child, as the viewer may see it in a list: the name masked unless the seat sees names."""

    child_id: int
    name: str
    sex: str
    birth_date: date | None
    responsible_code: int
    state: str


@dataclass(frozen=True)
class Found:
    """What a search found: children in the order of their keys, villages and townships, and whether there is more."""

    children: list[Hit] = field(default_factory=list)
    places: list[Territory] = field(default_factory=list)
    more: bool = False


def search(viewer: Viewer, text: str, limit: int = 50) -> Found:
    """Search within the viewer's sight; an empty or unreadable text finds nothing."""
    text = text.strip()
    if not text:
        return Found()
    number = clean_number(text)
    if _WHOLE_NUMBER.fullmatch(number) or _LAST_SIX.fullmatch(number):
        return _answer(_by_number(viewer, number, limit + 1), viewer, limit)
    found = _answer(_by_name(viewer, text, limit + 1), viewer, limit)
    return Found(found.children, _places(viewer, text, limit), found.more)


def _answer(children: list[Child], viewer: Viewer, limit: int) -> Found:
    return Found([_hit(child, viewer) for child in children[:limit]], more=len(children) > limit)


def _hit(child: Child, viewer: Viewer) -> Hit:
    name = name_for(child.name, facets_of(child, viewer))
    return Hit(child.pk, name, child.sex, child.birth_date, child.responsible_code, child.state)


def _by_number(viewer: Viewer, number: str, limit: int) -> list[Child]:
    """Only seats whose field set holds the identity find by number."""
    children = Child.objects.visible_to(viewer, Facet.IDENTITY).only(*SHOWN)
    if _WHOLE_NUMBER.fullmatch(number):
        return list(children.filter(id_index__in=indexes_to_find(number))[:limit])
    return list(children.filter(id_last_six_index__in=last_six_to_find(number))[:limit])


def _by_name(viewer: Viewer, text: str, limit: int) -> list[Child]:
    probe = probe_for(text)
    if probe is None:
        return []
    whole = compact_name(text)
    asked = _asked(viewer, probe, Probe((f"n{whole}",)))
    keys = dict.fromkeys(key for reach, one in asked for key in _candidates(viewer, reach, one, limit * 2))
    children = Child.objects.visible_to(viewer).only(*SHOWN).in_bulk(list(keys))
    found = (children[key] for key in keys if key in children)
    return [child for child in found if _answers(child, viewer, probe, whole)][:limit]


def _asked(viewer: Viewer, part: Probe, whole: Probe) -> list[tuple[Q, Probe]]:
    """Where to look for what: by part only where names are read."""
    own = part if Facet.NAME in viewer.sight.facets else whole
    given = [(reach, probe) for reach in _given_reach(viewer) for probe in (part, whole)]
    return [*((reach, own) for reach in _own_reach(viewer)), *given]


def _answers(child: Child, viewer: Viewer, probe: Probe, whole: str) -> bool:
    names = (child.name, child.former_name)
    if Facet.NAME in facets_of(child, viewer):
        return any(fits(name, probe) for name in names)
    return whole in (compact_name(name) for name in names)


def _candidates(viewer: Viewer, reach: Q, probe: Probe, limit: int) -> list[int]:
    """Keys of children in the order of the index, so that the database stops at the limit."""
    rows = NameKey.objects.visible_to(viewer).filter(reach)
    if not probe.equalities:
        return [key for interval in probe.intervals for key in _spoken(rows, interval, limit)]
    for other in probe.equalities[1:]:
        rows = rows.filter(_also(Q(key=other)))
    if probe.intervals:
        rows = rows.filter(_also(Q(*[_within(*interval) for interval in probe.intervals], _connector=Q.OR)))
    rows = rows.filter(key=probe.equalities[0]).order_by("county_code", "child_id")
    return list(rows.values_list("child_id", flat=True)[:limit])


def _spoken(rows: Any, interval: tuple[str, str], limit: int) -> list[int]:
    ordered = rows.filter(_within(*interval)).order_by("county_code", "key", "child_id")
    return list(ordered.values_list("child_id", flat=True)[:limit])


def _within(low: str, high: str) -> Q:
    return Q(key__gte=low, key__lt=high)


def _also(condition: Q) -> Exists:
    """The child has another key of this kind in the same county."""
    return Exists(NameKey.objects.filter(condition, county_code=OuterRef("county_code"), child=OuterRef("child")))


def _own_reach(viewer: Viewer) -> list[Q]:
    """The counties of the seat's place, or its pupils."""
    if viewer.sight.reach is Reach.PLACE:
        return [Q(county_code__in=_counties(viewer))]
    return [Q(child__school=viewer.agency_id)] if viewer.sight.reach is Reach.PUPILS else []


def _given_reach(viewer: Viewer) -> list[Q]:
    """The children given to the seat."""
    given = list(viewer.given(Child.sight_label()))
    return [Q(child__in=given)] if given else []


def _counties(viewer: Viewer) -> list[int]:
    """The county of a narrow seat; of a wider one all counties and its own code, where unclaimed children stand."""
    low = viewer.interval.low
    if viewer.level >= Level.COUNTY:
        return [ancestor_code(low, Level.COUNTY)]
    counties = Territory.objects.current().inside(viewer.interval).of_level(Level.COUNTY)
    return sorted({low, *counties.values_list("code", flat=True)})


def _places(viewer: Viewer, text: str, limit: int) -> list[Territory]:
    """Villages and townships of the seat's place by part of their name."""
    if len(text) < SHORTEST_PLACE or viewer.sight.reach is not Reach.PLACE:
        return []
    inside = Territory.objects.current().inside(viewer.interval)
    return list(inside.filter(level__gte=Level.TOWNSHIP, name__contains=text)[:limit])
