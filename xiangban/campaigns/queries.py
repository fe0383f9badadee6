"""What stands behind the pages of special actions: who is found now, progress per place, targets, filled figures.

The curve's past is in history.py; who may read is asked of the gate.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import CampaignIndicator, CurveStep, FilledFigure, ListedChild, TargetNumber
from xiangban.campaigns.rules import CurveDay, curve
from xiangban.children.models import Child
from xiangban.children.models.child import ChildQuerySet
from xiangban.figures.definitions import Indicator
from xiangban.figures.registry import indicator as indicator_of
from xiangban.territories.models import Territory
from xiangban.territories.rules import Interval, Level, ancestor_code


@dataclass(frozen=True)
class Progress:
    """One indicator in one place: the list, what is open, target and filled figure (None: none set or filled)."""

    code: int
    name: str
    listed: int = 0
    open: int = 0
    target: int | None = None
    filled: int | None = None

    @property
    def resolved(self) -> int:
        return self.listed - self.open

    @property
    def share(self) -> int | None:
        """Percent put right of those listed, rounded down, so that 100 is said only when none is open."""
        return 100 * self.resolved // self.listed if self.listed else None


def found_now(children: ChildQuerySet, wanted: Indicator) -> list[tuple[int, int]]:
    """Key and responsible place of the children on register whom the definition counts now, of these children."""
    rows = children.on_register().order_by("pk").values("pk", "responsible_code", *wanted.asks)
    judged = ((row, {name: str(row[name] or "") for name in wanted.asks}) for row in rows.iterator(chunk_size=2_000))
    return [(row["pk"], row["responsible_code"]) for row, facts in judged if wanted.counts(facts)]


def unlisted(measured: CampaignIndicator, viewer: Viewer, most: int) -> list[Child]:
    """Children in sight who are counted now and stand on no list of this indicator yet."""
    wanted = indicator_of(measured.key)
    inside = Territory(code=measured.campaign.place_code, level=measured.campaign.level).interval
    sight = Child.objects.visible_to(viewer).filter(responsible_code__gte=inside.low, responsible_code__lt=inside.high)
    on_list = set(ListedChild.objects.visible_to(viewer).filter(indicator=measured).values_list("child_id", flat=True))
    keys = [pk for pk, _place in found_now(sight, wanted) if pk not in on_list][:most]
    return list(sight.filter(pk__in=keys).order_by("responsible_code", "pk"))


def progress_of(measured: CampaignIndicator, viewer: Viewer, place: Territory) -> tuple[Progress, Sequence[Progress]]:
    """An indicator in the place as a whole, and in each place directly below it."""
    below = _below(place)
    steps = _sums(measured, viewer, place.interval, below)
    targets = _targets(measured, viewer, place.interval)
    filled = _filled(measured, viewer, place.interval)
    names = dict(Territory.objects.current().inside(place.interval).of_level(below).values_list("code", "name"))
    codes = list(names) + sorted(code for code in steps if code not in names)
    rows = [
        Progress(
            code, names.get(code, ""), *steps.get(code, (0, 0)), targets.get((below, code)), filled.get((below, code))
        )
        for code in codes
    ]
    listed, opened = sum(row.listed for row in rows), sum(row.open for row in rows)
    own = (Level(place.level), place.code)
    filled_below = [row.filled for row in rows if row.filled is not None]
    whole_filled = filled.get(own, sum(filled_below) if filled_below else None)
    return Progress(place.code, place.name, listed, opened, targets.get(own), whole_filled), rows


def curve_of(measured: CampaignIndicator, viewer: Viewer, place: Territory) -> list[CurveDay]:
    """The daily curve of a place, as it was last computed from history."""
    steps = _steps_inside(measured, viewer, place.interval)
    return curve(steps.values_list("day", "listed", "open"))


def _steps_inside(measured: CampaignIndicator, viewer: Viewer, interval: Interval) -> QuerySet[CurveStep]:
    # A seat that only counts reads sums of its place; what it must not read of them is hidden where it is shown.
    counted = CurveStep.objects.visible_to(viewer) | CurveStep.objects.counted_for(viewer)
    steps: QuerySet[CurveStep] = counted.filter(
        indicator=measured, place_code__gte=interval.low, place_code__lt=interval.high
    )
    return steps


def _below(place: Territory) -> Level:
    return Level(min(place.level + 1, Level.TOWNSHIP))


def _sums(
    measured: CampaignIndicator, viewer: Viewer, interval: Interval, below: Level
) -> Mapping[int, tuple[int, int]]:
    listed: Counter[int] = Counter()
    opened: Counter[int] = Counter()
    by_place = _steps_inside(measured, viewer, interval).order_by().values_list("place_code")
    for code, more, still in by_place.annotate(more=Sum("listed"), still=Sum("open")):
        listed[ancestor_code(code, below)] += more
        opened[ancestor_code(code, below)] += still
    return {code: (listed[code], opened[code]) for code in listed}


def _targets(measured: CampaignIndicator, viewer: Viewer, interval: Interval) -> Mapping[tuple[Level, int], int]:
    rows = TargetNumber.objects.visible_to(viewer).filter(indicator=measured, agency=None)
    inside = rows.filter(place_code__gte=interval.low, place_code__lt=interval.high).order_by("set_at", "pk")
    return {(Level(level), code): number for level, code, number in inside.values_list("level", "place_code", "number")}


def targets_of_units(measured: CampaignIndicator, viewer: Viewer) -> Iterable[TargetNumber]:
    """The last target set for each unit, in sight of the viewer."""
    rows = TargetNumber.objects.visible_to(viewer).filter(indicator=measured).exclude(agency=None)
    return {row.agency_id: row for row in rows.select_related("agency").order_by("set_at", "pk")}.values()


def _filled(measured: CampaignIndicator, viewer: Viewer, interval: Interval) -> Mapping[tuple[Level, int], int]:
    rows = FilledFigure.objects.visible_to(viewer).filter(indicator=measured)
    inside = rows.filter(place_code__gte=interval.low, place_code__lt=interval.high).order_by("day", "pk")
    return {(Level(level), code): number for level, code, number in inside.values_list("level", "place_code", "number")}


def last_filled(measured: CampaignIndicator, viewer: Viewer, most: int) -> list[FilledFigure]:
    """The figures filled in for an indicator in sight, newest first."""
    rows = FilledFigure.objects.visible_to(viewer).filter(indicator=measured)
    return list(rows.select_related("agency", "filled_by").order_by("-day", "-pk")[:most])
