"""Indicators: what a figure counts, among whom, under which definition, and by which of the four places. Pure.

A definition judges the coded facts of one child, so the same words hold for a count by the database and for the past.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xiangban.web.phrases import StrOrPromise

Facts = Mapping[str, str]  # coded facts of one child; "" is 未采集
Condition = Callable[[Facts], bool]

AGE_BAND = "age_band"  # worked out from the birth date on the reference day


class PlaceKind(StrEnum):
    """The four places of a child; every figure says by which it counts."""

    RESPONSIBLE = "responsible"
    HUKOU = "hukou"
    LIVING = "living"
    SCHOOL = "school"


class IndicatorTaken(Exception):
    """Two rooms declare the same code and version."""


@dataclass(frozen=True)
class Indicator:
    """A figure by its definition: `counts` is the numerator, `among` the denominator, `asks` the facts both read."""

    code: str
    version: str
    label: StrOrPromise
    counts: Condition
    asks: tuple[str, ...]
    among: Condition = lambda _facts: True
    place: PlaceKind = PlaceKind.RESPONSIBLE

    @property
    def key(self) -> str:
        """Code and version in one word, as a frozen figure keeps it."""
        return f"{self.code}@{self.version}"


@dataclass(frozen=True)
class Figure:
    """What came of counting: numerator and denominator, in children."""

    number: int
    whole: int

    @property
    def share(self) -> float | None:
        """Percent of the denominator, None when there is none."""
        return 100 * self.number / self.whole if self.whole else None


def count(indicator: Indicator, groups: Iterable[tuple[Facts, int]]) -> Figure:
    """The figure over groups of children who share their coded facts: pairs of facts and number of children."""
    number = whole = 0
    for facts, children in groups:
        if indicator.among(facts):
            whole += children
            number += children if indicator.counts(facts) else 0
    return Figure(number, whole)
