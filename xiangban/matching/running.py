"""Many places on one machine: shards are matched by several processes, strays fetched and joined.

What happens in a shard stands in shards.py; where its rows are kept is the caller's. Memory stays that of a few shards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.linking import Tell, compare_rows
from xiangban.matching.names import read_names
from xiangban.matching.rows import Roster
from xiangban.matching.shards import Rejoined, ShardLinks, find_strays, join_strays, link_shard, links_of
from xiangban.matching.sharing import team
from xiangban.matching.trees import Trees


class Shard(Protocol):
    """A place whose rows can be read again; it travels between processes, so it holds the names of files, not rows."""

    def read(self, rows: Ints | None = None) -> Sequence[Roster]:
        """All rows, agency by agency, or only these, which ascend."""


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
    step = partial(_told, tell, iter(range(1, len(shards) + 1)), len(shards))
    with team(min(processes, len(shards)) - 1, _warm) as us:
        model, first = _first(shards[0])
        step()
        found = [first, *us.each(_matched, [(shard, model) for shard in shards[1:]], step)]
        strays = find_strays(found).rows
        wanted = [(shard, rows) for shard, rows in zip(shards, strays, strict=True) if len(rows)]
        fetched = us.each(_fetched, wanted, _silent)
    everywhere = _side_by_side(found)
    if not fetched:
        return everywhere
    shard = np.repeat(np.arange(len(shards)), [len(rows) for rows in strays])
    at = everywhere.starts[shard] + np.concatenate(strays)
    rosters = [roster for rosters in fetched for roster in rosters]
    return _with_strays(everywhere, at, join_strays(rosters, shard, everywhere.child[at], model))


def _first(shard: Shard) -> tuple[Trees, ShardLinks]:
    """The model taught on a place, and what it says of that place."""
    rosters = shard.read()
    compared = compare_rows(rosters)
    model = compared.taught()
    return model, links_of(rosters, compared, model)


def _warm() -> None:
    """Read the tables of characters while the model is still being taught."""
    read_names([""])


def _matched(job: tuple[Shard, Trees]) -> ShardLinks:
    shard, model = job
    return link_shard(shard.read(), model)


def _fetched(job: tuple[Shard, Ints]) -> Sequence[Roster]:
    shard, rows = job
    return shard.read(rows)


def _told(tell: Tell | None, steps: Iterator[int], of: int) -> None:
    if tell:
        tell(next(steps), of)


def _silent() -> None:
    """Fetching is not told."""


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
