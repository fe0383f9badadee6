"""Citizen identity numbers as they really arrive: cleaned, read, and flagged where they cannot be right.

Numbers are never repaired, and none is stored or shown here; GB 11643-1999 gives the shape and the check digit.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import mul

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
FIRST_YEAR = 1800

# GB/T 2260 provinces; 81–83 are residence permits of people from Hong Kong, Macao and Taiwan, 9x permanent residents
# from abroad and the invented places of the demo.
PROVINCES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71"
REGIONS = frozenset([*PROVINCES.split(" "), "81", "82", "83"])

_CROSSES = str.maketrans(dict.fromkeys("×✕✖╳⨯xхХχΧ", "X"))
_APOSTROPHES = "'‘’`´′"
_INVISIBLE = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"})
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?E\+?[0-9]+")
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[0-9]{15}")
_KNOWN = re.compile(r"[0-9X]*")


class NumberKind(StrEnum):
    """Which of the two shapes the text has, if any."""

    EIGHTEEN = "eighteen"
    FIFTEEN = "fifteen"
    UNREADABLE = "unreadable"


class NumberFlag(StrEnum):
    """What a reader must know before trusting the number."""

    EMPTY = "empty"
    SCIENTIFIC = "scientific"  # a spreadsheet rounded it to 5.1E+17; the lost digits are gone
    UNKNOWN_CHARACTER = "unknown_character"
    WRONG_LENGTH = "wrong_length"
    FIFTEEN_DIGITS = "fifteen_digits"  # no check digit; withdrawn on 2013-01-01
    BAD_CHECK_DIGIT = "bad_check_digit"
    BAD_BIRTH_DATE = "bad_birth_date"
    UNKNOWN_REGION = "unknown_region"
    ENDS_IN_000 = "ends_in_000"  # a spreadsheet keeps fifteen digits and fills up with zeros


@dataclass(frozen=True)
class ResidentNumber:
    """What a text says about its holder: sex "1" male, "2" female (GB/T 2261.1), district as of the day of issue."""

    text: str
    kind: NumberKind
    flags: frozenset[NumberFlag]
    birth_date: date | None = None
    sex: str = ""
    district: str = ""

    @property
    def trustworthy(self) -> bool:
        """Eighteen places and nothing to remark."""
        return self.kind is NumberKind.EIGHTEEN and not self.flags

    def __repr__(self) -> str:
        return f"ResidentNumber({self.kind}, {sorted(self.flags)})"  # a number must not reach a log


def check_digit(first17: str) -> str:
    """The last place of an eighteen-place number, ISO 7064 MOD 11-2. Raises ValueError unless given 17 digits."""
    if not re.fullmatch(r"[0-9]{17}", first17):
        raise ValueError("17 digits are needed")
    return CHECK_DIGITS[sum(map(mul, WEIGHTS, map(int, first17))) % 11]


def is_sound(number: str) -> bool:
    """Whether eighteen clean places hold a day of birth and the right check digit; parts met before are remembered."""
    weight = _weight(number[:6], 0) + _weight_of_birth(number[6:14]) + _weight(number[14:17], 14)
    return weight >= 0 and CHECK_DIGITS[weight % 11] == number[17]


@lru_cache(maxsize=1 << 14)
def _weight(digits: str, place: int) -> int:
    """What digits from a place on add to the sum behind the check digit."""
    return sum(map(mul, WEIGHTS[place:], map(int, digits)))


@lru_cache(maxsize=1 << 15)
def _weight_of_birth(eight: str) -> int:
    return _weight(eight, 6) if _date_of(eight) is not None else -1_000_000


def fifteen_to_eighteen(number: str) -> str:
    """The eighteen-place form of an old number, born in the 1900s. Raises ValueError unless given 15 digits."""
    if not _FIFTEEN.fullmatch(number):
        raise ValueError("15 digits are needed")
    first17 = number[:6] + "19" + number[6:]
    return first17 + check_digit(first17)


def clean_number(text: str) -> str:
    """The text without spaces, invisible marks and a leading apostrophe, in half-width, with every cross as X."""
    if text.isascii() and text.isalnum():
        return text.upper()  # most are clean, and a city has a hundred thousand
    plain = unicodedata.normalize("NFKC", text)
    visible = "".join(char for char in plain if unicodedata.category(char) not in _INVISIBLE)
    return visible.lstrip(_APOSTROPHES).translate(_CROSSES).upper()


def read_number(text: str) -> ResidentNumber:
    """Read any text as a number, without raising and without repair."""
    number = clean_number(text)
    if _EIGHTEEN.fullmatch(number):
        return _read_eighteen(number)
    if _FIFTEEN.fullmatch(number):
        return _read_fifteen(number)
    return ResidentNumber(number, NumberKind.UNREADABLE, frozenset({_fault_of_shape(number)}))


def sure_birth(text: str) -> date | None:
    """The birth date of a number to which there is nothing to remark, else None; as read_number(), but sooner."""
    number = clean_number(text)
    if not _EIGHTEEN.fullmatch(number) or number.endswith("000") or _flags_of_region(number) or not is_sound(number):
        return None
    return _date_of(number[6:14])


def _fault_of_shape(number: str) -> NumberFlag:
    if not number:
        return NumberFlag.EMPTY
    if _SCIENTIFIC.fullmatch(number):
        return NumberFlag.SCIENTIFIC
    if not _KNOWN.fullmatch(number) or "X" in number[:-1]:
        return NumberFlag.UNKNOWN_CHARACTER
    return NumberFlag.WRONG_LENGTH


def _read_eighteen(number: str) -> ResidentNumber:
    flags = _flags_of_region(number)
    born = _date_of(number[6:14])
    if born is None:
        flags.add(NumberFlag.BAD_BIRTH_DATE)
    if check_digit(number[:17]) != number[17]:
        flags.add(NumberFlag.BAD_CHECK_DIGIT)
    if number.endswith("000"):
        flags.add(NumberFlag.ENDS_IN_000)
    return ResidentNumber(number, NumberKind.EIGHTEEN, frozenset(flags), born, _sex_of(number[16]), number[:6])


def _read_fifteen(number: str) -> ResidentNumber:
    flags = _flags_of_region(number) | {NumberFlag.FIFTEEN_DIGITS}
    born = _date_of("19" + number[6:12])
    if born is None:
        flags.add(NumberFlag.BAD_BIRTH_DATE)
    return ResidentNumber(number, NumberKind.FIFTEEN, frozenset(flags), born, _sex_of(number[14]), number[:6])


def _flags_of_region(number: str) -> set[NumberFlag]:
    known = number[:2] in REGIONS or number[0] == "9"
    return set() if known else {NumberFlag.UNKNOWN_REGION}


def _date_of(eight: str) -> date | None:
    try:
        born = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None
    return born if born.year >= FIRST_YEAR else None


def _sex_of(digit: str) -> str:
    return "1" if int(digit) % 2 else "2"
