"""Random samples that can be drawn again: how many are needed, and which they are for a stored seed. Pure.

The size is Cochran's for a share, with correction for a small population, at the most doubtful share of one half.
"""

import hashlib
import math
from collections.abc import Iterable
from statistics import NormalDist

HALF = 0.25  # p(1 - p) at p = 1/2


def sample_size(population: int, confidence: float, margin: float) -> int:
    """How many to draw so that a share is known within ± margin at this confidence (both between 0 and 1)."""
    if population <= 0:
        return 0
    if not 0 < confidence < 1 or not 0 < margin < 1:
        raise ValueError("confidence and margin lie between 0 and 1")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    endless = z * z * HALF / (margin * margin)
    return min(population, math.ceil(endless / (1 + (endless - 1) / population)))


def margin_of(drawn: int, population: int, confidence: float) -> float:
    """The margin that a sample of this size really has; 0 when everything was drawn."""
    if drawn <= 0:
        return 1.0
    if drawn >= population:
        return 0.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    return z * math.sqrt(HALF / drawn * (population - drawn) / (population - 1))


def drawn(keys: Iterable[int], size: int, seed: str) -> list[int]:
    """The sample of a seed: the keys whose digest under the seed comes first, so that anybody draws the same again."""
    return sorted(sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())[:size])
