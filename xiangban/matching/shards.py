"""Many places at once: each shard is matched by itself, then one stage joins rows that strayed into another place.

The functions are pure and know no runner: one process or several is decided in running.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints, distinct, mixed
from xiangban.matching.births import Births
from xiangban.matching.clustering import Links, cluster, outdone
from xiangban.matching.linking import CERTAIN, Compared, compare_rows, score_pairs, settle, strongest
from xiangban.matching.rows import Roster
from xiangban.matching.table import Table, read_table
from xiangban.matching.trees import Trees
from xiangban.matching.verdicts import UPPER

LARGEST_GROUP = 20
BITS, SPREAD = 22, 0x9E3779B97F4A7C15 - (1 << 64)
KEYS = 2
"""Of each row: its number, and its name's sound with the birth date; neither knows a place."""


@dataclass(frozen=True)
class ShardLinks:
    """What one shard found, as in Linking, and (KEYS, rows) keys that hold across shards."""

    child: Ints
    automatic: Flags
    score: Floats
    candidates: dict[int, list[int]]
    keys: Ints


@dataclass(frozen=True)
class Strays:
    """Rows that may belong to a child of another shard, by shard; to be fetched with all rows of their children."""

    rows: list[Ints]


@dataclass(frozen=True)
class Rejoined:
    """A label per fetched row, and the log odds of its strongest link to another shard, nan without one."""

    child: Ints
    score: Floats


def link_shard(rosters: Sequence[Roster], model: Trees) -> ShardLinks:
    """Match the rows of one place among themselves."""
    return links_of(rosters, compare_rows(rosters), model)


def links_of(rosters: Sequence[Roster], compared: Compared, model: Trees) -> ShardLinks:
    """The same for rows that are compared already."""
    linking = settle(rosters, *compared.scored(model))
    return ShardLinks(linking.child, linking.automatic, linking.score, linking.candidates, _keys(linking.table))


def find_strays(shards: Sequence[ShardLinks]) -> Strays:
    """Rows alone in their shard that share a key with a row of another shard, and that other row's child."""
    alone = [np.bincount(shard.child)[shard.child] == 1 for shard in shards]
    met: list[set[int]] = [set() for _ in shards]
    for key in range(KEYS):
        keys = [shard.keys[key] for shard in shards]
        lonely = _Wanted(np.concatenate([these[one] for these, one in zip(keys, alone, strict=True)]))
        _meet(keys, [lonely.among(these) for these in keys], alone, met)
    return Strays([_whole_children(shard.child, rows) for shard, rows in zip(shards, met, strict=True)])


def join_strays(rosters: Sequence[Roster], shard: Ints, child: Ints, model: Trees) -> Rejoined:
    """Children of two shards are joined where a pair of fetched rows would be joined without a person.

    `shard` and `child` say for every row, in the order of the rosters, where it comes from.
    """
    table = read_table(rosters)
    left, right = _pairs_across(_keys(table), shard)
    table, scored = score_pairs(table, left, right, model)
    across = scored.taken(scored.score >= UPPER)
    across = across.taken(~outdone(across, table))
    label = cluster(_with_own(across, shard, child), table, UPPER)
    kept = across.taken(label[across.left] == label[across.right])
    return Rejoined(label, strongest(kept, len(table)))


def _keys(table: Table) -> Ints:
    known: Births = table.known
    birth = np.where(known.exact, known.first + 10**6, 0)
    return np.stack([table.numbers.value, mixed(table.names.sound, birth)])


class _Wanted:
    """Keys that are looked for, none of them 0: first by a few bits of each, which rules out most, then one by one."""

    def __init__(self, keys: Ints) -> None:
        self.keys = distinct(keys)
        self.met = np.zeros(1 << BITS, dtype=bool)
        self.met[_bits(self.keys)] = True

    def among(self, keys: Ints) -> Flags:
        """Which of these are wanted."""
        found: Flags = self.met[_bits(keys)] & (keys != 0)
        rows = np.flatnonzero(found)
        place = np.minimum(np.searchsorted(self.keys, keys[rows]), max(len(self.keys) - 1, 0))
        found[rows] = self.keys[place] == keys[rows]
        return found


def _bits(keys: Ints) -> Ints:
    with np.errstate(over="ignore"):
        return keys * np.int64(SPREAD) >> (64 - BITS) & ((1 << BITS) - 1)


def _meet(keys: list[Ints], held: list[Flags], alone: list[Flags], met: list[set[int]]) -> None:
    """Note the rows of every key that is held in two shards and by a lonely row in one of them."""
    shard = np.concatenate([np.full(int(one.sum()), at) for at, one in enumerate(held)])
    row = np.concatenate([np.flatnonzero(one) for one in held])
    key = np.concatenate([these[one] for these, one in zip(keys, held, strict=True)])
    lonely = np.concatenate([these[one] for these, one in zip(alone, held, strict=True)])
    order = np.lexsort((shard, key))
    shard, row, key, lonely = shard[order], row[order], key[order], lonely[order]
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    group = np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(key)]))
    spread = np.maximum.reduceat(shard, begins) != np.minimum.reduceat(shard, begins) if len(begins) else begins > 0
    kept = spread & (np.bincount(group, lonely, len(begins)) > 0) & (np.bincount(group) <= LARGEST_GROUP)
    for at, one in zip(shard[kept[group]].tolist(), row[kept[group]].tolist(), strict=True):
        met[at].add(one)


def _whole_children(child: Ints, rows: set[int]) -> Ints:
    """The rows and all others of their children."""
    chosen = np.zeros(int(child.max(initial=-1)) + 1, dtype=bool)
    chosen[child[list(rows)]] = True
    return np.flatnonzero(chosen[child])


def _pairs_across(keys: Ints, shard: Ints) -> tuple[Ints, Ints]:
    """Pairs of rows of two shards that share a key."""
    found, total = [], len(shard)
    for these in keys:
        order = np.argsort(these, kind="stable")
        for step in range(1, LARGEST_GROUP):
            first, second = order[:-step], order[step:]
            same = (these[first] == these[second]) & (these[first] != 0) & (shard[first] != shard[second])
            found.append(np.minimum(first, second)[same] * total + np.maximum(first, second)[same])
    pairs = distinct(np.concatenate(found))
    return pairs // max(total, 1), pairs % max(total, 1)


def _with_own(across: Links, shard: Ints, child: Ints) -> Links:
    """The pairs across, and each shard's own children tied together for certain."""
    order = np.lexsort((child, shard))
    tied = (child[order][1:] == child[order][:-1]) & (shard[order][1:] == shard[order][:-1])
    left, right = order[:-1][tied], order[1:][tied]
    certain = np.full(len(left), CERTAIN)
    return Links(
        np.r_[across.left, np.minimum(left, right)],
        np.r_[across.right, np.maximum(left, right)],
        np.r_[across.score, certain],
    )
