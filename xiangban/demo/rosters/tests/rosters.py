"""Rows of rosters as the tests look at them: by agency, with the share that shows something."""

from collections.abc import Callable
from dataclasses import dataclass

from xiangban.demo.rosters.observed import ObservedRow

SEED = 11


@dataclass(frozen=True)
class Observed:
    """All rows of three agencies."""

    rows: list[ObservedRow]

    def of(self, agency: str) -> list[ObservedRow]:
        """The rows of one agency."""
        return [row for row in self.rows if row.agency == agency]

    def share(self, agency: str, shows: Callable[[ObservedRow], bool]) -> float:
        """Which part of the agency's rows shows something."""
        rows = self.of(agency)
        return sum(shows(row) for row in rows) / len(rows)
