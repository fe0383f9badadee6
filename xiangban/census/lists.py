"""Who has whom in a round, read from the rows that were settled: by place, and the children a list is missing.

The arithmetic is in reconciliation.py and estimate.py, which know no tables.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, CensusRound, ImportFile
from xiangban.census.reconciliation import WhoHasWhom, together, who_has_whom
from xiangban.census.rules import SETTLED, ImportState, Verdict
from xiangban.children.models import Child
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level, ancestor_code


@dataclass(frozen=True)
class PlaceLine:
    """One place below: who has whom there, and rows still in doubt."""

    code: int
    name: str
    lists: WhoHasWhom
    doubt: int

    @property
    def counts(self) -> list[int]:
        """How many children stand in each region, in the order of the regions."""
        return [region.children for region in self.lists.regions]

    @property
    def silent(self) -> list[str]:
        """The agencies that have nobody here: either there is no child, or no list came."""
        return [agency for agency in self.lists.agencies if not self.lists.on(agency)]


@dataclass(frozen=True)
class Reconciled:
    """A place: what lies below it, and the whole."""

    agencies: tuple[str, ...]
    lines: list[PlaceLine]
    whole: WhoHasWhom
    doubt: int


def agencies_of(sweep: CensusRound) -> tuple[str, ...]:
    """The agencies whose rosters are in the register from this round."""
    files = ImportFile._base_manager.filter(batch__round=sweep, batch__state=ImportState.COMMITTED)
    return tuple(files.order_by("agency_kind").values_list("agency_kind", flat=True).distinct())


def reconcile(viewer: Viewer, sweep: CensusRound, place: Territory) -> Reconciled:
    """Who has whom in the places right below one, each child counted where its responsible place lies."""
    agencies, below = agencies_of(sweep), Level(min(place.level + 1, Level.VILLAGE))
    counted = who_has_whom(agencies, _children(viewer, sweep, place, agencies, below))
    doubts = _doubts(viewer, sweep, place, below)
    known = place_names().below(Level(place.level), place.code)
    codes = sorted({*counted, *doubts, *(code for code, _name in known)})
    names = place_names().names(codes)
    empty = WhoHasWhom(agencies, {})
    lines = [PlaceLine(code, names[code], counted.get(code, empty), doubts[code]) for code in codes]
    return Reconciled(agencies, lines, together(agencies, counted.values()), sum(doubts.values()))


def _settled(viewer: Viewer, sweep: CensusRound) -> QuerySet[CensusRecord]:
    rows = CensusRecord.objects.visible_to(viewer).filter(batch__round=sweep, batch__state=ImportState.COMMITTED)
    found: QuerySet[CensusRecord] = rows.filter(verdict__in=SETTLED, child__isnull=False)
    return found


def _children(
    viewer: Viewer, sweep: CensusRound, place: Territory, agencies: Sequence[str], below: Level
) -> Iterator[tuple[int, frozenset[str]]]:
    inside = {
        "child__responsible_code__gte": place.interval.low,
        "child__responsible_code__lt": place.interval.high,
    }
    has = {f"on_{agency}": Count("pk", filter=Q(file__agency_kind=agency)) for agency in agencies}
    rows = _settled(viewer, sweep).filter(**inside).order_by().values("child_id").annotate(**has)
    told = rows.values_list("child__responsible_code", *has)
    for code, *numbers in told.iterator(chunk_size=5_000):
        yield ancestor_code(code, below), frozenset(a for a, n in zip(agencies, numbers, strict=True) if n)


def _doubts(viewer: Viewer, sweep: CensusRound, place: Territory, below: Level) -> Counter[int]:
    """Rows that wait or were refused, by the place they name."""
    rows = (
        CensusRecord.objects.visible_to(viewer)
        .in_doubt()
        .filter(
            batch__round=sweep,
            batch__state__in=(ImportState.READY, ImportState.COMMITTED),
            place_code__gte=place.interval.low,
            place_code__lt=place.interval.high,
        )
    )
    counted: Counter[int] = Counter()
    for code, number in rows.order_by().values_list("place_code").annotate(number=Count("pk")):
        counted[ancestor_code(code, below)] += number
    return counted


def missing_on(viewer: Viewer, sweep: CensusRound, place: Territory, agency: str) -> QuerySet[Child]:
    """The children in sight of a place whom other lists have and this agency's has not: its work list."""
    rows = CensusRecord._base_manager.filter(
        batch__round=sweep, batch__state=ImportState.COMMITTED, verdict__in=SETTLED, child__isnull=False
    )
    seen: QuerySet[Child] = Child.objects.visible_to(viewer).filter(
        responsible_code__gte=place.interval.low, responsible_code__lt=place.interval.high
    )
    mine = rows.filter(file__agency_kind=agency)
    return seen.filter(pk__in=rows.values("child_id")).exclude(pk__in=mine.values("child_id"))


def doubtful_rows(viewer: Viewer, sweep: CensusRound, place: Territory) -> QuerySet[CensusRecord]:
    """The rows of a place that wait for a decision."""
    rows: QuerySet[CensusRecord] = CensusRecord.objects.visible_to(viewer).filter(
        batch__round=sweep,
        batch__state__in=(ImportState.READY, ImportState.COMMITTED),
        verdict=Verdict.WAITING,
        place_code__gte=place.interval.low,
        place_code__lt=place.interval.high,
    )
    return rows
