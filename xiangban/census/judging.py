"""What becomes of every row: matched among themselves and against the register, then linked, new, waiting or refused.

Loads the matching libraries, so only jobs and commands import it. Reading files is in actions/prepare.py.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from xiangban.census.interpret import birth_of
from xiangban.census.models import CensusRound, Import
from xiangban.census.places import Places
from xiangban.census.register_rows import RegisterRows
from xiangban.census.rules import Verdict, Why, refusal_by_age
from xiangban.census.staging import StagedRow
from xiangban.lib.chinese_dates import AGE_OF_EXIT
from xiangban.matching.families import PERSONS, PHONES
from xiangban.matching.linking import Linking, Pair, link
from xiangban.matching.rows import REGISTER, Roster

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
    pair: Pair


@dataclass
class Judged:
    """Rows with their verdicts, the questions to people, and children of the register that seem to be one child."""

    rows: list[StagedRow]
    questions: list[Question] = field(default_factory=list)
    merges: list[tuple[int, int, StagedRow]] = field(default_factory=list)
    linking: Linking | None = None


def judge(batch: Import, rows: list[StagedRow], register: RegisterRows, tell: Tell) -> Judged:
    """Give every row its place, its verdict and the number of its child within the import."""
    places = Places(batch.interval)
    outside = _place_rows(rows, places, batch)
    _refuse(rows, batch.round)
    matched = [row for row in rows if row.verdict != Verdict.REFUSED]
    matched.sort(key=lambda row: row.agency)
    rosters = [*_rosters(matched), register.roster]
    linking = link(rosters, tell=tell)
    judged = Judged(rows, linking=linking)
    _Verdicts(judged, matched, register).give(outside)
    _number_refused(rows, linking)
    return judged


def _place_rows(rows: Iterable[StagedRow], places: Places, batch: Import) -> set[int]:
    """Lay each row at the place it names; returns the rows, by identity, that name a place of another territory."""
    outside = set()
    for row in rows:
        found = places.of(row.values)
        row.place_code = found.code if found.code is not None else batch.place_code
        if found.outside:
            outside.add(id(row))
    return outside


def _refuse(rows: Iterable[StagedRow], sweep: CensusRound) -> None:
    """Rows that can be no child of this round: without a name, or too old by what they say themselves."""
    for row in rows:
        row.verdict, row.why = Verdict.NEW, ""
        if not row.values.get("child_name"):
            row.verdict, row.why = Verdict.REFUSED, Why.NO_NAME
            continue
        if _plainly_young(row.values, sweep.reference_date.year):
            continue
        born, _precision = birth_of(row.values)
        why = refusal_by_age(born, sweep.reference_date)
        if why:
            row.verdict, row.why = Verdict.REFUSED, why


def _plainly_young(values: Mapping[str, str], year: int) -> bool:
    """Whether number and date both say a year of birth that nobody of 16 has: no need to read them further."""
    said = [values["id_number"][6:10]] if len(values.get("id_number", "")) == LONG_NUMBER else []
    if not said and values.get("id_number"):
        return False
    born = values.get("birth_date", "").removeprefix("lunar:")[:4]
    said += [born] if born else []
    return bool(said) and all(text.isdigit() and int(text) > year - AGE_OF_EXIT for text in said)


def _rosters(rows: Sequence[StagedRow]) -> list[Roster]:
    """One roster an agency, the rows in their order."""
    by_agency: dict[str, list[StagedRow]] = {}
    for row in rows:
        by_agency.setdefault(row.agency, []).append(row)
    return [
        Roster(agency, {name: [row.values.get(name, "") for row in some] for name in MATCHED_BY})
        for agency, some in by_agency.items()
    ]


class _Verdicts:
    """Verdicts from what matching found: a row in doubt waits, everything else settles."""

    def __init__(self, judged: Judged, matched: Sequence[StagedRow], register: RegisterRows) -> None:
        assert judged.linking is not None  # noqa: S101  told to the type checker
        self._judged, self._rows, self._register = judged, matched, register
        self._linking = judged.linking
        self._child = self._linking.child.tolist()
        self._size = np.bincount(self._linking.child, minlength=1)
        self._files = self._files_of_clusters()
        self._score = self._best_scores()

    def give(self, outside: set[int]) -> None:
        waiting = self._waiting()
        founded: set[int] = set()
        for at, row in enumerate(self._rows):
            row.cluster = self._child[at]
            row.child_id = self._files.get(row.cluster)
            if at in waiting:
                row.verdict, row.why = Verdict.WAITING, Why.DOUBTFUL_LINK
                row.cluster, row.child_id = len(self._child) + at, None
            elif row.child_id is not None or row.cluster in founded:
                row.verdict = Verdict.LINKED
            elif not self._inside(row, outside, waiting):
                row.verdict, row.why = Verdict.WAITING, Why.OUTSIDE
            else:
                row.verdict = Verdict.NEW
                founded.add(row.cluster)
        self._ask(waiting)

    def _files_of_clusters(self) -> dict[int, int]:
        """The file of the register that stands in a cluster."""
        first = len(self._rows)
        return {label: self._register.children[at] for at, label in enumerate(self._child[first:])}

    def _best_scores(self) -> dict[Pair, float]:
        """The best log odds between a row and a cluster."""
        links = self._linking.links
        best: dict[Pair, float] = {}
        for left, right, score in zip(links.left.tolist(), links.right.tolist(), links.score.tolist(), strict=True):
            for row, other in ((left, right), (right, left)):
                key = (row, self._child[other])
                best[key] = max(best.get(key, score), score)
        return best

    def _waiting(self) -> set[int]:
        """Rows whose own link is in doubt, and rows alone that may be a child found elsewhere."""
        waiting = set()
        for at, labels in self._linking.candidates.items():
            own = labels[0] == self._child[at]
            if at < len(self._rows) and (own or self._size[self._child[at]] == 1):
                waiting.add(at)
        return waiting

    def _inside(self, row: StagedRow, outside: set[int], waiting: set[int]) -> bool:
        """Whether any settled row of the cluster lies in the territory; where all lie outside, the cluster waits."""
        if id(row) not in outside:
            return True
        label = row.cluster
        return any(
            self._child[at] == label and at not in waiting and id(other) not in outside
            for at, other in self._members(label)
        )

    def _members(self, label: int) -> Iterable[tuple[int, StagedRow]]:
        return [(at, self._rows[at]) for at in np.flatnonzero(self._linking.child[: len(self._rows)] == label).tolist()]

    def _ask(self, waiting: set[int]) -> None:
        """A question for each candidate of each waiting row, the likeliest first."""
        representative = self._representatives(waiting)
        for at in sorted(waiting):
            for label in self._linking.candidates[at]:
                other = representative.get(label)
                child = self._files.get(label)
                if (other is None or other == at) and child is None:
                    continue
                score = self._score.get((at, label), 0.0)
                partner = self._rows[other] if child is None and other is not None else None
                pair = (at, other if partner is not None and other is not None else self._register_row(label))
                self._judged.questions.append(Question(self._rows[at], partner, child, score, pair))

    def _representatives(self, waiting: set[int]) -> dict[int, int]:
        """For each cluster the row that stands for it: a settled one where there is any."""
        found: dict[int, int] = {}
        for at, label in enumerate(self._child[: len(self._rows)]):
            if label not in found or (found[label] in waiting and at not in waiting):
                found[label] = at
        return found

    def _register_row(self, label: int) -> int:
        first = len(self._rows)
        return next((first + at for at, other in enumerate(self._child[first:]) if other == label), 0)


def _number_refused(rows: Iterable[StagedRow], linking: Linking) -> None:
    """Refused rows stand alone, behind all numbers in use."""
    number = 2 * len(linking.child) + 1
    for row in rows:
        if row.verdict == Verdict.REFUSED:
            row.cluster, row.child_id = number, None
            number += 1


def mapping_of(rows: Iterable[StagedRow]) -> Mapping[int, list[StagedRow]]:
    """The rows that reach the register, by the child of the import they belong to."""
    clusters: dict[int, list[StagedRow]] = {}
    for row in rows:
        if row.verdict in (Verdict.LINKED, Verdict.NEW):
            clusters.setdefault(row.cluster, []).append(row)
    return clusters


__all__ = ["REGISTER", "Judged", "Question", "judge", "mapping_of"]
