"""Identity numbers and phones as they stand in cells: cleaned, flagged, never repaired.

The rules of the number itself are in lib/resident_id.py.
"""

import re

from xiangban.census.rosters.tables import ID_PREFIX, NO_ID_REASON, Trouble
from xiangban.census.rosters.values.cells import LARGEST_EXACT, NOTHING, Value, says_nothing, tidy, written
from xiangban.lib.resident_id import NumberFlag, NumberKind, clean_number, is_sound, read_number
from xiangban.lib.sheets.workbook import Cell

_PLAIN = re.compile(r"[1-9][0-9]{16}[0-9X]")
_NO_NUMBER = (
    ("in_progress", re.compile(r"办理中|正在办|在办|申办|补办|未办|待办|办证中|没办|正办|已申请")),
    ("no_hukou", re.compile(r"无户|未上户|未落户|没户|没上户|黑户|未登记户|未报户|无户籍|未入户|户口未|没有户")),
    (
        "not_shown",
        re.compile(r"未提供|不提供|拒绝|未出示|没带|未带|不配合|忘|不知|联系不上|遗失|丢失|无身份证|无证|没有身份证"),
    ),
    ("damaged", re.compile(r"模糊|看不清|污损|损坏|残缺|不清")),
)
_WITHIN = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9Xx])")
_SCIENTIFIC = re.compile(r"([1-9])(?:\.([0-9]+))?[Ee]\+?([0-9]{1,2})")
_MASKED = re.compile(r"([0-9]{3,14})[*＊xX×]{3,}[0-9]*[xX]?")
_FLAGS = (
    (NumberFlag.ENDS_IN_000, Trouble.CUT_NUMBER),
    (NumberFlag.BAD_BIRTH_DATE, Trouble.BAD_BIRTH_IN_NUMBER),
    (NumberFlag.BAD_CHECK_DIGIT, Trouble.BAD_CHECK_DIGIT),
    (NumberFlag.FIFTEEN_DIGITS, Trouble.OLD_NUMBER),
)
MOBILE = re.compile(r"1[0-9]{10}")
_PHONE_PARTS = re.compile(r"[/;；、,，|\n\r或和]+")
_PHONE_SIGNS = re.compile(r"[\s\-—–()（）_.·'‘’`]|转.*$")
_COUNTRY = re.compile(r"^(\+|00)?86(?=1[3-9][0-9]{9}$)")
_PHONE_IN_TEXT = re.compile(
    r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]){8}(?=1[3-9][0-9]{9}(?![0-9]))|"
    r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]){8}(?![0-9])|"
    r"(?<=[0-9]{11})1[3-9][0-9]{9}(?![0-9])|(?<![0-9])0[0-9]{2,3}-?[0-9]{7,8}(?![0-9])"
)


def read_identity_number(cell: Cell) -> Value:
    """A number of 15 or 18 places as it stands, else nothing and why; what a cut one still shows goes to id_prefix."""
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        # Most are sound, and a city has a hundred and fifty thousand.
        return Value(cell) if is_sound(cell) and not cell.endswith("000") else _judged(cell)
    if isinstance(cell, float) and abs(cell) >= LARGEST_EXACT:
        return _rounded(cell)
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    whole = _WITHIN.search(text)
    if whole:
        return _judged(clean_number(whole[0]))
    reason = next((code for code, pattern in _NO_NUMBER if pattern.search(text)), "")
    if reason:
        return Value("", also=((NO_ID_REASON, reason),))
    return _read_text(text)


def _read_text(text: str) -> Value:
    damaged = (NO_ID_REASON, "damaged")
    number = clean_number(re.sub(r"[\s\-—–_.,，。:：]+", "", text)) if not _SCIENTIFIC.fullmatch(text) else text
    scientific, masked = _SCIENTIFIC.fullmatch(number), _MASKED.fullmatch(text)
    if scientific:
        shown = scientific[1] + (scientific[2] or "").rstrip("0")
        return Value("", Trouble.SCIENTIFIC_NUMBER, (damaged, (ID_PREFIX, shown)) if len(shown) > 2 else (damaged,))
    if masked and read_number(text).kind is NumberKind.UNREADABLE:
        return Value("", Trouble.MASKED_NUMBER, (damaged, (ID_PREFIX, masked[1])))
    return _judged(number)


def _judged(number: str) -> Value:
    read = read_number(number)
    if read.kind is NumberKind.UNREADABLE:
        trouble = Trouble.WRONG_LENGTH if NumberFlag.WRONG_LENGTH in read.flags else Trouble.UNREADABLE_NUMBER
        return Value("", trouble, ((NO_ID_REASON, "damaged"),))
    return Value(read.text, next((trouble for flag, trouble in _FLAGS if flag in read.flags), None))


def _rounded(number: float) -> Value:
    """A spreadsheet keeps fifteen digits of a number; what stands behind them is not the child's."""
    digits = str(int(number)) if abs(number) < 1e21 else ""
    if len(digits) == 18 and number > 0:
        text = digits[:15] + "000"
        return Value(text, Trouble.CUT_NUMBER, ((ID_PREFIX, digits[:15]),))
    if len(digits) == 15 and number > 0:
        return _judged(digits)
    return Value("", Trouble.SCIENTIFIC_NUMBER, ((NO_ID_REASON, "damaged"),))


def read_phone(cell: Cell) -> Value:
    """Digits, several joined by ;, area codes kept; words beside a number are left out."""
    if isinstance(cell, str) and MOBILE.fullmatch(cell):
        return Value(cell)
    text = tidy(written(cell))
    if MOBILE.fullmatch(text):
        return Value(text)
    if says_nothing(text):
        return NOTHING
    numbers = [number for part in _PHONE_PARTS.split(text) for number in _phones(part)]
    known = list(dict.fromkeys(numbers))
    return Value(";".join(known)) if known else Value("", Trouble.UNREADABLE_PHONE)


def _phones(part: str) -> list[str]:
    digits = _COUNTRY.sub("", _PHONE_SIGNS.sub("", part))
    if digits.isascii() and digits.isdigit() and (len(digits) == 11 or (7 <= len(digits) <= 12 and digits[0] != "1")):
        return [digits]
    return [_PHONE_SIGNS.sub("", number) for number in _PHONE_IN_TEXT.findall(part)]


def phones_within(text: str) -> list[str]:
    """The phone numbers that stand within a longer text, such as a name with the phone in brackets."""
    return [_PHONE_SIGNS.sub("", number) for number in _PHONE_IN_TEXT.findall(text)]
