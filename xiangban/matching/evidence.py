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
SAME_NUMBER = 13.0
AGAINST, ODD = -2.0, 3.0

# Shares of one child's pairs, and of two children's, on invented rows: by level, with another birth date and the same.
USUAL_SAME = np.array([
    [0.0, 0.0, 0.10, 0.005, 0.002, 0.20, 0.35, 0.342, 0.001],
    [0.0, 0.0, 0.005, 0.0002, 0.0002, 0.01, 0.015, 0.005, 0.9646],
])  # fmt: skip
USUAL_OTHER = np.array([
    [0.0, 0.95, 0.0398, 0.0005, 0.0001, 0.0003, 0.0001, 0.009, 0.0002],
    [0.0, 0.967, 0.012, 0.015, 0.0001, 0.003, 0.0001, 0.0025, 0.0003],
])  # fmt: skip


def with_numbers(score: Floats, level: Small, birth_equal: Flags) -> Floats:
    """The log odds with what the numbers say; two different trusted numbers end the matter."""
    spoken = level > NumberLevel.MISSING
    if spoken.any():
        weights = _weights(score[spoken], level[spoken], birth_equal[spoken])
        told = score.copy()
        told[spoken] += weights[birth_equal[spoken].astype(int), level[spoken]]
        # A number that everything else speaks against may be a twin's: joined, but not alone.
        odd = (level == NumberLevel.SAME) & (score < AGAINST)
        score = np.where(odd, np.minimum(told, ODD), told)
    return np.where(level == NumberLevel.DIFFERENT, VETO, score)


def _weights(score: Floats, level: Small, birth_equal: Flags) -> Floats:
    """(birth equal or not, level) log likelihood ratios, by a few rounds between shares and posteriors."""
    weights = _ratios(0 * USUAL_SAME, 0 * USUAL_OTHER)
    cell = birth_equal.astype(np.int64) * len(NumberLevel) + level
    for _ in range(ROUNDS):
        total = score + weights.ravel()[cell]
        posterior = np.where(level == NumberLevel.DIFFERENT, 0, 1 / (1 + np.exp(-np.clip(total, -30, 30))))
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
    # One number has one holder; only a twin's copied number would deceive, and twins are few.
    result[:, NumberLevel.SAME] = SAME_NUMBER
    return result
