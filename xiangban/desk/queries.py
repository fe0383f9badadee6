"""What the day and the sheet count: children, handovers, exports, emergency looks, in a handful of queries.

Everything about a child is asked through the gate; figures come from `counted_for`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from xiangban.access.models import Export, ExportState, Post
from xiangban.access.viewer import Viewer
from xiangban.census.models import Match
from xiangban.census.queries import OPEN
from xiangban.census.rules import ImportState
from xiangban.children.attention import ON_REGISTER, Attention, asks_for
from xiangban.children.models import OPEN_HANDOVERS, BreakGlass, Child, ChildMove, Handover, HandoverState
from xiangban.children.names import name_for
from xiangban.children.rules import ChildState
from xiangban.desk.waiting import Waiting
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Interval, Level, width

NAMED_MOST = 5
NAMED_BY = ("pk", "name", "responsible_code", "birth_date")
MODEL = Child.sight_label()


@dataclass(frozen=True)
class Named:
    """One child named on the day: the file's number, the name as this seat may read it, age, place and a note."""

    pk: int
    name: str
    age: int | None
    place: str
    note: str = ""


@dataclass(frozen=True)
class OpenHandover:
    """A handover that waits for receipt, or that another place asks for, seen from this seat."""

    child: int
    name: str
    from_place: str
    to_place: str
    since: datetime
    incoming: bool
    asked: bool


@dataclass(frozen=True)
class CountyRow:
    """One county's line on the city's day."""

    code: int
    name: str
    on_register: int
    waiting: int
    exits: int
    unclaimed: int
    alerts: int

    @property
    def unclaimed_share(self) -> float:
        """Unclaimed files in percent of the children on register."""
        return 100 * self.unclaimed / self.on_register if self.on_register else 0.0


def count_waiting(viewer: Viewer, kinds: Sequence[Waiting], today: date) -> dict[str, int]:
    """How many children of the seat's own place or school wait in each way, in one query."""
    if not kinds:
        return {}
    counts = {kind.name: Count("pk", filter=kind.condition(today)) for kind in _readable(viewer, kinds)}
    return dict(_own_children(viewer).aggregate(**counts))


def name_waiting(
    viewer: Viewer, kinds: Sequence[Waiting], today: date, places: PlaceNames, most: int = NAMED_MOST
) -> dict[str, list[Named]]:
    """The first children of each kind by name, in one query; a returned draft carries its reason."""
    kinds = _readable(viewer, kinds)
    flags = {f"waits_{kind.name}": _flag(kind.condition(today)) for kind in kinds}
    anything = Q(*[(flag, True) for flag in flags], _connector=Q.OR)
    children = _own_children(viewer).annotate(**flags).filter(anything).order_by("responsible_code", "pk")
    rows = list(children.values_list(*NAMED_BY, *flags))
    buckets = {
        kind.name: [row[: len(NAMED_BY)] for row in rows if row[position]][:most]
        for position, kind in enumerate(kinds, start=len(NAMED_BY))
    }
    reasons = _reasons_of([row[0] for row in buckets.get(Attention.RETURNED, [])], viewer)
    return {
        name: show_names(bucket, viewer, places, today, reasons if name == Attention.RETURNED else None)
        for name, bucket in buckets.items()
    }


def show_names(
    rows: Sequence[Any], viewer: Viewer, places: PlaceNames, today: date, notes: dict[int, str] | None = None
) -> list[Named]:
    """Rows of NAMED_BY as this seat may read them; the place is left out where it is the seat's own."""
    below = Level(viewer.level) if viewer.level else None
    names = places.long_names((row[2] for row in rows), below=below)
    given, own = viewer.given(MODEL), viewer.sight.facets
    return [
        Named(
            pk,
            name_for(name, own | given.get(str(pk), frozenset())),
            age_on(birth, today) if birth else None,
            names[code] if code != viewer.interval.low else "",
            (notes or {}).get(pk, ""),
        )
        for pk, name, code, birth in rows
    ]


def given_children(viewer: Viewer, places: PlaceNames, today: date, most: int = 100) -> list[Named]:
    """Children given to this post or its agency, whatever the purpose."""
    keys = list(viewer.given(MODEL))
    if not keys:
        return []
    children = Child.objects.visible_to(viewer).filter(pk__in=keys).order_by("responsible_code", "pk")
    return show_names(list(children.values_list(*NAMED_BY)[:most]), viewer, places, today)


