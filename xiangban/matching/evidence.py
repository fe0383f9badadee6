"""What two numbers add to the taught log odds, by how they agree; learnt from the rows themselves.

The numbers were hidden while teaching, since they gave the labels.
"""

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Small
from xiangban.matching.numbers import NumberLevel

VETO = -30.0
ROUNDS = 4
WEIGHT_OF_USUAL = 25.0  # as so many pairs the usual shares count beside the pairs at hand
MOST = 12.0

# Shares of one child's pairs, and of two children's, on invented rows: by level, with another birth date and the same.
USUAL_SAME = np.array([
    [0.0, 0.0, 0.15, 0.01, 0.001, 0.02, 0.10, 0.15, 0.569],
    [0.0, 0.0, 0.01, 0.004, 0.001, 0.02, 0.03, 0.01, 0.925],
])  # fmt: skip
USUAL_OTHER = np.array([
    [0.0, 0.0, 0.962, 0.003, 0.0002, 0.003, 0.0008, 0.03, 0.001],
    [0.0, 0.0, 0.70, 0.12, 0.0005, 0.13, 0.005, 0.03, 0.0145],
])  # fmt: skip


def with_numbers(score: Floats, level: Small, birth_equal: Flags) -> Floats:
    """The log odds with what the numbers say; two different trusted numbers end the matter."""
    spoken = level > NumberLevel.DIFFERENT
    if spoken.any():
        weights = _weights(score[spoken], level[spoken], birth_equal[spoken])
        score = score.copy()
        score[spoken] += weights[birth_equal[spoken].astype(int), level[spoken]]
    return np.where(level == NumberLevel.DIFFERENT, VETO, score)


def _weights(score: Floats, level: Small, birth_equal: Flags) -> Floats:
    """(birth equal or not, level) log likelihood ratios, by a few rounds between shares and posteriors."""
    weights = _ratios(0 * USUAL_SAME, 0 * USUAL_OTHER)
    cell = birth_equal.astype(np.int64) * len(NumberLevel) + level
    for _ in range(ROUNDS):
        total = score + weights.ravel()[cell]
        posterior = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
        shape = USUAL_SAME.shape
        same: Floats = np.bincount(cell, posterior, USUAL_SAME.size).astype(np.float64).reshape(shape)
        other: Floats = np.bincount(cell, 1 - posterior, USUAL_SAME.size).astype(np.float64).reshape(shape)
        weights = _ratios(same, other)
    return weights


def _ratios(same: Floats, other: Floats) -> Floats:
    same = same + WEIGHT_OF_USUAL * USUAL_SAME + 1e-3
    other = other + WEIGHT_OF_USUAL * USUAL_OTHER + 1e-3
    ratio = np.log(same / same.sum(axis=1, keepdims=True)) - np.log(other / other.sum(axis=1, keepdims=True))
    result: Floats = np.clip(ratio, -MOST, MOST)
    return result
