"""Whether a row says enough to tell a child, and which rows of a list only say again what another says. Pure.

What becomes of such rows is judged in judging.py.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xiangban.census.staging import StagedRow

MONTH_KNOWN = len("2016-05")
_NUMBERS = ("id_number", "student_no", "disability_cert")
_RELATIVES = ("father_name", "mother_name", "parent1_name", "parent2_name", "guardian_name", "householder_name")


def tells_who(values: Mapping[str, str]) -> bool:
    """Whether beside the name stands a birth month, a number, school and class, or village and a relative's name."""
    if not values.keys().isdisjoint(_NUMBERS) or _month_known(values.get("birth_date", "")):
        return True
    if "school" in values and "class" in values:
        return True
    return "village" in values and any(name in values for name in _RELATIVES)


def _month_known(birth: str) -> bool:
    return len(birth.removeprefix("lunar:")) >= MONTH_KNOWN


def repetitions(rows: "Iterable[StagedRow]") -> "dict[int, StagedRow]":
    """By its identity each row that repeats an earlier row of the same agency word for word, with that row."""
    first: dict[bytes, StagedRow] = {}
    again: dict[int, StagedRow] = {}
    for row in rows:
        known = first.setdefault(row.digest, row) if row.digest else row
        if known is not row:
            again[id(row)] = known
    return again
