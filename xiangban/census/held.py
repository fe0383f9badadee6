"""Rows that people decided on before the commit: each decision is written under sources of its own, after the rest.

Carrying a decision out is in actions/deciding.py, keeping it over a second matching in actions/redeciding.py.
"""

from collections.abc import Iterable

from xiangban.census.models import Import, Settlement
from xiangban.census.rules import Decision

WRITE = (Decision.SAME, Decision.NEW)  # decisions that reach the register


def standing_decisions(batch: Import) -> list[Settlement]:
    """The decisions on rows of an import that nobody took back, in their order."""
    rows = Settlement._base_manager.filter(batch=batch, taken_back_at=None, corrected_by=None)
    return list(rows.select_related("match").order_by("pk"))


def unwritten(decisions: Iterable[Settlement]) -> list[Settlement]:
    """Those that the commit has still to write."""
    return [one for one in decisions if one.decision in WRITE and not one.sources]


def held_rows(batch: Import) -> frozenset[int]:
    """The keys of rows that go into the register by a decision and not by matching alone."""
    return frozenset(row[0] for one in unwritten(standing_decisions(batch)) for row in one.before)
