"""Which days a table can be counted on. Pure.

Who may count is asked of the gate.
"""

from datetime import date

from xiangban.children.rules import DEFINITIONS

EARLIEST = DEFINITIONS[0].since


def can_be_counted(day: date, today: date) -> bool:
    """Whether a reference day lies between the definition's first day and the end of next year."""
    return EARLIEST <= day <= date(today.year + 1, 12, 31)
