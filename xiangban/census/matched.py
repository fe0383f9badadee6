"""Rows of an import matched with one another and with the files: children, doubts and reasons as plain data.

For a city this is done beside the calling process, which goes on meanwhile. Verdicts are given in judging.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xiangban.census.doubting import Ask, Doubted, Doubting
from xiangban.lib.forked import beside, processors
from xiangban.matching.linking import Linking, Pair, link
from xiangban.matching.reasons import explain
from xiangban.matching.rows import Roster

Evidence = list[list[str | int]]  # for each reason its kind, for which side it speaks, and both values as written
Tell = Callable[[int, int], object]
WORTH_A_PROCESS = 20_000  # rows; fewer are matched sooner than a process has split off


@dataclass(frozen=True)
class Unmatched:
    """Rosters, the last of them the register's; how many rows stand before it; its files, and which are closed."""

    rosters: Sequence[Roster]
    rows: int
    files: Sequence[int]
    closed: frozenset[int]
    apart: Sequence[Pair] = ()
    together: Sequence[Pair] = ()


@dataclass(frozen=True)
class Matched:
    """A label per row, doubts, and the evidence of every pair of rows that a person may be asked about."""

    child: list[int]
    doubted: Doubted
    evidence: Mapping[Pair, Evidence] = field(default_factory=dict)


def match(unmatched: Unmatched, meanwhile: Callable[[], object], tell: Tell) -> Matched:
    """Which rows are one child; `meanwhile` is done by this process while another matches. Raises HelperFailed."""
    if unmatched.rows < WORTH_A_PROCESS or processors() == 1:
        meanwhile()
        return _from_plain(_matched(unmatched, tell))
    with beside(lambda: _matched(unmatched, _silent)) as answer:
        meanwhile()
        return _from_plain(answer())


def _matched(unmatched: Unmatched, tell: Tell) -> list[Any]:
    """All of Matched in lists, as it travels between processes."""
    linking = link(unmatched.rosters, apart=unmatched.apart, together=unmatched.together, tell=tell)
    child = linking.child.tolist()
    files = dict(zip(child[unmatched.rows :], unmatched.files, strict=True))
    doubted = Doubting(linking, unmatched.rows, files).find()
    pairs = [*((ask.row, ask.other) for ask in doubted.asks), *_of_closed(unmatched, child, doubted)]
    asks = [(ask.row, ask.other, ask.log_odds) for ask in doubted.asks]
    evidence = [(pair, _evidence(linking, pair)) for pair in pairs]
    return [child, list(doubted.rows), list(doubted.labels), asks, doubted.merges, evidence]


def _from_plain(said: list[Any]) -> Matched:
    child, rows, labels, asks, merges, evidence = said
    doubted = Doubted(set(rows), set(labels), [Ask(*ask) for ask in asks], merges)
    return Matched(child, doubted, dict(evidence))


def _of_closed(unmatched: Unmatched, child: Sequence[int], doubted: Doubted) -> list[Pair]:
    """The first row that tells of each closed file without doubt, with that file's row."""
    files = child[unmatched.rows :]
    at_file = {label: at for at, label in enumerate(files, unmatched.rows) if label not in doubted.labels}
    closed = {label: at for label, at in at_file.items() if unmatched.files[at - unmatched.rows] in unmatched.closed}
    pairs: dict[int, Pair] = {}
    for row, label in enumerate(child[: unmatched.rows]) if closed else ():
        if label in closed and row not in doubted.rows:
            pairs.setdefault(label, (row, closed[label]))
    return list(pairs.values())


def _evidence(linking: Linking, pair: Pair) -> Evidence:
    return [[reason.kind, reason.speaks, reason.left, reason.right] for reason in explain(linking, pair)]


def _silent(_done: int, _of: int) -> None:
    """Another process tells nobody how far it is."""
