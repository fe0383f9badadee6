"""What comes in: rosters as columns of text under canonical names.

No arrays here: pages load this too. How texts become numbers is in table.py; what comes out is in linking.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

REGISTER = "register"  # the agency name of children who already have a file; a child holds at most one of them


@dataclass(frozen=True)
class Roster:
    """One agency's rows; columns by canonical name, all of one length, an empty text where nothing was collected."""

    agency: str
    columns: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        if len({len(column) for column in self.columns.values()}) > 1:
            raise ValueError(f"columns of unequal length in the roster of {self.agency}")

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))
