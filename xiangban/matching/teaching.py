"""Teaching on the office's own rows: where both numbers can be trusted they label the pair, and are hidden.

The model itself is in trees.py, how it grows in boosting.py; what numbers are worth afterwards is in evidence.py.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from xiangban.matching.arrays import Flags, Floats, Ints, placed
from xiangban.matching.boosting import Lessons, grow_trees
from xiangban.matching.comparing import Levels, packed, unpacked
from xiangban.matching.names import NameLevel
from xiangban.matching.numbers import Trust
from xiangban.matching.table import Table
from xiangban.matching.trees import Trees

LEAST_OF_EACH = 400  # labelled pairs of one child and of two; with fewer the default model speaks
EXPERIENCE_FILE = Path(__file__).parent / "data" / "default_experience.txt"
SEEN = 1.0  # pairs
DEFAULT_PAIRS = 3000.0


@dataclass(frozen=True)
class Experience:
    """Distinct rows of levels (packed), with how many pairs of one child and of two children showed them."""

    keys: Ints
    same: Floats
    other: Floats

    def with_weight(self, weight: float) -> "Experience":
        """The same experience counting more or less."""
        return Experience(self.keys, self.same * weight, self.other * weight)

    def joined(self, more: "Experience") -> "Experience":
        """Both experiences as one."""
        keys, at = placed(np.concatenate([self.keys, more.keys]))
        same, other = np.concatenate([self.same, more.same]), np.concatenate([self.other, more.other])
        return Experience(keys, _counted(at, same, keys), _counted(at, other, keys))


def experience_as_text(experience: Experience) -> str:
    """One line per distinct row of levels: its number, pairs of one child, pairs of two; hardly seen ones left out."""
    same, other = np.round(experience.same, 1), np.round(experience.other, 1)
    lines = zip(experience.keys.tolist(), same.tolist(), other.tolist(), strict=True)
    return "".join(f"{key}\t{one:g}\t{two:g}\n" for key, one, two in lines if one + two >= SEEN)


@cache
def default_experience() -> Experience:
    """What the default model was taught on."""
    columns = np.loadtxt(EXPERIENCE_FILE, ndmin=2).T
    return Experience(columns[0].astype(np.int64), columns[1], columns[2])


def with_default(experience: Experience) -> Experience:
    """The office's own experience, and the default one where it has seen nothing, as so many pairs of each kind."""
    usual = default_experience()
    weight = DEFAULT_PAIRS / max(usual.same.sum(), usual.other.sum(), 1.0)
    return experience.joined(usual.with_weight(weight))


def labelled_pairs(
    table: Table, left: Ints, right: Ints, names: "np.ndarray[tuple[int], np.dtype[np.int8]]"
) -> tuple[Flags, Flags]:
    """Which pairs the numbers show to be one child, and which two; names are the pairs' NameLevels."""
    trust, value = table.numbers.trust, table.numbers.value
    worse = np.minimum(trust[left], trust[right])
    equal = value[left] == value[right]
    # A doubted number is a brother's or sister's, unless the very name stands beside it.
    same = equal & ((worse >= Trust.NEARLY) | ((worse == Trust.DOUBTED) & (names >= NameLevel.GIVEN_SAME)))
    return same, ~equal & (worse >= Trust.NEARLY)


def experience_of(levels: Levels, same: Flags, other: Flags) -> Experience:
    """Count labelled pairs by their levels."""
    told = np.flatnonzero(same | other)
    keys, at = placed(packed(levels)[told])
    labels = same[told]
    return Experience(keys, _counted(at, labels, keys), _counted(at, ~labels, keys))


def _counted(at: Ints, weights: Floats | Flags, keys: Ints) -> Floats:
    return np.bincount(at, weights, len(keys)).astype(np.float64)


def enough(experience: Experience) -> bool:
    """Whether there are labelled pairs enough to learn from."""
    return bool(min(experience.same.sum(), experience.other.sum()) >= LEAST_OF_EACH)


def teach(experience: Experience) -> Trees:
    """Boosted trees that give the log odds of being one child; the same every time."""
    shown = experience.same + experience.other > 0
    levels = unpacked(experience.keys[shown])
    return grow_trees(Lessons(levels, experience.same[shown], experience.other[shown]))
