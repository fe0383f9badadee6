"""The duty list that is shipped: for each kind of member unit its business duty and its duty of care (domain 1.3, 1.9).

What a place makes of it is its own, in models/points.py.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "duties.txt"
COLUMNS = 8


@dataclass(frozen=True)
class ShippedDuty:
    """One row of the table, by the code of the unit's kind."""

    unit_kind: str
    responsible: str
    matter: str
    basis: str
    business_duty: str
    care_duty: str
    rhythm: str
    evidence: str
    answerable_for: str = "工作不力、措施不实、造成严重后果"  # the three grounds of the conference


def read_duties(text: str) -> tuple[ShippedDuty, ...]:
    """The rows of the table; raises ValueError for a row that has not eight columns."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) != COLUMNS:
                raise ValueError(f"duties.txt, line {number}: {len(cells)} columns instead of {COLUMNS}")
            rows.append(ShippedDuty(*cells))
    return tuple(rows)


@cache
def shipped_duties() -> tuple[ShippedDuty, ...]:
    """The table as shipped, read once a process."""
    return read_duties(TABLE.read_text("utf-8"))
