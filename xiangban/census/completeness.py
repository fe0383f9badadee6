"""How complete a place is in a round: its files, its rows in doubt, facts that lack, and how far it has come.

The sums of the lists are in lists.py; what may follow on a state is in submitting.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, CensusRound, Import, Submission, SubmissionMove
from xiangban.census.queries import rounds_before
from xiangban.census.rules import SETTLED, ImportState, Verdict
from xiangban.census.submitting import OWING, SubmissionState
from xiangban.children.attention import ON_REGISTER
from xiangban.children.facts import FACTS
from xiangban.children.models import Child
from xiangban.children.models.child import ChildQuerySet
from xiangban.territories.models import Territory
from xiangban.territories.rules import Interval, Level, width
from xiangban.web.phrases import StrOrPromise

# Without these the definition or the 32-column summary cannot place a child (domain 2.2, 2.3).
MUST_HAVE: Mapping[str, Q] = {
    "birth_date": Q(birth_date=None),
    "sex": Q(sex=""),
    "id_number": Q(id_index=None, no_id_reason=""),
    "hukou_registered": Q(hukou_registered=""),
    "hukou_kind": Q(hukou_kind=""),
    "living_code": Q(living_code=None),
    "care_reason": Q(care_reason=""),
    "actual_carer": Q(actual_carer=""),
    "guardianship_rating": Q(guardianship_rating=""),
    "schooling": Q(schooling=""),
    "health": Q(health=""),
}
IN_HAND = (ImportState.READY, ImportState.COMMITTED)


@dataclass
class Figures:
    """What is counted of a place: files on register, rows in doubt, doubtful cells, files that lack a fact."""

    files: int = 0
    waiting: int = 0
    refused: int = 0
    doubts: int = 0
    lacking: int = 0
    lacks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MUST_HAVE, 0))
    before: int = 0  # in the last round

    def add(self, other: "Figures") -> None:
        """Count another place in."""
        for name in ("files", "waiting", "refused", "doubts", "lacking", "before"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name, number in other.lacks.items():
            self.lacks[name] += number

    @property
    def as_numbers(self) -> dict[str, int]:
        """What a submission keeps of the moment."""
        return {name: getattr(self, name) for name in ("files", "waiting", "refused", "doubts", "lacking")}

    @property
    def counts(self) -> bool:
        """Whether anything was counted at all."""
        return any(self.as_numbers.values()) or bool(self.before)

    @property
    def by_name(self) -> list[tuple[str, StrOrPromise, int]]:
        """The facts that lack, with their words, most first."""
        lacks = sorted(self.lacks.items(), key=lambda one: -one[1])
        return [(name, FACTS[name].label, number) for name, number in lacks if number]


@dataclass(frozen=True)
class PlaceLine:
    """One place of a round: its state, whether it is late, and its figures."""

    code: int
    name: str
    state: SubmissionState
    late: bool
    figures: Figures


@dataclass(frozen=True)
class Progress:
    """A place and those right below it."""

    own: PlaceLine
    below: Sequence[PlaceLine]
    in_none: Figures = field(default_factory=Figures)  # what lies in no place below: no village is known yet

    @property
    def owing(self) -> list[PlaceLine]:
        """The places below that have not submitted."""
        return [line for line in self.below if line.state in OWING]


def progress_of(viewer: Viewer, sweep: CensusRound, place: Territory, today: date) -> Progress:
    """A place with those right below it, in the order of their codes; three queries however many they are."""
    own, *below = _lines(viewer, sweep, place, _late_after(sweep, today))
    figures = _figures_below(viewer, sweep, place)
    for code, _name, _state, _late, before in below:
        if before is not None:
            figures.setdefault(code, Figures()).before = before
    whole = Figures()
    for one in figures.values():
        whole.add(one)
    if own[4] is not None:
        whole.before = own[4]
    lines = [_line(row, figures.get(row[0], Figures())) for row in below]
    return Progress(_line(own, whole), lines, figures.get(place.code, Figures()))


def figures_of(viewer: Viewer, sweep: CensusRound, place: Territory) -> Figures:
    """What is counted of one place now."""
    whole = Figures()
    for one in _figures_below(viewer, sweep, place).values():
        whole.add(one)
    return whole


def owing_below(viewer: Viewer, sweep: CensusRound, place: Territory) -> list[tuple[int, str]]:
    """Code and name of the places right below that have not submitted."""
    _own, *below = _lines(viewer, sweep, place, Value(False))
    return [(code, name) for code, name, state, _late, _before in below if state in OWING]


Row = tuple[int, str, str, bool, int | None]  # code, name, state, late, files on register in the last round


def _line(row: Row, figures: Figures) -> PlaceLine:
    return PlaceLine(row[0], row[1], SubmissionState(row[2]), row[3], figures)


def _late_after(sweep: CensusRound, today: date) -> Case | Value:
    """Whether a place is late: worked out in the query, and stored nowhere."""
    if today <= sweep.deadline:
        return Value(False)
    return Case(When(how_far__in=OWING, then=Value(True)), default=Value(False), output_field=BooleanField())


def _lines(viewer: Viewer, sweep: CensusRound, place: Territory, late: Case | Value) -> list[Row]:
    """The place and those right below it, the place first; one that nobody wrote of is being swept."""
    own, below = Q(code=place.code, level=place.level), Q(level=place.level + 1)
    places = Territory.objects.current().inside(place.interval).filter(own | below).order_by("level", "code")
    found = places.annotate(
        how_far=Coalesce(
            _newest(viewer, Value(sweep.pk), "state"), Value(SubmissionState.SWEEPING), output_field=CharField()
        ),
        late=late,
        before=_newest(viewer, _last(sweep), "files"),
    )
    return list(found.values_list("code", "name", "how_far", "late", "before"))


def _last(sweep: CensusRound) -> Subquery:
    """The key of the last round before this one in which places submitted, or of which rosters are in the register."""
    submitted = Submission._base_manager.filter(round=OuterRef("pk"), files__isnull=False)
    committed = Import._base_manager.filter(round=OuterRef("pk"), state=ImportState.COMMITTED)
    told = rounds_before(sweep).filter(Exists(submitted) | Exists(committed))
    return Subquery(told.values("pk")[:1])


def _newest(viewer: Viewer, number: Subquery | Value, column: str) -> Subquery:
    seen = Submission.objects.counted_for(viewer).filter(
        round=number, place_code=OuterRef("code"), level=OuterRef("level")
    )
    return Subquery(seen.order_by("-pk").values(column)[:1])


def _figures_below(viewer: Viewer, sweep: CensusRound, place: Territory) -> dict[int, Figures]:
    """The figures of each place right below, by code; what lies in none of them, or in a village, by its own."""
    step = width(Level(min(place.level + 1, Level.VILLAGE)))
    found: dict[int, Figures] = {}
    for part, files, lacking, before, *lacks in _count_files(viewer, sweep, place.interval, step):
        figures = found.setdefault(part * step, Figures())
        figures.files, figures.lacking, figures.before = files, lacking, before
        figures.lacks = dict(zip(MUST_HAVE, lacks, strict=True))
    for part, waiting, refused, doubts in _count_rows(viewer, sweep, place.interval, step):
        figures = found.setdefault(part * step, Figures())
        figures.waiting, figures.refused, figures.doubts = waiting, refused, doubts or 0
    return found


def _count_files(viewer: Viewer, sweep: CensusRound, interval: Interval, step: int) -> QuerySet[Child, tuple[int, ...]]:
    listed = Q(state__in=ON_REGISTER)
    lacks = {f"without_{name}": Count("pk", filter=listed & gap) for name, gap in MUST_HAVE.items()}
    anything = Q(*MUST_HAVE.values(), _connector=Q.OR)
    children = Child.objects.counted_for(viewer).filter(
        responsible_code__gte=interval.low, responsible_code__lt=interval.high
    )
    grouped = (
        children.order_by()
        .values(part=F("responsible_code") / Value(step))
        .annotate(
            files=Count("pk", filter=listed),
            lacking=Count("pk", filter=listed & anything),
            before=Count("pk", filter=_in_round(_last(sweep))),
            **lacks,
        )
    )
    rows: QuerySet[Child, tuple[int, ...]] = grouped.values_list("part", "files", "lacking", "before", *lacks)
    return rows


def _in_round(number: Subquery) -> Exists:
    """The children whom a roster of that round named."""
    rows = CensusRecord._base_manager.filter(
        child=OuterRef("pk"), batch__round=number, batch__state=ImportState.COMMITTED, verdict__in=SETTLED
    )
    return Exists(rows)


def _count_rows(
    viewer: Viewer, sweep: CensusRound, interval: Interval, step: int
) -> QuerySet[CensusRecord, tuple[int, ...]]:
    rows = CensusRecord.objects.visible_to(viewer).filter(
        batch__round=sweep,
        batch__state__in=IN_HAND,
        verdict__in=Verdict.values,  # all: the index by verdict and place is used
        place_code__gte=interval.low,
        place_code__lt=interval.high,
    )
    grouped = (
        rows.order_by()
        .values(part=F("place_code") / Value(step))
        .annotate(
            waiting=Count("pk", filter=Q(verdict=Verdict.WAITING)),
            refused=Count("pk", filter=Q(verdict=Verdict.REFUSED)),
            doubtful=Sum("doubts"),
        )
    )
    found: QuerySet[CensusRecord, tuple[int, ...]] = grouped.values_list("part", "waiting", "refused", "doubtful")
    return found


def readable_facts(viewer: Viewer) -> list[str]:
    """The facts that must not lack, as far as the seat reads their blocks: others it only counts."""
    return [name for name in MUST_HAVE if FACTS[name].facet in viewer.sight.facets]


def files_without(viewer: Viewer, place: Territory, fact: str) -> ChildQuerySet:
    """The files in sight of a place that lack a fact."""
    seen: ChildQuerySet = Child.objects.visible_to(viewer).filter(
        MUST_HAVE[fact],
        state__in=ON_REGISTER,
        responsible_code__gte=place.interval.low,
        responsible_code__lt=place.interval.high,
    )
    return seen


def moves_of(viewer: Viewer, sweep: CensusRound, place: Territory) -> list[SubmissionMove]:
    """What happened to a place in a round, newest first."""
    seen = SubmissionMove.objects.visible_to(viewer).filter(
        submission__round=sweep, submission__place_code=place.code, submission__level=place.level
    )
    return list(seen.select_related("post").order_by("-pk"))
