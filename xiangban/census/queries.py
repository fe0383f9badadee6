"""What pages of the census read: rounds of a place, imports with their files, names of places.

Who has whom is in lists.py; what a pair or a row shows is in showing.py.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, CensusRound, Import, Match
from xiangban.census.rules import ImportState, StartState, Verdict
from xiangban.territories.models import Territory
from xiangban.territories.rules import Interval, Level, ancestor_code


def rounds_of(viewer: Viewer) -> list[CensusRound]:
    """Rounds that take in the seat's place, or a place inside it; newest first."""
    return [sweep for sweep in CensusRound.objects.all() if _overlap(sweep.interval, viewer.interval)]


def usual_start(viewer: Viewer) -> StartState:
    """On register where rosters fill the register for the first time; once an import stands, the township reviews."""
    committed = Import.objects.visible_to(viewer).filter(state=ImportState.COMMITTED)
    return StartState.SUBMITTED if committed.exists() else StartState.REGISTERED


def _overlap(one: Interval, other: Interval) -> bool:
    return one.low < other.high and other.low < one.high


def rounds_before(sweep: CensusRound) -> QuerySet[CensusRound]:
    """The rounds before this one that took its whole territory in, the last first."""
    levels = [level for level in Level if level <= sweep.level]
    covering = [Q(level=level, place_code=ancestor_code(sweep.place_code, level)) for level in levels]
    rounds = CensusRound.objects.filter(Q(*covering, _connector=Q.OR), reference_date__lt=sweep.reference_date)
    return rounds.order_by("-reference_date", "-pk")


def round_to_compare(sweep: CensusRound) -> CensusRound | None:
    """The last round before this one of which rosters are in the register; None where there is none."""
    committed = Import._base_manager.filter(round=OuterRef("pk"), state=ImportState.COMMITTED)
    return rounds_before(sweep).filter(Exists(committed)).first()


def round_named(viewer: Viewer, name: str) -> CensusRound | None:
    """The round of this name that the seat takes part in: the own one, else of the nearest place above, else below.

    Of two places below with a round of one name neither is chosen.
    """
    found = [sweep for sweep in rounds_of(viewer) if sweep.name == name]
    mine = [sweep for sweep in found if sweep.interval.holds(viewer.interval.low) and sweep.level <= viewer.level]
    if mine:
        return max(mine, key=lambda sweep: sweep.level)
    return found[0] if len(found) == 1 else None


def covers(sweep: CensusRound, viewer: Viewer) -> bool:
    """Whether the round lies in the seat's own place, so that the seat may lock it."""
    return viewer.interval.holds(sweep.place_code)


def own_place(viewer: Viewer) -> Territory | None:
    """The place of the seat."""
    return Territory.objects.current().filter(code=viewer.interval.low, level=viewer.level).first()


def imports_of(viewer: Viewer, sweep: CensusRound) -> list[Import]:
    """The imports of a round that the seat sees, with their files."""
    rows = Import.objects.visible_to(viewer).filter(round=sweep).select_related("job").prefetch_related("files")
    return list(rows)


@dataclass(frozen=True)
class RowCounts:
    """The rows of an import by what became of them now; their sum is the number of rows read."""

    by_verdict: dict[str, int]

    @property
    def all(self) -> int:
        return sum(self.by_verdict.values())

    @property
    def waiting(self) -> int:
        return self.by_verdict[Verdict.WAITING]


def row_counts(batch: Import) -> RowCounts:
    """Counted from the rows themselves, so that what was settled since stands in its place."""
    rows = CensusRecord.objects.filter(batch=batch).values_list("verdict").annotate(number=Count("pk")).order_by()
    counted = dict(rows)
    members = batch.counts.get("rows", {}).get(Verdict.NOT_A_CHILD, 0)
    found = {str(verdict): counted.get(verdict, 0) for verdict in Verdict.values}
    found[str(Verdict.NOT_A_CHILD)] += members
    return RowCounts(found)


def open_questions(viewer: Viewer, batch: Import) -> int:
    """Questions of an import that this seat may answer and nobody has."""
    return int(Match.objects.visible_to(viewer).filter(OPEN, batch=batch).count())


OPEN = Q(decision="", record__verdict=Verdict.WAITING)
