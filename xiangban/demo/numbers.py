"""Invented identity numbers, phones and offices' numbers: right in shape, in ranges that are nobody's.

District codes 9901xx belong to no place. Mobile numbers begin with 1790: 17900 to 17999 are dialling codes of internet
telephony in China, so no person's number can begin so. Office numbers begin with 1, as no fixed line does.
"""

from datetime import date

from xiangban.children.codes import Sex
from xiangban.demo.city import COUNTY_STEP
from xiangban.demo.dice import Dice
from xiangban.lib.resident_id import check_digit

MOBILE_PREFIX = "1790"
SPREAD, SPAN = 7_368_787, 10_000_000  # coprime, so that every count below ten million gives another phone


class Numbers:
    """Hands out identity numbers and mobile numbers, none twice."""

    def __init__(self, dice: Dice, first_phone: int = 0) -> None:
        self._dice = dice
        self._taken: set[str] = set()
        self._phones = first_phone

    def identity(self, place: int, born: date, sex: str) -> str:
        """An eighteen-place number of the district of that place."""
        while True:
            number = self._try(place, born, self._dice.below(499) * 2 + (1 if sex == Sex.MALE.value else 2))
            if number is not None:
                return number

    def next_to(self, number: str, sex: str) -> str:
        """The next free number after a twin's, of the same district and day."""
        sequence = int(number[14:17])
        while True:
            sequence = (sequence + 1) % 999
            odd = sequence % 2 == 1
            if odd == (sex == Sex.MALE.value):
                found = self._complete(f"{number[:14]}{sequence:03d}")
                if found is not None:
                    return found

    def phone(self) -> str:
        """A mobile number of eleven digits."""
        self._phones += 1
        return f"{MOBILE_PREFIX}{self._phones * SPREAD % SPAN:07d}"

    def _try(self, place: int, born: date, sequence: int) -> str | None:
        return self._complete(f"{place // COUNTY_STEP}{born:%Y%m%d}{sequence:03d}")

    def _complete(self, first17: str) -> str | None:
        """The number with its check digit; None when taken, or ending in 00 like a number cut by a spreadsheet."""
        if first17 in self._taken or first17.endswith("00"):
            return None
        self._taken.add(first17)
        return first17 + check_digit(first17)


def office_phone(number: int) -> str:
    """A fixed-line number of area code 0990 that no line has, since subscribers' numbers never begin with 1."""
    return f"0990-1{number % 1_000_000:06d}"
