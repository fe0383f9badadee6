"""The taught model as plain arrays of nodes: from text, to text, to log odds, without the library that taught it.

How it is taught is in teaching.py.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangban.matching.arrays import Floats, Ints
from xiangban.matching.comparing import FEATURES, SIZES, Levels

DEFAULT_FILE = Path(__file__).parent / "data" / "default_model.json"
ROWS_AT_ONCE = 4096
DIGITS = 5
MOST_LEAVES = 16

Bits = npt.NDArray[np.uint16]


class ModelUnreadable(Exception):
    """The text is no model of these features."""


@dataclass(frozen=True)
class Trees:
    """(trees, nodes) arrays; a row goes left where its level is not above the threshold; leaves lead to themselves."""

    feature: Ints
    threshold: Ints
    left: Ints
    right: Ints
    value: Floats
    baseline: float

    def log_odds(self, levels: Levels) -> Floats:
        """The natural log odds that each row of levels is one child."""
        parts = [self._sums(levels[at : at + ROWS_AT_ONCE]) for at in range(0, len(levels), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _sums(self, levels: Levels) -> Floats:
        """Each level strikes out leaves of every tree (QuickScorer, SIGIR 2015); the first one left is reached."""
        left = self._kept_by_level[0][levels[:, 0]]
        for feature in range(1, len(FEATURES)):
            left &= self._kept_by_level[feature][levels[:, feature]]
        leaf = np.bitwise_count((left & (~left + 1)) - 1)
        sums: Floats = self._leaf_values[np.arange(len(self.feature)), leaf].sum(axis=1) + self.baseline
        return sums

    @cached_property
    def _kept_by_level(self) -> list[Bits]:
        """By feature (levels, trees) sets of the leaves, counted from the left, that a level leaves possible."""
        kept = [np.full((size, len(self.feature)), (1 << MOST_LEAVES) - 1, dtype=np.uint16) for size in SIZES]
        for tree, leaves in enumerate(self.leaves_below):
            for node, (first, _end) in leaves.items():
                below, above = int(self.left[tree, node]), int(self.threshold[tree, node]) + 1
                if below != node:
                    struck = (1 << leaves[below][1]) - (1 << first)
                    kept[int(self.feature[tree, node])][above:, tree] &= np.uint16(~struck & 0xFFFF)
        return kept

    @cached_property
    def _leaf_values(self) -> Floats:
        values = np.zeros((len(self.feature), MOST_LEAVES))
        for tree, leaves in enumerate(self.leaves_below):
            for node, (first, _end) in leaves.items():
                if self.left[tree, node] == node:
                    values[tree, first] = self.value[tree, node]
        return values

    @cached_property
    def leaves_below(self) -> list[dict[int, tuple[int, int]]]:
        """By tree and node its first leaf and the one behind its last, counted from the left."""
        return [_leaves(left, right) for left, right in zip(self.left.tolist(), self.right.tolist(), strict=True)]

    def as_text(self) -> str:
        """The model as JSON, one tree a line."""
        rows = zip(self.feature, self.threshold, self.left, self.right, self.value, strict=True)
        lines = [
            json.dumps([*(part.tolist() for part in tree[:4]), [round(v, DIGITS) for v in tree[4].tolist()]])
            for tree in rows
        ]
        head = json.dumps({"features": FEATURES, "baseline": round(self.baseline, DIGITS)})
        return f'{{"head": {head},\n"trees": [\n' + ",\n".join(lines) + "\n]}\n"


def trees_from_text(text: str) -> Trees:
    """The model that as_text() wrote. Raises ModelUnreadable."""
    try:
        found: dict[str, Any] = json.loads(text)
        head, trees = found["head"], found["trees"]
        parts = [np.array([tree[part] for tree in trees], dtype=np.int64) for part in range(4)]
        value = np.array([tree[4] for tree in trees], dtype=np.float64)
        model = Trees(parts[0], parts[1], parts[2], parts[3], value, float(head["baseline"]))
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise ModelUnreadable(str(fault)) from fault
    if tuple(head["features"]) != FEATURES:
        raise ModelUnreadable("other features")
    if any(leaves[0][1] > MOST_LEAVES for leaves in model.leaves_below):
        raise ModelUnreadable("too many leaves")
    return model


def _leaves(left: list[int], right: list[int], node: int = 0, first: int = 0) -> dict[int, tuple[int, int]]:
    if left[node] == node:
        return {node: (first, first + 1)}
    found = _leaves(left, right, left[node], first)
    found |= _leaves(left, right, right[node], found[left[node]][1])
    return found | {node: (first, found[right[node]][1])}


def default_trees() -> Trees:
    """The model that comes with the product, taught on invented rows."""
    return trees_from_text(DEFAULT_FILE.read_text(encoding="ascii"))
