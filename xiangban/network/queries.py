"""Reads that span several tables: the network below a place, gaps of coverage, who is at an agency, a preview.

Nothing about a child is read here but how many a change would move.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from xiangban.access.models import Post, Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.network.models import Duty, Staffing
from xiangban.network.plans import Plan
from xiangban.network.recoding import child_model
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import Interval, Level, ancestor_code

IN_ONE_STATEMENT = 2_000  # codes, well below SQLite's limit of variables

# Who answers for a place of each level, as a post in this house or by name at an agency.
ANSWERABLE: dict[Level, tuple[Role, Duty]] = {
    Level.VILLAGE: (Role.VILLAGE_DIRECTOR, Duty.DIRECTOR),
    Level.TOWNSHIP: (Role.TOWNSHIP_SUPERVISOR, Duty.SUPERVISOR),
}


def current_place(code: int, level: int | None = None) -> Territory | None:
    """The current place of this code, the highest of its levels unless one is named; else the last that bore it."""
    places = Territory.objects.filter(code=code, **({"level": level} if level else {}))
    return places.current().order_by("level").first() or places.order_by("-valid_to").first()


def code_of_post(viewer: Viewer) -> int:
    """Where the post of the viewer's seat stands; an administrator's interval does not say it."""
    return Post.objects.values_list("place_code", flat=True).get(pk=viewer.post_id or 0)


def ancestors_of(place: Territory) -> list[Territory]:
    """The current places above, highest first, without one that only repeats another's code."""
    wanted = {Level(number): ancestor_code(place.code, Level(number)) for number in range(1, place.level)}
    found = Territory.objects.current().filter(code__in=wanted.values(), level__lt=place.level).order_by("level")
    unique: dict[int, Territory] = {}
    for above in found:
        if wanted[Level(above.level)] == above.code and above.code != place.code:
            unique.setdefault(above.code, above)
    return list(unique.values())


def places_below(place: Territory) -> list[Territory]:
    """The places one level below; a county that only repeats its city's code is passed over (five cities)."""
    level = place.level + 1
    while level <= Level.VILLAGE:
        below = list(Territory.objects.current().inside(place.interval).of_level(Level(level)))
        if not (len(below) == 1 and below[0].code == place.code):
            return below
        level += 1
    return []


def names_of_answerable(span: Interval, level: Level, today: date) -> dict[int, list[str]]:
    """Code → names of those who hold the post, or do the duty by name, at places of this level inside the span."""
    role, duty = ANSWERABLE[level]
    names: dict[int, list[str]] = defaultdict(list)
    seats = Seat.objects.on(today).filter(
        post__role=role, post__level=level, post__place_code__gte=span.low, post__place_code__lt=span.high
    )
    for code, name in seats.order_by("pk").values_list("post__place_code", "user__display_name"):
        names[code].append(name)
    by_name = Staffing.objects.on(today).with_duty(duty).filter(post=None, agency__closed_on=None, agency__level=level)
    inside = by_name.filter(agency__place_code__gte=span.low, agency__place_code__lt=span.high)
    for code, name in inside.order_by("pk").values_list("agency__place_code", "name"):
        if name not in names[code]:
            names[code].append(name)
    return dict(names)


@dataclass(frozen=True)
class BelowPlace:
    """One line of the network: a place below and what stands in it."""

    place: Territory
    townships: int
    villages: int
    undirected: int
    stations: int
    homes: int
    people: str


def network_below(place: Territory, today: date) -> list[BelowPlace]:
    """A line for each place below, with counts over all that lies in it."""
    below = places_below(place)
    if not below:
        return []
    level, span = Level(below[0].level), place.interval
    tally = _Tally(level)
    codes = Territory.objects.current().inside(span).order_by()
    villages = list(codes.of_level(Level.VILLAGE).values_list("code", flat=True))
    directed = names_of_answerable(span, Level.VILLAGE, today)
    people = directed if level is Level.VILLAGE else {}
    if level is Level.TOWNSHIP:
        people = names_of_answerable(span, Level.TOWNSHIP, today)
    townships = tally.of(codes.of_level(Level.TOWNSHIP).values_list("code", flat=True))
    all_villages, undirected = tally.of(villages), tally.of(code for code in villages if code not in directed)
    agencies = Agency.objects.open().inside(span).order_by()
    stations = tally.of(agencies.of_kind(AgencyKind.STATION).values_list("place_code", flat=True))
    homes = tally.of(agencies.of_kind(AgencyKind.CHILDRENS_HOME).values_list("place_code", flat=True))
    return [
        BelowPlace(
            part,
            townships[part.code],
            all_villages[part.code],
            undirected[part.code],
            stations[part.code],
            homes[part.code],
            "、".join(people.get(part.code, [])),
        )
        for part in below
    ]


