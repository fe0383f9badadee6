"""Identity numbers of many rows: which can be trusted, what they say, and in what way two of them differ.

One number at a time is read in lib/resident_id.py; nothing here is repaired.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from xiangban.lib.resident_id import CHECK_DIGITS, WEIGHTS
from xiangban.matching.arrays import ZERO, Codes, Flags, Ints, Small, first_that_holds, number_of
from xiangban.matching.births import BirthLevel, Births, births_of_parts, compare_births
from xiangban.matching.texts import Column, column_of

PLACES, OLD_PLACES, ADDRESS_PLACES = 18, 15, 6
CHECKS = 11  # check digits there are, X with them
X = ord("X")
LAST_PLAIN = 127

Plain = npt.NDArray[np.uint8]
# How a written date differs from the right one by a slip of the pen or of the calendar.
SLIPS = (
    *(BirthLevel.LUNAR_GAP, BirthLevel.NEAR_MONTH, BirthLevel.SAME_MONTH, BirthLevel.SAME_DAY_OTHER_MONTH),
    *(BirthLevel.YEAR_OFF, BirthLevel.TURNED),
)


class Trust(IntEnum):
    """How far a number can be trusted."""

    NONE = 0  # no number, or not one: wrong length, wrong check digit, cut off by a spreadsheet
    DOUBTED = 1  # a right number, but of somebody else by its date or sex: often a brother's or sister's
    NEARLY = 2  # right, and the written birth differs as slips of the pen do
    FULL = 3


class NumberLevel(IntEnum):
    """How two numbers agree."""

    MISSING = 0
    DIFFERENT = 1  # both trusted
    UNLIKE = 2
    SAME_BIRTH_PART = 3
    SAME_TAIL = 4
    SAME_BEGINNING = 5  # the first fifteen, as far as the spreadsheet left them
    ONE_SLIP = 6
    SAME_UNSURE = 7  # equal, but wrong in itself or doubted
    SAME = 8


@dataclass(frozen=True)
class Numbers:
    """Per row the number as one integer (0 without), its places, its trust, what is left of a cut one, its birth."""

    value: Ints
    places: Plain
    trust: Small
    beginning: Ints
    cut: Flags
    birth: Births

    def taken(self, rows: Ints) -> "Numbers":
        """The numbers of some rows."""
        return Numbers(
            self.value[rows], self.places[rows], self.trust[rows], self.beginning[rows], self.cut[rows],
            self.birth.taken(rows),
        )  # fmt: skip


def read_numbers(texts: Sequence[str], prefixes: Sequence[str], written: Births, sex: Small) -> Numbers:
    """Encode cleaned numbers; their trust is judged by the row's own written birth and sex (1, 2 or 0)."""
    column = column_of(texts)
    codes, length = column.codes(PLACES), column.lengths
    first17 = number_of(codes[:, : PLACES - 1])
    last = codes[:, PLACES - 1].astype(np.int64)
    whole = (length == PLACES) & (first17 >= 0) & ((last == X) | ((last >= ZERO) & (last <= ZERO + 9)))
    value = np.where(whole, first17 * CHECKS + np.where(last == X, 10, last - ZERO), 0)
    cut = whole & (first17 % 100 == 0) & (last == ZERO)
    born = np.where(whole, first17 // 10**3, 0)
    birth = births_of_parts(born // 10**4 % 10**4, born // 10**2 % 10**2, born % 10**2)
    right = whole & ~cut & (_check_digits(codes) == last) & birth.exact
    trust = np.where(right, _trust(birth, codes, written, sex), int(Trust.NONE)).astype(np.int8)
    beginning = np.where(whole, first17 // 10**2, 0)
    places = np.minimum(codes, LAST_PLAIN).astype(np.uint8)
    return Numbers(value, places, trust, _with_cut_off(beginning, column, column_of(prefixes)), cut, birth)


def compare_numbers(numbers: Numbers, left: Ints, right: Ints) -> Small:
    """The NumberLevel of each pair of rows."""
    value, sure, known = numbers.value, numbers.trust >= Trust.NEARLY, numbers.beginning > 0
    trusted = sure[left] & sure[right]
    level = np.where(trusted, np.where(value[left] == value[right], NumberLevel.SAME, NumberLevel.DIFFERENT), 0)
    rows = np.flatnonzero(~trusted & known[left] & known[right])
    level[rows] = _levels(numbers.taken(left[rows]), numbers.taken(right[rows]))
    return level.astype(np.int8)


def _levels(left: Numbers, right: Numbers) -> Small:
    """The levels of pairs of which one number at least is not trusted."""
    both = (left.value > 0) & (right.value > 0)
    equal = both & (left.value == right.value)
    differs = left.places != right.places
    wrong = differs.sum(axis=1)
    swapped = (wrong == 2) & _neighbours_swapped(left.places, right.places, differs)
    slip = both & ((wrong == 1) | swapped)
    beginning = left.beginning == right.beginning
    cases = [
        (equal & ~left.cut, NumberLevel.SAME_UNSURE),
        (slip & ~left.cut & ~right.cut, NumberLevel.ONE_SLIP),
        (beginning & (left.cut | right.cut | ~both), NumberLevel.SAME_BEGINNING),
        (~differs[:, 6:].any(axis=1), NumberLevel.SAME_TAIL),
        (both & ~differs[:, :14].any(axis=1), NumberLevel.SAME_BIRTH_PART),
        (both & (wrong <= 3), NumberLevel.SAME_BIRTH_PART),
    ]
    return first_that_holds(cases, NumberLevel.UNLIKE)


def _neighbours_swapped(left: Plain, right: Plain, differs: Flags) -> Flags:
    place = np.minimum(differs.argmax(axis=1), PLACES - 2)
    rows = np.arange(len(left))
    crossed: Flags = (left[rows, place] == right[rows, place + 1]) & (left[rows, place + 1] == right[rows, place])
    return crossed


def _check_digits(codes: Codes) -> Ints:
    sums = np.zeros(len(codes), dtype=np.int64)
    for place, weight in enumerate(WEIGHTS):
        sums += (codes[:, place] - ZERO) * np.uint32(weight)
    last: Ints = np.array([ord(digit) for digit in CHECK_DIGITS])[sums % 11]
    return last


def _trust(birth: Births, codes: Codes, written: Births, sex: Small) -> Small:
    """Which kind of trust a right number deserves beside the row's own date and sex."""
    level = compare_births(birth, written)
    agrees = np.isin(level, (BirthLevel.EQUAL, BirthLevel.LUNAR, BirthLevel.WITHIN_MONTH, BirthLevel.WITHIN_YEAR))
    silent = level == BirthLevel.MISSING
    slips = np.isin(level, SLIPS)
    other_sex = (sex > 0) & (codes[:, 16].astype(np.int64) % 2 != sex % 2)
    cases = [((agrees | silent) & ~other_sex, Trust.FULL), (slips & ~other_sex, Trust.NEARLY)]
    return first_that_holds(cases, Trust.DOUBTED)


def _with_cut_off(beginning: Ints, texts: Column, prefixes: Column) -> Ints:
    """The first fifteen places as a number, also of a number of which no more is left; 0 without."""
    left = np.flatnonzero((texts.lengths == 0) & (prefixes.lengths >= OLD_PLACES))
    beginning[left] = np.maximum(number_of(prefixes.codes_of(left, OLD_PLACES)), 0)
    return beginning
