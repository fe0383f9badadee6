"""The taught model as plain arrays of nodes: from text, to text, to log odds, without the library that taught it.

How it is taught is in teaching.py.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints
from xiangban.matching.comparing import FEATURES, Levels

DEFAULT_FILE = Path(__file__).parent / "data" / "default_model.json"
ROWS_AT_ONCE = 4096
DIGITS = 5


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
    depth: int

    def log_odds(self, levels: Levels) -> Floats:
        """The natural log odds that each row of levels is one child."""
        parts = [self._sums(levels[at : at + ROWS_AT_ONCE]) for at in range(0, len(levels), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _sums(self, levels: Levels) -> Floats:
        rows, trees = np.arange(len(levels))[:, None], np.arange(len(self.feature))[None, :]
        node = np.zeros((len(levels), len(self.feature)), dtype=np.int64)
        for _ in range(self.depth):
            below: Flags = levels[rows, self.feature[trees, node]] <= self.threshold[trees, node]
            node = np.where(below, self.left[trees, node], self.right[trees, node])
        sums: Floats = self.value[trees, node].sum(axis=1) + self.baseline
        return sums

    def as_text(self) -> str:
        """The model as JSON, one tree a line."""
        rows = zip(self.feature, self.threshold, self.left, self.right, self.value, strict=True)
        lines = [
            json.dumps([*(part.tolist() for part in tree[:4]), [round(v, DIGITS) for v in tree[4].tolist()]])
            for tree in rows
        ]
        head = json.dumps({"features": FEATURES, "baseline": round(self.baseline, DIGITS), "depth": self.depth})
        return f'{{"head": {head},\n"trees": [\n' + ",\n".join(lines) + "\n]}\n"


def trees_from_text(text: str) -> Trees:
    """The model that as_text() wrote. Raises ModelUnreadable."""
    try:
        found: dict[str, Any] = json.loads(text)
        head, trees = found["head"], found["trees"]
        parts = [np.array([tree[part] for tree in trees], dtype=np.int64) for part in range(4)]
        value = np.array([tree[4] for tree in trees], dtype=np.float64)
        model = Trees(parts[0], parts[1], parts[2], parts[3], value, float(head["baseline"]), int(head["depth"]))
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        raise ModelUnreadable(str(fault)) from fault
    if tuple(head["features"]) != FEATURES:
        raise ModelUnreadable("other features")
    return model


def default_trees() -> Trees:
    """The model that comes with the product, taught on invented rows."""
    return trees_from_text(DEFAULT_FILE.read_text(encoding="ascii"))
