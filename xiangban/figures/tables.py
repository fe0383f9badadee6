"""The summary as a page shows it: lines with their cells, what small cells hide, what the printed checks say.

Counting is in queries.py; which cells must be hidden is decided in suppression.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.figures.summary import CHECK_RULES, SUMMARY, Breach, CheckRule, check, remainders
from xiangban.figures.suppression import Sum, hidden_cells

HIDDEN = "*"
SUMS = tuple(Sum(rule.left, rule.right) for rule in CHECK_RULES)


@dataclass(frozen=True)
class Line:
    """One line: the place, the code it leads to (None when no page stands behind), its 32 cells as shown."""

    name: str
    code: int | None
    cells: Sequence[str]


@dataclass(frozen=True)
class SaidRule:
    """One printed check as a page says it."""

    rule: CheckRule
    left: int
    right: int
    lacking: int

    @property
    def holds(self) -> bool:
        return self.left == self.right + self.lacking


def sees_lists(viewer: Viewer) -> bool:
    """Whether the seat may see the children of its place, so that no figure has to be hidden from it."""
    return viewer.sight.reach is Reach.PLACE and Facet.ROSTER in viewer.sight.facets


def lines_of(rows: Sequence[tuple[int, str, Mapping[int, int]]], viewer: Viewer) -> list[Line]:
    """The lines below a place; none for a seat that only counts, or sums of lines would tell what cells hide."""
    if not sees_lists(viewer):
        return []
    named = [(code, name or _("not yet claimed by a place below"), row) for code, name, row in rows]
    return [
        Line(name, code if rows_name else None, cells_of(row))
        for (code, name, row), rows_name in zip(named, (bool(name) for _code, name, _row in rows), strict=True)
    ]


def cells_of(row: Mapping[int, int], viewer: Viewer | None = None) -> list[str]:
    """The cells of one line in the printed order; with a viewer who only counts, small ones are hidden."""
    hidden = hidden_cells(row, SUMS) if viewer is not None and not sees_lists(viewer) else frozenset()
    return [HIDDEN if column.number in hidden else str(row[column.number]) for column in SUMMARY]


def rules_of(row: Mapping[int, int], lacking: Mapping[str, int]) -> list[SaidRule]:
    """Every printed check with both sums and what is not collected."""
    return [
        SaidRule(
            rule,
            sum(row[number] for number in rule.left),
            sum(row[number] for number in rule.right),
            lacking.get(rule.remainder, 0),
        )
        for rule in CHECK_RULES
    ]


def numbers_of(row: Mapping[str, int]) -> dict[int, int]:
    """A line as JSON keeps it, with numbers for its columns again."""
    return {int(number): children for number, children in row.items()}


def breaches_of(said: Mapping[int, int], register: Mapping[int, int]) -> list[Breach]:
    """The printed checks that a table from below breaks, each with what the register itself lacks there."""
    return check(said, remainders(register))
