"""What differs between a round and the last one of its territory, child by child, and whether somebody said why.

The rule itself is in reconciliation.py; here it is asked of the tables. Which causes there are is in causes.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter

from django.db.models import Exists, F, Max, OuterRef, Q

from xiangban.access.viewer import Viewer
from xiangban.census.causes import ASKING
from xiangban.census.models import CensusRecord, CensusRound, Explanation, Import
from xiangban.census.queries import round_to_compare
from xiangban.census.reconciliation import Since, Stood, since_of
from xiangban.census.rules import SETTLED, ImportState
from xiangban.children.models import Child, Merge, MergeState
from xiangban.children.models.child import ChildQuerySet
from xiangban.children.rules import ChildState
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code, width

LEFT = (Since.GONE, Since.AGED_OUT)
# A file that was taken back, or joined to another, answers for nobody.
ANSWERING = (
    ChildState.DRAFT, ChildState.SUBMITTED, ChildState.REVIEWED, ChildState.REGISTERED, ChildState.EXIT_PROPOSED,
    ChildState.EXITED,
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """Why a child differs, as somebody said: the code, the words, from which post and when."""

    cause: str
    words: str
    post: str
    at: datetime


@dataclass(frozen=True)
class Difference:
    """One child who differs: how, where it is answered for, and why, if anybody said."""

    child: int
    place: int
    since: Since
    given: Given | None = None
    exit_reason: str = ""  # what the file of a child that left the register says itself

    @property
    def explained(self) -> bool:
        """Whether no cause is wanted any more."""
        return self.given is not None or (self.since in LEFT and bool(self.exit_reason))


@dataclass
class Counted:
    """The differences of one place: how many of each kind, and how many of these nobody explained."""

    code: int
    numbers: dict[Since, int] = field(default_factory=dict)
    unexplained: int = 0


def differing(viewer: Viewer, sweep: CensusRound, place: Territory) -> list[Difference]:
    """The children in sight of a place who differ from the last round, by their keys; six queries at most.

    Of a place for which no roster of this round is in the register yet, nobody is missed.
    """
    last = round_to_compare(sweep)
    taken = _imports_of(sweep, last) if last else {}
    covered = [(low, high) for number, low, high in taken.values() if number == sweep.pk]
    if not covered:
        return []
    given = _given(viewer, sweep, place)
    found = []
    for child, code, born, exit_reason, then, now in _standing(viewer, sweep, place, taken):
        if then is None and now is None:
            continue
        since = since_of(_stood(then, born), _stood(now, born), sweep.reference_date)
        lost_unasked = since in LEFT and not any(low <= code < high for low, high in covered)
        if since is not Since.FOUND_AGAIN and not lost_unasked:
            found.append(Difference(child, code, since, given.get((child, since)), exit_reason))
    return found


def found_again(viewer: Viewer, sweep: CensusRound, place: Territory) -> int:
    """How many children in sight of a place both rounds name, at whatever place."""
    last = round_to_compare(sweep)
    if last is None:
        return 0
    return int(_answered_for(viewer, place).filter(_named_in(last), _named_in(sweep)).count())


def count_by_place(differences: Iterable[Difference], below: Level) -> list[Counted]:
    """How many differ in each place of a level, in the order of the codes; places without any are left out."""
    counted: dict[int, Counted] = {}
    for one in differences:
        code = ancestor_code(one.place, below)
        line = counted.setdefault(code, Counted(code, dict.fromkeys(ASKING, 0)))
        line.numbers[one.since] += 1
        line.unexplained += not one.explained
    return [counted[code] for code in sorted(counted)]


def count_unexplained(viewer: Viewer, sweep: CensusRound, place: Territory, since: Since) -> int:
    """How many children differ in this way without a cause."""
    return sum(1 for one in differing(viewer, sweep, place) if one.since is since and not one.explained)


Taken = Mapping[int, tuple[int, int, int]]  # key of an import → its round, first code of its territory, first after it
Row = tuple[int, int, date | None, str, int | None, int | None]  # key, place, birth, exit reason, then, now
Batches = Sequence[int]


def _imports_of(sweep: CensusRound, last: CensusRound) -> Taken:
    rows = Import._base_manager.filter(round__in=[sweep, last], state=ImportState.COMMITTED)
    return {row[0]: row[1:] for row in rows.values_list("pk", "round_id", "place_code", "place_end")}


def _standing(viewer: Viewer, sweep: CensusRound, place: Territory, taken: Taken) -> list[Row]:
    """The children whom only one of the rounds names, or both at unlike places; a merged file counts with its own."""
    now = [key for key, (number, _low, _high) in taken.items() if number == sweep.pk]
    then = [key for key in taken if key not in now]
    seen = _answered_for(viewer, place)
    named = seen.filter(records__batch__in=[*then, *now], records__verdict__in=SETTLED).order_by("pk")
    rows = named.values("pk", "responsible_code", "birth_date", "exit_reason").annotate(
        then=Max("records__place_code", filter=Q(records__batch__in=then)),
        now=Max("records__place_code", filter=Q(records__batch__in=now)),
    )
    unlike = rows.filter(Q(then=None) | Q(now=None) | ~Q(then=F("now")))
    found = list(unlike.values_list("pk", "responsible_code", "birth_date", "exit_reason", "then", "now"))
    doubles = _doubles_in(place)
    if not doubles:
        return found
    joined = _joined(seen.filter(pk__in=set(doubles.values())), doubles, then, now)
    return sorted([row for row in found if row[0] not in joined] + list(joined.values()), key=itemgetter(0))


def _answered_for(viewer: Viewer, place: Territory) -> ChildQuerySet:
    seen: ChildQuerySet = Child.objects.visible_to(viewer).filter(
        responsible_code__gte=place.interval.low, responsible_code__lt=place.interval.high, state__in=ANSWERING
    )
    return seen


def _doubles_in(place: Territory) -> dict[int, int]:
    """Files that were merged into a file of the place, with its key."""
    rows = Merge._base_manager.filter(
        state=MergeState.MERGED,
        child__responsible_code__gte=place.interval.low,
        child__responsible_code__lt=place.interval.high,
    )
    return dict(rows.values_list("double_id", "child_id"))


def _joined(files: ChildQuerySet, doubles: Mapping[int, int], then: Batches, now: Batches) -> dict[int, Row]:
    """The files into which others were merged, each where rows of any of them name it."""
    rows = CensusRecord._base_manager.filter(
        child__in={*doubles, *doubles.values()}, batch__in=[*then, *now], verdict__in=SETTLED
    )
    stood: dict[tuple[int, bool], int] = {}
    for child, batch, code in rows.values_list("child_id", "batch_id", "place_code"):
        key = doubles.get(child, child), batch in now
        stood[key] = max(stood.get(key, 0), code)
    told = files.values_list("pk", "responsible_code", "birth_date", "exit_reason")
    return {row[0]: (*row, stood.get((row[0], False)), stood.get((row[0], True))) for row in told}


def _named_in(sweep: CensusRound) -> Q:
    """Children whom a row of the round names, theirs or one of a file that was merged into theirs."""
    rows = CensusRecord._base_manager.filter(
        batch__round=sweep, batch__state=ImportState.COMMITTED, verdict__in=SETTLED
    )
    merged = {"child__merged_into__child": OuterRef("pk"), "child__merged_into__state": MergeState.MERGED}
    return Q(Exists(rows.filter(child=OuterRef("pk")))) | Q(Exists(rows.filter(**merged)))


def _stood(code: int | None, born: date | None) -> Stood | None:
    """Where a child stood: by township, since one list tells the village and another does not."""
    if code is None:
        return None
    knows_township = code % width(Level.COUNTY) >= width(Level.TOWNSHIP)
    return Stood(ancestor_code(code, Level.TOWNSHIP) if knows_township else None, born)


def _given(viewer: Viewer, sweep: CensusRound, place: Territory) -> dict[tuple[int, Since], Given]:
    """The newest cause of each child and kind; one that was taken back is none."""
    inside = {
        "child__responsible_code__gte": place.interval.low,
        "child__responsible_code__lt": place.interval.high,
    }
    rows = Explanation.objects.visible_to(viewer).filter(round=sweep, **inside).select_related("post").order_by("pk")
    newest = {(row.child_id, Since(row.since)): _told(row) for row in rows}
    return {key: given for key, given in newest.items() if given.cause}


def _told(row: Explanation) -> Given:
    return Given(row.cause, row.words, row.post.title if row.post else "", row.at)
