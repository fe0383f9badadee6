"""Dates as agencies write them: 20110101, 2011.1.1, 2011年1月, 二〇一一年一月一日, serials, 11.1.1, 农历正月初一.

A month stays a month and a year a year; what cannot be read becomes nothing and a doubt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from xiangban.census.rosters.tables import Trouble
from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy, written
from xiangban.lib.chinese_text import simplify_for_search
from xiangban.lib.sheets.workbook import Cell

FIRST_YEAR, LAST_YEAR = 1900, 2049
CENTURY_PIVOT = 40  # two digits up to this are of the 2000s
SERIAL_ORIGIN = date(1899, 12, 30)  # of spreadsheets, right from 1900-03-01 on
FIRST_SERIAL, LAST_SERIAL = 10_000, 54_788  # 1927 to 2049: smaller ones can be ages or numbers
FIRST_TEXT_SERIAL = 29_221  # 1980: as a text only what a child's birth can be

_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"([〇零○0一二三四五六七八九]{4}|[〇零○一二三四五六七八九]{2})(?=年)")
_CHINESE_NUMBER = re.compile(r"(?<=[年月])[一二三四五六七八九十廿卅]+(?=[月日号]|$)")
_LUNAR = re.compile(
    r"农历|阴历|旧历|夏历|\(农\)|\(阴\)|[正冬腊]月|月初[一二三四五六七八九十]|闰|月廿[一二三四五六七八九]?$|年初[一二三四五六七八九十]|农"
)
_LUNAR_PARTS = re.compile(
    r"(?:(?P<year>[0-9]{4})年?|(?P<short>[0-9]{2})年)?[^0-9闰正冬腊一二三四五六七八九十]*?(?P<leap>闰)?"
    r"(?P<month>正|冬|腊|[0-9]{1,2}|[一二三四五六七八九十]{1,3})[月./-](?P<day>初?[0-9一二三四五六七八九十廿卅]{1,3})?[日号]?"
)
_USUAL = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SIX = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./年,，、。·\s]+([0-9]{1,2})(?:[-./月,，、。·\s]+([0-9]{1,2}))?[日号月]?")
_YEAR = re.compile(r"([0-9]{4})年?")
_SHORT_CHINESE = re.compile(r"([0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})[日号]?)?")
_SHORT = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4})")
_LOOSE = re.compile(r"\s*([年月日号])\s*")
_CLOCK = re.compile(r"[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?Z?$")
_AROUND = re.compile(
    r"^(公历|阳历|新历|生于|出生于|约|大约)[:：]?|\((公历|阳历|公|阳|公历日期)\)|(出生|生|左右|周岁)$|星期.$"
)
_SERIAL_TEXT = re.compile(r"[0-9]{5}(\.0+)?")
_YEARS_DOT_MONTH = re.compile(r"((?:19|20)[0-9]{2})\.([0-9]{1,2})")
_NO_YEAR = re.compile(r"[0-9]{1,2}[-./月][0-9]{1,2}日?")


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What the whole column says of its ambiguous forms: does 1/2/2011 begin with the day, is 1/2/11 month first."""

    day_first: bool | None = None
    short_month_first: bool = False


def order_of(cells: Iterable[Cell]) -> DateOrder:
    """Look for cells that can be read in one way only; day_first None where nothing or both was found."""
    day_first = month_first = short = False
    for cell in cells:
        if not isinstance(cell, str):
            continue
        last = _YEAR_LAST.match(cell.strip())
        if last:
            day_first |= int(last[1]) > 12
            month_first |= int(last[2]) > 12
        few = _SHORT.fullmatch(cell.strip())
        if few:
            short |= int(few[3]) > 12 >= int(few[1])
    return DateOrder(None if day_first == month_first else day_first, short)


def read_date(cell: Cell, order: DateOrder) -> Value:
    """YYYY-MM-DD, YYYY-MM, YYYY, lunar:YYYY-MM-DD (+ behind it in a leap month), or nothing and why."""
    if isinstance(cell, datetime | date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, bool | time | timedelta) or cell is None:
        return NOTHING if cell is None else Value("", Trouble.UNREADABLE_DATE)
    if isinstance(cell, int | float):
        return _read_number(cell)
    usual = _USUAL.fullmatch(cell)
    if usual:
        return _checked(int(usual[1]), int(usual[3]), int(usual[4]))
    text = tidy(cell)
    if text.isascii() and text.isdigit():
        return _read_digits(text, FIRST_TEXT_SERIAL)
    plain = _YEAR_FIRST.fullmatch(text)
    if plain:
        return _of_year_first(plain)
    return NOTHING if says_nothing(text) else _read_text(text, order)