def open_handovers(viewer: Viewer, interval: Interval, places: PlaceNames, most: int = 100) -> list[OpenHandover]:
    """Handovers in sight that wait for receipt and cross or touch this place."""
    rows = (
        Handover.objects.visible_to(viewer)
        .filter(state__in=OPEN_HANDOVERS)
        .filter(_inside("from_code", interval) | _inside("to_code", interval))
        .order_by("proposed_at")
        .values_list("child_id", "child__name", "from_code", "to_code", "proposed_at", "state")[:most]
    )
    names = places.long_names({code for row in rows for code in (row[2], row[3])}, below=Level.COUNTY)
    return [
        OpenHandover(
            pk,
            name,
            names[old],
            names[new],
            since,
            incoming=interval.holds(new) and not interval.holds(old),
            asked=state == HandoverState.ASKED,
        )
        for pk, name, old, new, since, state in rows
    ]


def pairs_in_doubt(viewer: Viewer) -> int:
    """Open questions of imports that still stand, as far as this seat decides them."""
    standing = (ImportState.READY, ImportState.COMMITTED)
    return int(Match.objects.visible_to(viewer).filter(OPEN, batch__state__in=standing).count())


def exports_to_approve(viewer: Viewer) -> int:
    """Exports asked for in this place by somebody else, waiting for a yes or no."""
    asked = Export.objects.filter(_inside("requested_post__place_code", viewer.interval), state=ExportState.REQUESTED)
    return asked.exclude(requested_by=viewer.user_id).count()


def break_glass_to_review(viewer: Viewer) -> int:
    """Emergency looks at children of this place that nobody has reviewed."""
    return int(BreakGlass.objects.counted_for(viewer).filter(reviewed_at=None).count())


def count_by_county(viewer: Viewer, places: PlaceNames, today: date) -> list[CountyRow]:
    """Counties of the place with what waits in each, in one query; counties without a file stand in it with zeros."""
    asked = {
        "on_register": Q(state__in=ON_REGISTER),
        "waiting": Q(state__in=[ChildState.SUBMITTED, ChildState.REVIEWED]),
        "exits": Q(state=ChildState.EXIT_PROPOSED),
        "unclaimed": asks_for(Attention.UNCLAIMED, today),
        "alerts": asks_for(Attention.ALERT, today),
    }
    rows = (
        Child.objects.counted_for(viewer)
        .order_by()
        .values(county=F("responsible_code") - F("responsible_code") % width(Level.COUNTY))
        .annotate(**{name: Count("pk", filter=condition) for name, condition in asked.items()})
        .values_list("county", *asked)
    )
    found = {row[0]: row for row in rows}
    level = Level(viewer.level)
    known = dict(places.below(level, viewer.interval.low)) if level is Level.CITY else {}
    names = known | {code: places.name(code) for code in found.keys() - known.keys()}
    return [CountyRow(code, names[code], *found.get(code, (code, 0, 0, 0, 0, 0))[1:]) for code in sorted(names)]


def post_to_hand_over(viewer: Viewer, pk: int) -> Post | None:
    """The post whose sheet this seat may read: its own, or one inside its place where it may hand posts over."""
    post = Post.objects.select_related("territory").filter(pk=pk).first()
    if post is None or post.pk == viewer.post_id:
        return post
    inside = viewer.interval.low <= post.interval.low and post.interval.high <= viewer.interval.high
    sees = bool(viewer.sight.facets)
    return post if inside and sees and viewer.may("seats.hand_over") else None


def in_post(children: QuerySet[Child], post: Post) -> QuerySet[Child]:
    """Of these children, those for whom the post's place answers."""
    return children.filter(_inside("responsible_code", post.interval))


def _own_children(viewer: Viewer) -> Any:
    """Children in sight without those that were only given: another place answers for them."""
    return Child.objects.visible_to(replace(viewer, _given={MODEL: {}}))


def _reasons_of(children: Sequence[int], viewer: Viewer) -> dict[int, str]:
    if not children:
        return {}
    moves = ChildMove.objects.visible_to(viewer).filter(child__in=children, move="return").order_by("pk")
    return dict(moves.values_list("child_id", "reason"))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _inside(column: str, interval: Interval) -> Q:
    return Q(**{f"{column}__gte": interval.low, f"{column}__lt": interval.high})


def _readable(viewer: Viewer, kinds: Sequence[Waiting]) -> list[Waiting]:
    return [kind for kind in kinds if kind.facet in viewer.sight.facets]
