"""Boosted trees grown from counted levels, in numpy alone: the method of LightGBM, leaf by leaf, the best split first.

The library that does the same takes longer to load than a city takes to match. What is taught is in teaching.py.
"""

from dataclasses import dataclass, field
from math import prod

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.comparing import SIZES, Levels
from xiangban.matching.trees import Trees

ROUNDS, LEAVES, STEP, LEAST_IN_LEAF, SMOOTHING = 80, 12, 0.15, 20, 2.0
LEAST_CURVATURE = 1e-3
_FIRST = np.cumsum((0, *SIZES[:-1]))  # where in a histogram the levels of each feature begin
_BINS = sum(SIZES)
_FEATURE_OF = np.repeat(np.arange(len(SIZES)), SIZES)
_WHOLE = SIZES[0] - 1  # up to the last level of a feature is everything
_MOST = 2 * LEAVES - 1  # nodes of a tree
JOINED = ((0, 2), (2, 5), (5, 9))  # features counted together, so that a row is counted three times and not nine


@dataclass(frozen=True)
class Lessons:
    """Distinct rows of levels, each with how many pairs of one child and of two children showed it."""

    levels: Levels
    same: Floats
    other: Floats


def grow_trees(lessons: Lessons) -> Trees:
    """Trees whose sum is the natural log odds of being one child; the same lessons always grow the same trees."""
    ground, total = _Ground(lessons), lessons.same + lessons.other
    baseline = float(np.log(lessons.same.sum() / lessons.other.sum()))
    score = np.full(len(total), baseline)
    trees = _Grown()
    for number in range(ROUNDS):
        chance = 1 / (1 + np.exp(-score))
        ground.gradient, ground.curvature = chance * total - lessons.same, chance * (1 - chance) * total
        score += _grow(ground, trees, number)
    return Trees(trees.feature, trees.threshold, trees.left, trees.right, trees.value, baseline)


@dataclass
class _Grown:
    """The arrays of all trees while they grow; a node that is never split is a leaf and leads to itself."""

    feature: Ints = field(default_factory=lambda: np.zeros((ROUNDS, _MOST), dtype=np.int64))
    threshold: Ints = field(default_factory=lambda: np.zeros((ROUNDS, _MOST), dtype=np.int64))
    left: Ints = field(default_factory=lambda: np.tile(np.arange(_MOST), (ROUNDS, 1)))
    right: Ints = field(default_factory=lambda: np.tile(np.arange(_MOST), (ROUNDS, 1)))
    value: Floats = field(default_factory=lambda: np.zeros((ROUNDS, _MOST)))


class _Ground:
    """What trees grow on: the place of each row in the histograms, and the slopes of the round."""

    def __init__(self, lessons: Lessons) -> None:
        self.levels: Levels = np.ascontiguousarray(lessons.levels.T)
        self.places: Ints = _joint_places(lessons.levels)
        self.examples: Floats = (lessons.same > 0).astype(np.float64) + (lessons.other > 0)
        self.gradient = self.curvature = self.examples
        places = lessons.levels.astype(np.int64) + _FIRST
        self.middles = _middles(np.bincount(places.ravel(), minlength=_BINS) > 0)

    def sums(self, rows: Ints) -> Floats:
        """(3, bins): gradients, curvatures and examples of these rows up to each level of each feature."""
        places = self.places[rows].ravel()
        parts = (self.gradient, self.curvature, self.examples)
        joint = [np.bincount(places, np.repeat(part[rows], len(JOINED)), len(_UP_TO)) for part in parts]
        sums: Floats = np.stack(joint) @ _UP_TO
        return sums


@dataclass
class _Node:
    """A node that may yet be split, with the best way to do it; `gain` is 0 where there is none."""

    at: int
    rows: Ints
    sums: Floats
    gain: float
    cut: int

    @property
    def value(self) -> float:
        """What the node adds to the log odds of its rows."""
        gradient, curvature = self.sums[:2, _WHOLE]
        return float(-STEP * gradient / (curvature + SMOOTHING))