def _read_number(number: float) -> Value:
    if number != number or abs(number) > 1e9 or number <= 0:
        return Value("", Trouble.UNREADABLE_DATE) if number else NOTHING
    whole = int(number)
    if whole == number or number >= FIRST_SERIAL:
        return _read_digits(str(whole), FIRST_SERIAL)
    text = repr(number)
    found = _YEARS_DOT_MONTH.fullmatch(text)
    if not found:
        return Value("", Trouble.UNREADABLE_DATE)
    if found[2] == "1":  # 2011.1 and 2011.10 are one number
        return Value(found[1], Trouble.UNCLEAR_ORDER)
    return _checked(int(found[1]), int(found[2]))


def _read_digits(digits: str, first_serial: int) -> Value:
    eight, six = _EIGHT.fullmatch(digits), _SIX.fullmatch(digits)
    if eight:
        year, month, day = map(int, eight.groups())
        return _checked(year, month or None, (day or None) if month else None)
    if six:
        return _checked(int(six[1]), int(six[2]))
    if len(digits) == 5 and first_serial <= int(digits) <= LAST_SERIAL:
        return Value((SERIAL_ORIGIN + timedelta(days=int(digits))).isoformat())
    if len(digits) == 4:
        return _checked(int(digits))
    return Value("", Trouble.UNREADABLE_DATE)


def _read_text(text: str, order: DateOrder) -> Value:
    text = _LOOSE.sub(r"\1", _CLOCK.sub("", simplify_for_search(text)))
    if _LUNAR.search(text):
        return _read_lunar(text.replace(" ", ""))
    text = _AROUND.sub("", _AROUND.sub("", text)).strip()
    text = _digits_for_characters(text)
    if text.removesuffix(".0").isdigit():
        return _read_digits(text.removesuffix(".0"), FIRST_TEXT_SERIAL)
    for pattern, read in ((_YEAR_FIRST, _of_year_first), (_YEAR, _of_year_first), (_SHORT_CHINESE, _of_short_year)):
        found = pattern.fullmatch(text)
        if found:
            return read(found)
    return _read_ambiguous(text, order)


def _read_ambiguous(text: str, order: DateOrder) -> Value:
    last, short = _YEAR_LAST.fullmatch(text), _SHORT.fullmatch(text)
    if last:
        return _of_year_last(last, order)
    if short:
        return _of_short(short, order)
    return Value("", Trouble.NO_YEAR if _NO_YEAR.fullmatch(text) else Trouble.UNREADABLE_DATE)


def _of_year_first(found: re.Match[str]) -> Value:
    year, month, day = [int(part) if part else None for part in (*found.groups(), None, None)[:3]]
    return _checked(year or 0, month or None, (day or None) if month else None)


def _of_short_year(found: re.Match[str]) -> Value:
    return _checked(_century(found[1]), int(found[2]), int(found[3]) if found[3] else None)


def _of_short(found: re.Match[str], order: DateOrder) -> Value:
    first, second, third = found[1], found[3], found[4]
    if order.short_month_first and found[2] != ".":
        return _checked(_century(third), int(first), int(second))
    if len(first) == 1 and first != "0":  # 1.2.11: the year cannot be the first of three
        return Value("", Trouble.UNCLEAR_ORDER)
    return _checked(_century(first), int(second), int(third))


def _of_year_last(found: re.Match[str], order: DateOrder) -> Value:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first == second:
        return _checked(year, first, second)
    if first > 12 or (order.day_first and second <= 12):
        return _checked(year, second, first)
    if second > 12 or order.day_first is False:
        return _checked(year, first, second)
    return (
        Value(str(year), Trouble.UNCLEAR_ORDER)
        if FIRST_YEAR <= year <= LAST_YEAR
        else Value("", Trouble.IMPOSSIBLE_DATE)
    )


