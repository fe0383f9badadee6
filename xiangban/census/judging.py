"""What becomes of every row: matched among themselves and against the register, then linked, new, waiting or refused.

Loads the matching libraries, so only jobs and commands import it. Reading files is in actions/prepare.py.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xiangban.census.aging import refuse_aged
from xiangban.census.asking import Meant, meant_by
from xiangban.census.interpret import birth_of
from xiangban.census.known_rows import Known, pairs_known
from xiangban.census.matched import Evidence, Matched, Unmatched, match
from xiangban.census.memory import WHO, decided_pairs, pairs_decided_in
from xiangban.census.models import CensusRound, Import
from xiangban.census.places import Places
from xiangban.census.register_rows import RegisterRows
from xiangban.census.rules import SETTLED, Verdict, Why, refusal_by_age
from xiangban.census.school_names import look_up
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow, seal_rows
from xiangban.census.telling import repetitions, tells_who
from xiangban.lib.chinese_dates import AGE_OF_EXIT
from xiangban.matching.families import PERSONS, PHONES
from xiangban.matching.linking import CERTAIN
from xiangban.matching.rows import Roster

MATCHED_BY = (
    *("child_name", "pet_or_former_name", "sex", "birth_date", "age", "id_number", "id_prefix"),
    *("county", "town", "village", *PERSONS, *PHONES),
)
Tell = Callable[[int, int], object]
LONG_NUMBER = 18


@dataclass
class Question:
    """A row in doubt and what it may belong to: another row of the import or a child of the register."""

    row: StagedRow
    other: StagedRow | None
    child_id: int | None
    log_odds: float
    evidence: Evidence


@dataclass
class Judged:
    """Rows with their verdicts, the questions to people, and children of the register that seem to be one child."""

    rows: list[StagedRow]
    questions: list[Question] = field(default_factory=list)
    merges: list[tuple[int, int, StagedRow]] = field(default_factory=list)
    aged: set[int] = field(default_factory=set)  # files whose children are too old by what the rows say


@dataclass
class Alone:
    """Rows, by identity, that say by themselves that they lie elsewhere, or that the child is too old."""

    outside: set[int] = field(default_factory=set)
    old: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Before:
    """What stood before an import: the files of the register, the rows they heard already, places and schools."""

    version: int
    register: RegisterRows
    known: Known
    places: Places
    schools: Schools
    alone: Alone = field(default_factory=Alone)


def look_at(rows: Iterable[StagedRow], batch: Import, before: Before) -> None:
    """Give rows their place and refuse what can be no child, by what each says by itself."""
    before.alone.outside |= _place_rows(rows, before.places, batch)
    before.alone.old |= _refuse(rows, batch.round)


def judge(batch: Import, rows: list[StagedRow], before: Before, tell: Tell) -> Judged:
    """Give every row, once it was looked at, its verdict and the number of its child within the import."""
    outside, old = before.alone.outside, before.alone.old
    again = repetitions(rows)
    _leave_untold(rows, old, before.known)
    unmatched_rows = [row for row in rows if row.verdict != Verdict.NEW]
    matched = [row for row in rows if row.verdict == Verdict.NEW and id(row) not in again]
    matched.sort(key=lambda row: row.agency)
    register = before.register
    rosters = [*_rosters(matched), register.roster]
    settled = pairs_decided_in(batch) if batch.pk else ()
    decided = decided_pairs(batch.interval, _described(matched, register), settled)
    together = [*pairs_known(matched, register.children, before.known), *decided.together]
    unmatched = Unmatched(rosters, len(matched), register.children, register.closed, decided.apart, together)
    found = match(unmatched, lambda: _meanwhile(rows, before), tell)
    judged = Judged(rows)
    _Verdicts(judged, matched, register, found).give(outside)
    judged.aged = refuse_aged(matched, old, batch.round.reference_date)
    _number_unmatched(unmatched_rows, len(found.child))
    untold = [row for row in unmatched_rows if row.why == Why.TOO_LITTLE and id(row) not in again]
    for row, meant in meant_by(untold, matched, register):
        judged.questions.append(Question(row, meant.row, meant.child_id, 0.0, _same_name(row, meant)))
    _repeat(rows, again)
    return judged


def _meanwhile(rows: Sequence[StagedRow], before: Before) -> None:
    """What does not hang on which rows are one child."""
    seal_rows(rows)
    look_up(rows, before.schools)


def _same_name(row: StagedRow, meant: Meant) -> Evidence:
    return [["name_exact", 1, row.values["child_name"], meant.values["child_name"]]]


def _place_rows(rows: Iterable[StagedRow], places: Places, batch: Import) -> set[int]:
    """Lay each row at the place it names; returns the rows, by identity, that name a place of another territory."""
    outside = set()
    for row in rows:
        found = places.of(row.values)
        row.place_code = found.code if found.code is not None else batch.place_code
        if found.outside:
            outside.add(id(row))
    return outside


def _refuse(rows: Iterable[StagedRow], sweep: CensusRound) -> set[int]:
    """Rows that can be no child of this round: without a name, or grown up by what they say themselves.

    Returns those, by identity, that say of a child that it is too old: other rows of the child may know better.
    """
    old = set()
    for row in rows:
        row.verdict, row.why = Verdict.NEW, ""
        if not row.values.get("child_name"):
            row.verdict, row.why = Verdict.REFUSED, Why.NO_NAME
            continue
        if _plainly_young(row.values, sweep.reference_date.year):
            continue
        born, _precision = birth_of(row.values)
        why = refusal_by_age(born, sweep.reference_date)
        if why == Why.AGED_OUT:
            old.add(id(row))
        elif why:
            row.verdict, row.why = Verdict.REFUSED, why
    return old


def _leave_untold(rows: Iterable[StagedRow], old: Collection[int], known: Known) -> None:
    """Rows that say too little to tell a child wait for a person, unless a file heard the very row before."""
    for row in rows:
        if row.verdict == Verdict.NEW and not tells_who(row.values) and row.digest not in known:
            too_old = id(row) in old
            row.verdict = Verdict.REFUSED if too_old else Verdict.WAITING
            row.why = Why.AGED_OUT if too_old else Why.TOO_LITTLE


def _repeat(rows: Iterable[StagedRow], again: Mapping[int, StagedRow]) -> None:
    """A row that repeats another word for word becomes what that one becomes."""
    for row in rows:
        first = again.get(id(row))
        if first is not None:
            row.verdict = Verdict.LINKED if first.verdict in SETTLED else first.verdict
            row.why, row.cluster, row.child_id = first.why, first.cluster, first.child_id


def _plainly_young(values: Mapping[str, str], year: int) -> bool:
    """Whether number and date both say a year of birth that nobody of 16 has: no need to read them further."""
    number, born = values.get("id_number", ""), values.get("birth_date", "").removeprefix("lunar:")[:4]
    if number and len(number) != LONG_NUMBER:
        return False
    said = [text for text in (number[6:10], born) if text]
    return "".join(said).isdigit() and min(map(int, said)) > year - AGE_OF_EXIT


def _described(matched: Iterable[StagedRow], register: RegisterRows) -> Iterator[Mapping[str, str]]:
    """What every row that is matched tells of a child, in the order in which it is matched."""
    yield from (row.values for row in matched)
    columns = register.roster.columns
    for at in range(len(register.children)):
        yield {name: columns[name][at] for name in WHO if name in columns}


def _rosters(rows: Sequence[StagedRow]) -> list[Roster]:
    """One roster an agency, the rows in their order."""
    blank = [""] * len(MATCHED_BY)
    # Row by row: gone through column by column, a city's rows come from far memory twenty times.
    by_agency: dict[str, list[list[str]]] = {}
    for row in rows:
        by_agency.setdefault(row.agency, []).append(list(map(row.values.get, MATCHED_BY, blank)))
    return [
        Roster(agency, dict(zip(MATCHED_BY, zip(*some, strict=True), strict=True)))
        for agency, some in by_agency.items()
    ]


class _Verdicts:
    """Verdicts from what matching found: rows in doubt wait, everything else settles."""

    def __init__(self, judged: Judged, matched: Sequence[StagedRow], register: RegisterRows, found: Matched) -> None:
        self._judged, self._rows, self._register = judged, matched, register
        self._child, self._doubted, self._evidence = found.child, found.doubted, found.evidence
        first = len(matched)
        self._files = {label: register.children[at] for at, label in enumerate(self._child[first:])}

    def give(self, outside: set[int]) -> None:
        """A verdict for every row, and the questions that are asked of people."""
        inside = self._labels_inside(outside)
        founded: set[int] = set()
        for at, row in enumerate(self._rows):
            row.cluster = self._child[at]
            why = self._why_waiting(at, inside)
            if why:
                row.verdict, row.why, row.child_id = Verdict.WAITING, why, None
                row.cluster = len(self._child) + at if at in self._doubted.rows else row.cluster
                continue
            row.child_id = self._files.get(row.cluster)
            settled = row.child_id is not None or row.cluster in founded
            row.verdict = Verdict.LINKED if settled else Verdict.NEW
            founded.add(row.cluster)
        self._ask()

    def _why_waiting(self, at: int, inside: set[int]) -> str:
        label = self._child[at]
        file = self._files.get(label)
        if at in self._doubted.rows or label in self._doubted.labels:
            return Why.DOUBTFUL_LINK
        if file is not None:
            return Why.CLOSED if file in self._register.closed else ""
        return "" if label in inside else Why.OUTSIDE

    def _labels_inside(self, outside: set[int]) -> set[int]:
        """Children of whom at least one row does not name a place of another territory."""
        return {self._child[at] for at, row in enumerate(self._rows) if id(row) not in outside}

    def _ask(self) -> None:
        first = len(self._rows)
        for ask in self._doubted.asks:
            file = self._register.children[ask.other - first] if ask.other >= first else None
            file = self._files.get(self._child[ask.other]) if file is None else file
            other = self._rows[ask.other] if file is None else None
            evidence = self._evidence[ask.row, ask.other]
            question = Question(self._rows[ask.row], other, file, ask.log_odds, evidence)
            self._judged.questions.append(question)
        for one, other_label, row in self._doubted.merges:
            self._judged.merges.append((self._files[one], self._files[other_label], self._rows[row]))
        self._ask_of_closed()

    def _ask_of_closed(self) -> None:
        """A closed file that comes again is asked about once: it is restored, or the row is another child."""
        first = len(self._rows)
        asked: set[int] = set()
        for at, row in enumerate(self._rows):
            if row.why == Why.CLOSED and row.cluster not in asked:
                asked.add(row.cluster)
                file = self._files[row.cluster]
                pair = (at, first + self._register.children.index(file))
                self._judged.questions.append(Question(row, None, file, CERTAIN, self._evidence[pair]))


def _number_unmatched(rows: Iterable[StagedRow], labels: int) -> None:
    """Refused rows, and those that say too little, stand alone, behind all numbers in use."""
    number = 2 * labels + 1
    for row in rows:
        row.cluster, row.child_id = number, None
        number += 1


def mapping_of(rows: Iterable[StagedRow]) -> Mapping[int, list[StagedRow]]:
    """The rows that reach the register, by the child of the import they belong to."""
    clusters: dict[int, list[StagedRow]] = {}
    for row in rows:
        if row.verdict in (Verdict.LINKED, Verdict.NEW):
            clusters.setdefault(row.cluster, []).append(row)
    return clusters
