"""Whose word counts where two files of one child differ: a person's before a roster's, then by survivorship.

The order of the agencies is data, see survivorship.py; what is taken is asked in children/merging.py.
"""

from xiangban.census.standing import BY_HAND
from xiangban.census.survivorship import rank
from xiangban.children.models import FactChange, SourceKind
from xiangban.territories.models import AgencyKind

OF_ROSTERS = {"civil_affairs": "villages"}  # who leads the sweep collects the villages' rosters (domain 2.1)


def prefers(name: str, first: FactChange | None, second: FactChange | None) -> bool:
    """Whether the second word of a fact counts before the first."""
    if first is None or second is None:
        return second is not None and first is None
    return _order(name, second) < _order(name, first)


def _order(name: str, change: FactChange) -> tuple[int, int, float]:
    """By hand before rosters, the agency that answers before others, the newest before the older."""
    by_hand = change.source.kind in BY_HAND
    return (0 if by_hand else 1, 0 if by_hand else rank(name, _agency(change)), -change.recorded_at.timestamp())


def _agency(change: FactChange) -> str:
    """The agency as rosters name it: education, police, villages; "" where the source has none."""
    agency = change.source.agency
    if agency is None:
        return ""
    if agency.kind == AgencyKind.SCHOOL:
        return "education"
    unit = agency.unit_kind
    return OF_ROSTERS.get(unit, unit) if change.source.kind == SourceKind.ROSTER else unit
