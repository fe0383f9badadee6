"""What an identity number must satisfy before it stands in a file, and the blind indexes by which it is found.

Reading the number itself is lib/resident_id.py. Pure but for the keys.
"""

from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.keys import blind_index
from xiangban.children.codes import IdKind, Sex
from xiangban.children.facts import Facts, Fault
from xiangban.lib.masking import mask_number
from xiangban.lib.resident_id import NumberFlag, NumberKind, clean_number, fifteen_to_eighteen, read_number

NUMBER = "children.identity"  # one context for children and adults: a number is one person's for life
LAST_SIX = "children.identity.last_six"
LAST_DIGITS, FIFTEEN_PLACES = 6, 15

_FLAGS = (
    (NumberFlag.SCIENTIFIC, "scientific"),
    (NumberFlag.UNKNOWN_CHARACTER, "character"),
    (NumberFlag.WRONG_LENGTH, "length"),
    (NumberFlag.BAD_BIRTH_DATE, "birth"),
    (NumberFlag.UNKNOWN_REGION, "region"),
    (NumberFlag.BAD_CHECK_DIGIT, "check"),
)


def whole_number(text: str) -> str:
    """The form under which a number is found: cleaned, an old one of fifteen digits as eighteen."""
    number = clean_number(text)
    if len(number) == FIFTEEN_PLACES and read_number(number).kind is NumberKind.FIFTEEN:
        return fifteen_to_eighteen(number)
    return number


def index_of(number: str) -> bytes | None:
    """The blind index of a whole number; None when there is none."""
    return Indexes().whole(number)


def last_six_index_of(number: str) -> bytes | None:
    """The blind index of the last six places of a number."""
    return Indexes().last_six(number)


class Indexes:
    """The blind indexes of many numbers, under the index key that is newest now."""

    def __init__(self) -> None:
        self._whole, self._last_six = blind_index().indexer(NUMBER), blind_index().indexer(LAST_SIX)

    def whole(self, number: str) -> bytes | None:
        """The index of a whole number; None when there is none."""
        return self._whole(whole) if number and (whole := whole_number(number)) else None

    def last_six(self, number: str) -> bytes | None:
        """The index of the last six places of a number; None when it is shorter."""
        whole = whole_number(number) if number else ""
        return self._last_six(whole[-LAST_DIGITS:]) if len(whole) >= LAST_DIGITS else None


def indexes_to_find(number: str) -> tuple[bytes, ...]:
    """The index of a number under every key in use, while a rotation may be running."""
    return blind_index().all_versions(whole_number(number), NUMBER)


def last_six_to_find(digits: str) -> tuple[bytes, ...]:
    """The index of six last places under every key in use."""
    return blind_index().all_versions(clean_number(digits), LAST_SIX)


def number_faults(facts: Facts) -> list[Fault]:
    """What is wrong with the number of these facts, by itself and beside birth date and sex (GB 11643)."""
    number = str(facts.get("id_number") or "")
    if not number:
        return []
    if facts.get("id_kind") not in (IdKind.RESIDENT, IdKind.RESIDENCE_PERMIT, "", None):
        return []
    read = read_number(number)
    faults = [Fault("id_number", _say_flag(word, number)) for flag, word in _FLAGS if flag in read.flags]
    if faults:
        return faults[:1]
    born, sex = facts.get("birth_date"), facts.get("sex")
    if read.birth_date and isinstance(born, date) and born != read.birth_date:
        faults.append(Fault("birth_date", _say_birth(born, read.birth_date, number)))
    if read.sex and sex in (Sex.MALE, Sex.FEMALE) and sex != read.sex:
        faults.append(Fault("sex", _say_sex(str(sex), read.sex, number)))
    return faults


def _say_flag(word: str, number: str) -> str:
    sentences = {
        "scientific": _("“{value}” was rounded by a spreadsheet; its last digits are lost. Ask for the number again."),
        "character": _("“{value}” holds a character that no number has. Compare it with the certificate."),
        "length": _("“{value}” does not have 18 places. Compare it with the certificate."),
        "birth": _("“{value}” holds a birth date that does not exist. Compare it with the certificate."),
        "region": _("“{value}” begins with a region that does not exist. Compare it with the certificate."),
        "check": _("the check digit of “{value}” is wrong. Compare it digit by digit with the certificate."),
    }
    return _("Identity number: {fault}").format(fault=sentences[word].format(value=mask_number(number) or number))


def _say_birth(born: date, in_number: date, number: str) -> str:
    sentence = _(
        "Birth date {value} differs from {in_number} in the number {number}. "
        "Correct whichever is wrong, or confirm that the source has it so."
    )
    return sentence.format(value=born, in_number=in_number, number=mask_number(number))


def _say_sex(sex: str, in_number: str, number: str) -> str:
    sentence = _(
        "Sex “{value}” differs from “{in_number}” in the number {number}. "
        "Correct whichever is wrong, or confirm that the source has it so."
    )
    return sentence.format(value=Sex(sex).label, in_number=Sex(in_number).label, number=mask_number(number))