@dataclass(frozen=True)
class _Tally:
    """Counts codes by the place of one level in which they lie."""

    level: Level

    def of(self, codes: Iterable[int]) -> Counter[int]:
        return Counter(ancestor_code(code, self.level) for code in codes)


@dataclass(frozen=True)
class Gap:
    """One question of coverage: how many places there are, and the codes of those that lack what is asked."""

    total: int
    missing: Sequence[int]
    level: Level

    @property
    def covered(self) -> int:
        return self.total - len(self.missing)

    @property
    def share(self) -> str:
        """Covered places in per cent of all, one decimal; an empty string when there are none."""
        return f"{self.covered * 100 / self.total:.1f} %" if self.total else ""


def gaps_of(span: Interval, today: date) -> dict[str, Gap]:
    """Villages without a director, townships without a supervisor, townships without a station, inside the span."""
    stations = Agency.objects.open().inside(span).of_kind(AgencyKind.STATION).values_list("place_code", flat=True)
    with_station = {ancestor_code(code, Level.TOWNSHIP) for code in stations}
    return {
        "director": _gap(span, Level.VILLAGE, names_of_answerable(span, Level.VILLAGE, today).keys()),
        "supervisor": _gap(span, Level.TOWNSHIP, names_of_answerable(span, Level.TOWNSHIP, today).keys()),
        "station": _gap(span, Level.TOWNSHIP, with_station),
    }


def _gap(span: Interval, level: Level, covered: Iterable[int]) -> Gap:
    places = Territory.objects.current().inside(span).of_level(level).order_by("code")
    codes, met = list(places.values_list("code", flat=True)), set(covered)
    return Gap(len(codes), [code for code in codes if code not in met], level)


def names_of_places(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """(level, code) → name, of a village with its township before it; for lists of one page."""
    wanted = set(places)
    townships = {
        (Level.TOWNSHIP, ancestor_code(code, Level.TOWNSHIP)) for level, code in wanted if level == Level.VILLAGE
    }
    codes = {code for _level, code in wanted | townships}
    rows = Territory.objects.current().filter(code__in=codes).values_list("level", "code", "name")
    names = {(level, code): name for level, code, name in rows}
    return {(level, code): _above(names, level, code) + names.get((level, code), str(code)) for level, code in wanted}


def _above(names: dict[tuple[int, int], str], level: int, code: int) -> str:
    if level != Level.VILLAGE:
        return ""
    return names.get((Level.TOWNSHIP, ancestor_code(code, Level.TOWNSHIP)), "")


def holders_of(posts: Iterable[int], today: date) -> dict[int, str]:
    """Post → names of those who hold it today."""
    names: dict[int, list[str]] = defaultdict(list)
    seats = Seat.objects.on(today).filter(post__in=posts).order_by("pk")
    for post, name in seats.values_list("post_id", "user__display_name"):
        names[post].append(name)
    return {post: "、".join(found) for post, found in names.items()}


def staff_of(agencies: Iterable[int], today: date) -> dict[int, list[Staffing]]:
    """Agency → who does which duty there today; a post's row bears the name of its holder."""
    rows = list(Staffing.objects.on(today).filter(agency__in=agencies).select_related("post"))
    holders = holders_of([row.post_id for row in rows if row.post_id], today)
    staff: dict[int, list[Staffing]] = defaultdict(list)
    for row in rows:
        row.name = holders.get(row.post_id, "") if row.post_id else row.name
        staff[row.agency_id].append(row)
    return dict(staff)


@dataclass(frozen=True)
class PreviewLine:
    """One place of a plan, and how many children, posts and agencies follow it."""

    old: Territory
    name: str
    code: int
    kind: str
    children: int
    posts: int
    agencies: int


def preview_of(plan: Plan, by: Viewer) -> list[PreviewLine]:
    """What a plan would move, place by place; counts only."""
    closing = [move for move in plan.moves if move.closes]
    codes = [move.old.code for move in closing]
    model = child_model()
    children = _counts(model.objects.counted_for(by), model.seen_at, codes)
    posts = _counts(Post.objects.open(), "place_code", codes, with_level=True)
    agencies = _counts(Agency.objects.open(), "place_code", codes, with_level=True)
    return [
        PreviewLine(
            move.old,
            move.name,
            move.code,
            str(move.kind.label),
            children[move.old.code] if move.closes else len(plan.named),
            posts[move.old.level, move.old.code] if move.closes else 0,
            agencies[move.old.level, move.old.code] if move.closes else 0,
        )
        for move in plan.moves
    ]


def _counts(rows: Any, column: str, codes: Sequence[int], *, with_level: bool = False) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for start in range(0, len(codes), IN_ONE_STATEMENT):
        batch = rows.filter(**{f"{column}__in": codes[start : start + IN_ONE_STATEMENT]}).order_by()
        columns = ("level", column) if with_level else (column,)
        for *key, number in batch.values_list(*columns).annotate(number=Count("pk")):
            found[tuple(key) if with_level else key[0]] = number
    return found
