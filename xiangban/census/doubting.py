"""Which rows wait for a person, and what is asked: as few rows as there are doubts, never a second file for a child.

A row that weakly hangs on a child waits alone; of two children that may be one, the one without a file waits. Where
both have files, nobody is joined: a merge is proposed. How rows were matched is in matching/; loads numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from xiangban.matching.linking import Linking


@dataclass(frozen=True)
class Ask:
    """A question: the row in doubt, the row that stands for the other side, and their log odds."""

    row: int
    other: int
    log_odds: float


@dataclass
class Doubted:
    """Rows that wait alone, children (labels) that wait whole, questions, and pairs of files that may be one child."""

    rows: set[int] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)
    asks: list[Ask] = field(default_factory=list)
    merges: list[tuple[int, int, int]] = field(default_factory=list)  # two labels, and the row that speaks for it


class Doubting:
    """The doubts of a linking whose first `rows` are those of the import and whose others are files."""

    def __init__(self, linking: Linking, rows: int, files: Mapping[int, int]) -> None:
        self._linking, self._rows, self._files = linking, rows, files
        self._child: list[int] = linking.child.tolist()
        self._found = Doubted()
        self._members = self._members_in_question()
        self._score = self._scores()

    def find(self) -> Doubted:
        """All doubts of the import."""
        candidates = self._linking.candidates
        weak = {at for at, labels in candidates.items() if labels[0] == self._child[at]}
        for at in sorted(weak):
            self._doubt_own_link(at, weak)
        for at, labels in sorted(candidates.items()):
            for label in labels[1:] if at in weak else labels:
                self._doubt_other(at, label)
        return self._found

    def _doubt_own_link(self, at: int, weak: set[int]) -> None:
        """A row that hangs on its child weakly waits; the first of a child without firm rows founds it all the same."""
        label = self._child[at]
        members = self._members[label]
        if at >= self._rows:
            self._wait_whole(label, at)
            return
        firm = next((other for other in members if other not in weak or other >= self._rows), members[0])
        if firm != at:
            self._found.rows.add(at)
            self._found.asks.append(Ask(at, firm, self._score.get((at, label), 0.0)))

    def _doubt_other(self, at: int, label: int) -> None:
        own = self._child[at]
        if at in self._found.rows:
            self._found.asks.append(Ask(at, self._speaker(label), self._score.get((at, label), 0.0)))
        elif own in self._files and label in self._files:
            row = next((row for row in (*self._members[own], *self._members[label]) if row < self._rows), None)
            if row is not None:
                self._found.merges.append((own, label, row))
        elif own in self._files:
            self._wait_whole(label, at)
        else:
            self._found.labels.add(own)
            self._found.asks.append(Ask(at, self._speaker(label), self._score.get((at, label), 0.0)))

    def _wait_whole(self, label: int, against: int) -> None:
        """All rows of a child wait: it may be the one that this other row tells of."""
        rows = [row for row in self._members[label] if row < self._rows and row not in self._found.rows]
        if rows:
            self._found.labels.add(label)
            self._found.asks.append(Ask(rows[0], against, self._score.get((against, label), 0.0)))

    def _speaker(self, label: int) -> int:
        """The row that stands for a child: its file where it has one, else a row that does not wait itself."""
        members = self._members[label]
        file = next((row for row in members if row >= self._rows), None)
        settled = next((row for row in members if row not in self._found.rows), members[0])
        return settled if file is None else file

    def _members_in_question(self) -> dict[int, list[int]]:
        candidates = self._linking.candidates
        asked = {label for labels in candidates.values() for label in labels} | {self._child[at] for at in candidates}
        members: dict[int, list[int]] = {label: [] for label in asked}
        among = np.flatnonzero(np.isin(self._linking.child, np.array(sorted(asked), dtype=np.int64)))
        for row in among.tolist():
            members[self._child[row]].append(row)
        return members

    def _scores(self) -> dict[tuple[int, int], float]:
        """The best log odds between a row in doubt and the rows of a child."""
        links, among = self._linking.links, np.array(sorted(self._linking.candidates), dtype=np.int64)
        kept = links.taken(np.isin(links.left, among) | np.isin(links.right, among))
        best: dict[tuple[int, int], float] = {}
        for left, right, score in zip(kept.left.tolist(), kept.right.tolist(), kept.score.tolist(), strict=True):
            for row, other in ((left, right), (right, left)):
                key = (row, self._child[other])
                best[key] = max(best.get(key, score), score)
        return best
