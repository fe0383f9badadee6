"""What two numbers add to the taught log odds, by how they agree; learnt from the rows themselves.

The numbers were hidden while teaching, since they gave the labels.
"""

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints, Small, placed
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


def with_numbers(score: Floats, birth_equal: Flags, kind: Ints, level: Small) -> Floats:
    """The log odds of each pair with what the numbers say; two different trusted numbers end the matter.

    Score and birth are said of each kind of pair, and of each pair its kind and the NumberLevel.
    """
    cells, at = placed(kind * len(NumberLevel) + level)
    kinds, levels = np.divmod(cells, len(NumberLevel))
    return _told(score[kinds], birth_equal[kinds].astype(np.int64), levels, np.bincount(at))[at]


def _told(score: Floats, birth_equal: Ints, level: Ints, count: Ints) -> Floats:
    spoken = np.flatnonzero(level > NumberLevel.MISSING)
    if len(spoken):
        weights = _weights(score[spoken], birth_equal[spoken], level[spoken], count[spoken])
        told = score.copy()
        told[spoken] += weights[birth_equal[spoken], level[spoken]]
        # A number that everything else speaks against may be a twin's: joined, but not alone.
        odd = (level == NumberLevel.SAME) & (score < AGAINST)
        score = np.where(odd, np.minimum(told, ODD), told)
    return np.where(level == NumberLevel.DIFFERENT, VETO, score)


def _weights(score: Floats, birth_equal: Ints, level: Ints, count: Ints) -> Floats:
    """(birth equal or not, level) log likelihood ratios, by a few rounds between shares and posteriors."""
    weights = _ratios(0 * USUAL_SAME, 0 * USUAL_OTHER)
    cell, shape = birth_equal * len(NumberLevel) + level, USUAL_SAME.shape
    for _ in range(ROUNDS):
        total = score + weights.ravel()[cell]
        posterior = np.where(level == NumberLevel.DIFFERENT, 0, 1 / (1 + np.exp(-np.clip(total, -30, 30))))
        same: Floats = np.bincount(cell, posterior * count, USUAL_SAME.size).astype(np.float64).reshape(shape)
        other: Floats = np.bincount(cell, (1 - posterior) * count, USUAL_SAME.size).astype(np.float64).reshape(shape)
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