def _century(two: str) -> int:
    return int(two) + (2000 if int(two) <= CENTURY_PIVOT else 1900)


@lru_cache(maxsize=1 << 15)
def _checked(year: int, month: int | None = None, day: int | None = None) -> Value:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Value("", Trouble.IMPOSSIBLE_DATE)
    if month is None:
        return Value(f"{year:04d}")
    if day is None:
        return Value(f"{year:04d}-{month:02d}") if 1 <= month <= 12 else Value("", Trouble.IMPOSSIBLE_DATE)
    try:
        return Value(date(year, month, day).isoformat())
    except ValueError:
        return Value("", Trouble.IMPOSSIBLE_DATE)


def _digits_for_characters(text: str) -> str:
    """二〇一一年十二月廿一日 as 2011年12月21日."""
    text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    return _CHINESE_NUMBER.sub(lambda found: _in_digits(found[0]), text)


def _in_digits(characters: str) -> str:
    """The number in digits; characters that are no number stay."""
    return str(_small_number(characters) or characters)


def _small_number(characters: str) -> int:
    """One to ninety-nine written in characters, 初 left out; 0 where it is none."""
    characters = characters.lstrip("初").replace("廿", "二十").replace("卅", "三十")
    if characters.isdigit() and characters.isascii():
        return int(characters)
    tens, ten, ones = characters.rpartition("十")
    digits = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
    if not ten:
        return digits.get(characters, 0)
    return digits.get(tens, 0 if tens else 1) * 10 + digits.get(ones, 0) if len(tens) < 2 and len(ones) < 2 else 0


def _read_lunar(text: str) -> Value:
    text = re.sub(r"农历|阴历|旧历|夏历|\(农\)|\(阴\)|[()（）:：]|农", "", text)
    text = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    eight = _EIGHT.fullmatch(text)
    if eight:
        return _lunar(int(eight[1]), int(eight[2]), int(eight[3]), "")
    found = _LUNAR_PARTS.fullmatch(text)
    if not found:
        return Value("", Trouble.UNREADABLE_DATE)
    year = int(found["year"]) if found["year"] else _century(found["short"]) if found["short"] else 0
    if not year:
        return Value("", Trouble.NO_YEAR)
    if not found["day"]:
        return Value("", Trouble.LUNAR_MONTH)
    month = {"正": 1, "冬": 11, "腊": 12}.get(found["month"]) or _small_number(found["month"])
    return _lunar(year, month, _small_number(found["day"]), "+" if found["leap"] else "")


def _lunar(year: int, month: int, day: int, leap: str) -> Value:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return Value("", Trouble.IMPOSSIBLE_DATE)
    return Value(f"lunar:{year:04d}-{month:02d}-{day:02d}{leap}")


def read_day(cell: Cell, order: DateOrder) -> Value:
    """Like read_date, for a date of the sheet's own head or of a visit: nothing instead of a lunar one."""
    value = read_date(cell, order)
    return NOTHING if value.text.startswith("lunar:") else value


_AGE = re.compile(r"(?:约|大约)?([0-9]{1,3})(?:\.[0-9]+)?(?:周)?(?:岁|周岁)?(?:零?半|[0-9]{1,2}个?月)?(?:整|多)?")
_MONTHS_OLD = re.compile(r"([0-9]{1,2})(?:个)?月(?:大|龄)?")


def read_age(cell: Cell, as_of: str) -> Value:
    """Full years at a date: "8@2026-06-30" where the sheet says the date, else "8"; nothing is counted on."""
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    if "虚" in text:
        return Value("", Trouble.NOMINAL_AGE)
    text = re.sub(r"[一二三四五六七八九十]{1,3}(?=[岁周]|$)", lambda found: _in_digits(found[0]), text.replace(" ", ""))
    months, years = _MONTHS_OLD.fullmatch(text), _AGE.fullmatch(text)
    if months and int(months[1]) < 24:
        return Value(_at(int(months[1]) // 12, as_of))
    if not years or int(years[1]) > 120:
        return Value("", Trouble.UNREADABLE_AGE)
    return Value(_at(int(years[1]), as_of))


def _at(years: int, as_of: str) -> str:
    return f"{years}@{as_of}" if len(as_of) == 10 else str(years)
