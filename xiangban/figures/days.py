"""Which days a table can be counted on. Pure.

Who may count is asked of the gate.
"""

from datetime import date

EARLIEST = date(2016, 2, 4)  # the definition's first day, 国发〔2016〕13号


def can_be_counted(day: date, today: date) -> bool:
    """Whether a reference day lies between the definition's first day and the end of next year."""
    return EARLIEST <= day <= date(today.year + 1, 12, 31)
