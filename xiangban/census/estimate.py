"""How many children nobody found: capture–recapture from who stands on which agency's list. Pure.

Who stands on which list is counted in reconciliation.py; the figure is an estimate and says so wherever it is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

CONFIDENCE = 1.96  # two sides of 95 %
Pattern = tuple[bool, ...]  # on which lists a child stands, in the order of the lists


@dataclass(frozen=True)
class Estimate:
    """Children on no list: the estimate with its 95 % interval, and the method with its source."""

    unseen: float
    low: float
    high: float
    method: str

    def total(self, seen: int) -> tuple[int, int, int]:
        """All children, with the interval: seen and unseen, in whole children."""
        return seen + round(self.unseen), seen + round(self.low), seen + round(self.high)


def estimate(counts: Mapping[Pattern, int]) -> Estimate | None:
    """The children on none of two or three lists; None when there are not two lists with children in common.

    With three lists the log-linear model that lets any two of them depend on each other: what it cannot see is that
    a child hidden from one is hidden from all. With two lists they must be independent, so that the figure is a floor
    where poor families are missed by both. Sources: Bishop, Fienberg and Holland 1975, chapter 6; Chapman 1951.
    """
    lists = len(next(iter(counts), ()))
    if lists == 3:
        return _of_three(counts)
    return _of_two(counts) if lists == 2 else None


def _of_three(counts: Mapping[Pattern, int]) -> Estimate | None:
    """n000 = n111 n100 n010 n001 / (n110 n101 n011); half a child is added to each cell when one is empty."""
    cells = {pattern: counts.get(pattern, 0) for pattern in _patterns(3) if any(pattern)}
    if sum(cells[pattern] for pattern in cells if sum(pattern) > 1) == 0:
        return None
    slack = 0.5 if min(cells.values()) == 0 else 0.0
    unseen, spread = 1.0, 0.0
    for pattern, number in cells.items():
        value = number + slack
        unseen = unseen / value if sum(pattern) == 2 else unseen * value
        spread += 1 / value
    # The number of the unseen varies by chance too, hence its own share of the variance.
    return _with_interval(unseen, unseen * unseen * spread + unseen, "log_linear")


def _of_two(counts: Mapping[Pattern, int]) -> Estimate | None:
    """N = (n1 + 1)(n2 + 1) / (m + 1) - 1, with Seber's variance."""
    both, first, second = (counts.get(pattern, 0) for pattern in ((True, True), (True, False), (False, True)))
    if both == 0:
        return None
    one, two = both + first, both + second
    whole = (one + 1) * (two + 1) / (both + 1) - 1
    variance = (one + 1) * (two + 1) * first * second / ((both + 1) ** 2 * (both + 2))
    return _with_interval(max(whole - both - first - second, 0.0), variance, "chapman")


def _with_interval(unseen: float, variance: float, method: str) -> Estimate:
    """The interval of a logarithm, so that it never falls below none (Chao 1987)."""
    if unseen <= 0:
        return Estimate(0.0, 0.0, CONFIDENCE * sqrt(variance), method)
    factor = exp(CONFIDENCE * sqrt(log(1 + variance / unseen**2)))
    return Estimate(unseen, unseen / factor, unseen * factor, method)


def _patterns(lists: int) -> list[Pattern]:
    return [tuple(bool(number >> place & 1) for place in range(lists)) for number in range(2**lists)]