def _nodes(at: int, rows: list[Ints], sums: list[Floats]) -> list[_Node]:
    """Nodes side by side, each with its best cut."""
    each = enumerate(zip(rows, sums, _best_cuts(sums), strict=True), at)
    return [_Node(at, mine, summed, gain, cut) for at, (mine, summed, (gain, cut)) in each]


def _grow(ground: _Ground, trees: _Grown, number: int) -> Floats:
    """Grow one tree; what it adds to the score of each row comes back."""
    every = np.arange(len(ground.examples))
    leaves, used = _nodes(0, [every], [ground.sums(every)]), 1
    while len(leaves) < LEAVES:
        best = max(leaves, key=lambda node: node.gain)
        if best.gain <= 0:
            break
        leaves.remove(best)
        feature = int(_FEATURE_OF[best.cut])
        trees.feature[number, best.at] = feature
        trees.threshold[number, best.at] = ground.middles[best.cut]
        trees.left[number, best.at], trees.right[number, best.at] = used, used + 1
        leaves += _split(best, ground, feature, used)
        used += 2
    added = np.zeros(len(every))
    for leaf in leaves:
        trees.value[number, leaf.at] = added[leaf.rows] = leaf.value
    return added


def _split(node: _Node, ground: _Ground, feature: int, used: int) -> list[_Node]:
    """The two nodes below; only the smaller is counted, the other is what it leaves."""
    below = ground.levels[feature][node.rows] <= node.cut - _FIRST[feature]
    left, right = node.rows[below], node.rows[~below]
    smaller = ground.sums(left if len(left) < len(right) else right)
    larger = node.sums - smaller
    return _nodes(used, [left, right], [smaller, larger] if len(left) < len(right) else [larger, smaller])


def _best_cuts(sums: list[Floats]) -> list[tuple[float, int]]:
    """By node the largest gain of a split and its place: rows at it or below go left; (0, 0) where none is allowed."""
    left = np.stack(sums, axis=1)
    whole = left[:, :, _WHOLE, None]
    right = whole - left
    least = np.minimum(left, right)
    allowed = (least[2] >= LEAST_IN_LEAF) & (least[1] >= LEAST_CURVATURE)
    gains = np.where(allowed, _worth(left) + _worth(right) - _worth(whole), 0.0)
    return [(float(gain[cut]), cut) for gain, cut in zip(gains, gains.argmax(axis=1).tolist(), strict=True)]


def _worth(sums: Floats) -> Floats:
    worth: Floats = sums[0] ** 2 / (sums[1] + SMOOTHING)
    return worth


def _joint_places(levels: Levels) -> Ints:
    """(rows, groups of JOINED) where each row is counted among the levels that features of a group have together."""
    places, begin = np.zeros((len(levels), len(JOINED)), dtype=np.int64), 0
    for group, (first, end) in enumerate(JOINED):
        for feature in range(first, end):
            places[:, group] = places[:, group] * SIZES[feature] + levels[:, feature]
        places[:, group] += begin
        begin += prod(SIZES[first:end])
    return places


def _levels_up_to() -> Floats:
    """(joint places, bins) ones where a joint place tells this level of a feature or a lower one."""
    blocks = []
    for first, end in JOINED:
        shape, told = SIZES[first:end], np.zeros((prod(SIZES[first:end]), _BINS))
        for feature, level in zip(range(first, end), np.unravel_index(np.arange(len(told)), shape), strict=True):
            bins = np.arange(SIZES[feature])
            told[:, _FIRST[feature] + bins] = level[:, None] <= bins
        blocks.append(told)
    return np.concatenate(blocks)


_UP_TO = _levels_up_to()


def _middles(met: Flags) -> Ints:
    """The level half way from each level to the next that was met: levels never met go to the nearer side."""
    middles: Ints = np.arange(_BINS) - _FIRST[_FEATURE_OF]
    for first, size in zip(_FIRST.tolist(), SIZES, strict=True):
        known = np.flatnonzero(met[first : first + size])
        middles[first + known[:-1]] = (known[:-1] + known[1:]) // 2
    return middles
