"""How much each agency covers and how often it errs: the figures of bench/rates.toml.

What an error does to a row is in the modules named after what they spoil.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

RATES_FILE = Path(__file__).resolve().parents[3] / "bench" / "rates.toml"
AGENCIES = ("education", "police", "villages")
USUAL, ASIDE = "usual", "aside"
MIXES = (USUAL, ASIDE)
MOST = 0.9  # however much the errors are multiplied, some rows stay right


@dataclass(frozen=True)
class Rates:
    """Shares (0 to 1) by agency; `habits` and `errors` are shares of its rows, errors multiplied by `factor`."""

    coverage: Mapping[str, float]
    coverage_by_schooling: Mapping[str, float]
    habits: Mapping[str, Mapping[str, float]]
    errors: Mapping[str, Mapping[str, float]]
    factor: float = 1.0

    def share(self, error: str, agency: str) -> float:
        """How large a part of the agency's rows has this error or habit."""
        if error in self.habits:
            return self.habits[error][agency]
        return min(MOST, self.errors[error][agency] * self.factor)

    def times(self, factor: float) -> "Rates":
        """The same coverage with the errors multiplied."""
        return replace(self, factor=self.factor * factor)


def read_rates(mix: str = USUAL) -> Rates:
    """The rates of one mix, at ×1. Raises FileNotFoundError where the checkout's bench/ is missing."""
    table: dict[str, Any] = tomllib.loads(RATES_FILE.read_text(encoding="utf-8"))[mix]
    return Rates(table["coverage"], table["coverage_by_schooling"], table["habits"], table["errors"])
