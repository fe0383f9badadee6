"""Seeded chance for invented data: the same seed rolls the same on every Python version.

Built on random() alone, the one method whose sequence Python promises to keep.
"""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """A stream of chance named by its seed; streams with different names never disturb each other."""

    def __init__(self, seed: int, stream: str) -> None:
        self.roll = Random(f"{stream}:{seed}").random

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit − 1."""
        return int(self.roll() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in this share of the rolls (0 to 1)."""
        return self.roll() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as the other."""
        return items[int(self.roll() * len(items))]

    def shuffle(self, items: list[T]) -> None:
        """Put the list into a new order in place (Fisher and Yates)."""
        roll = self.roll
        for last in range(len(items) - 1, 0, -1):
            other = int(roll() * (last + 1))
            items[last], items[other] = items[other], items[last]

    def bell(self) -> float:
        """About normally distributed, mean 0 and spread 1, between −6 and 6 (sum of twelve rolls)."""
        roll = self.roll
        return sum(roll() for _ in range(12)) - 6.0


class Urn(Generic[T]):
    """Items drawn in proportion to their weights."""

    def __init__(self, weights: dict[T, float]) -> None:
        self._items = list(weights)
        self._steps = list(accumulate(weights.values()))

    def draw(self, dice: Dice) -> T:
        """One item, as likely as its weight."""
        return self._items[bisect(self._steps, dice.roll() * self._steps[-1])]


def largest_remainder(weights: Sequence[float], total: int) -> list[int]:
    """Split a total in proportion to the weights so that the parts are whole and add up exactly."""
    whole = sum(weights)
    exact = [weight * total / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
