"""Many places on one machine: shards are matched by several processes, strays fetched and joined.

What happens in a shard stands in shards.py; where its rows are kept is the caller's. Memory stays that of a few shards.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Protocol, TypeVar

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.comparing import compare
from xiangban.matching.linking import Tell, taught_model
from xiangban.matching.names import read_names
from xiangban.matching.rows import Roster
from xiangban.matching.shards import Rejoined, ShardLinks, find_strays, join_strays, link_shard
from xiangban.matching.table import read_table
from xiangban.matching.trees import Trees

Job = TypeVar("Job")
Done = TypeVar("Done")


class Shard(Protocol):
    """A place whose rows can be read again; it travels between processes, so it holds the names of files, not rows."""

    def read(self, rows: Ints | None = None) -> Sequence[Roster]:
        """All rows, agency by agency, or only these, which ascend."""


class Run(Protocol):
    """Does the same work on many jobs and gives what was done in their order."""

    def __call__(self, work: Callable[[Job], Done], jobs: Iterable[Job], /) -> Iterator[Done]:
        """One after the other, or several at once."""


@dataclass(frozen=True)
class Everywhere:
    """What was found, row by row and shard after shard, as in Linking; `starts` is where each shard's rows begin."""

    starts: Ints
    child: Ints
    automatic: Flags
    score: Floats
    candidates: dict[int, list[int]]


def link_everywhere(shards: Sequence[Shard], *, processes: int = 1, tell: Tell | None = None) -> Everywhere:
    """Say which rows of all places are one child; the model is taught on the first place's own numbers."""
    found: list[ShardLinks] = []
    with _runner(min(processes, len(shards))) as run:
        model = _taught_on(shards[0].read())
        for links in run(_matched, [(shard, model) for shard in shards]):
            found.append(links)
            if tell:
                tell(len(found), len(shards))
        strays = find_strays(found).rows
        fetched = list(run(_fetched, [(shard, rows) for shard, rows in zip(shards, strays, strict=True) if len(rows)]))
    everywhere = _side_by_side(found)
    if not fetched:
        return everywhere
    shard = np.repeat(np.arange(len(shards)), [len(rows) for rows in strays])
    at = everywhere.starts[shard] + np.concatenate(strays)
    rosters = [roster for rosters in fetched for roster in rosters]
    return _with_strays(everywhere, at, join_strays(rosters, shard, everywhere.child[at], model))


def _taught_on(rosters: Sequence[Roster]) -> Trees:
    table = read_table(rosters)
    left, right = candidate_pairs(table)
    return taught_model(table, left, right, compare(table, left, right, table.written))


@contextmanager
def _runner(processes: int) -> Iterator[Run]:
    if processes < 2:
        yield map
        return
    # Fresh processes: a fork would copy whatever threads and connections the caller has open.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_warm) as pool:
        pool.submit(_warm)
        yield pool.map


def _warm() -> None:
    """Read the tables of characters while the model is still being taught."""
    read_names([""])


def _matched(job: tuple[Shard, Trees]) -> ShardLinks:
    shard, model = job
    return link_shard(shard.read(), model)


def _fetched(job: tuple[Shard, Ints]) -> Sequence[Roster]:
    shard, rows = job
    return shard.read(rows)


def _side_by_side(found: Sequence[ShardLinks]) -> Everywhere:
    starts = np.r_[0, np.cumsum([len(one.child) for one in found])[:-1]]
    candidates: dict[int, list[int]] = {}
    for one, start in zip(found, starts.tolist(), strict=True):
        candidates |= {row + start: [label + start for label in labels] for row, labels in one.candidates.items()}
    return Everywhere(
        starts,
        np.concatenate([one.child + start for one, start in zip(found, starts, strict=True)]),
        np.concatenate([one.automatic for one in found]),
        np.concatenate([one.score for one in found]),
        candidates,
    )


def _with_strays(everywhere: Everywhere, at: Ints, joined: Rejoined) -> Everywhere:
    """The same with children of two shards under the smallest of their labels."""
    smallest = np.full(int(joined.child.max()) + 1, len(everywhere.child))
    np.minimum.at(smallest, joined.child, everywhere.child[at])
    label = np.arange(len(everywhere.child))
    label[everywhere.child[at]] = smallest[joined.child]
    score = everywhere.score.copy()
    score[at] = np.fmax(score[at], joined.score)
    candidates = {row: list(dict.fromkeys(label[some].tolist())) for row, some in everywhere.candidates.items()}
    return Everywhere(everywhere.starts, label[everywhere.child], everywhere.automatic, score, candidates)
