"""How values look in offices' cells: dates, codes with their words, ticks, numbers with blanks.

Which agency writes how is in education.py, police.py and villages.py.
"""

from datetime import date

from xiangban.demo.rosters.observed import ObservedRow, as_written
from xiangban.demo.words import words

ETHNICITIES = dict(zip(words("01 03 05 06 07 12 15"), words("汉族 回族 维吾尔族 苗族 彝族 侗族 土家族"), strict=True))
HEALTH = {"10": "健康", "20": "一般", "30": "慢性病", "40": "患病", "60": "残疾", "90": "其他"}
SCHOOLING = {
    "kindergarten": "幼儿园",
    "no_kindergarten": "未入园",
    "primary": "小学",
    "junior": "初中",
    "senior": "高中",
    "vocational": "中职",
    "dropped_out": "辍学",
    "not_studying": "不在学",
}
GUARDIANSHIP = {
    "nobody": "无人监护",
    "parent_unable": "父或母无监护能力",
    "carer_weak": "受委托监护人监护能力不足",
    "fair": "监护情况一般",
    "good": "监护情况较好",
}
RELATIONS = {
    "father": "父亲",
    "mother": "母亲",
    "grandfather": "祖父",
    "grandmother": "祖母",
    "maternal_grandfather": "外祖父",
    "maternal_grandmother": "外祖母",
    "uncle_aunt": "叔伯",
    "sibling": "兄姐",
    "neighbour": "邻居",
    "step_parent": "继父母",
    "other": "其他亲属",
}
HUKOU = {"rural": "农业户口", "urban": "非农业户口", "resident": "居民户口", "none": "无户口"}
CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
TENS = words("初 十 廿 三")
LUNAR_MONTHS = words("正月 二月 三月 四月 五月 六月 七月 八月 九月 十月 冬月 腊月")
CUT_AS_NUMBER = 3
DATE_STYLES = words("dots dashes characters compact slashes short chinese serial")


def write_date(value: str, style: str) -> str | date:
    """A birth date (YYYY-MM-DD, YYYY-MM or lunar:…) in one of the styles; a serial is a date for the spreadsheet."""
    if value.startswith("lunar:"):
        return _lunar(value.removeprefix("lunar:"))
    parts = value.split("-")
    if len(parts) < 3:
        return _month(parts, style)
    if style == "serial":
        return date.fromisoformat(value)
    return _day(parts, style)


def _day(parts: list[str], style: str) -> str:
    year, month, day = parts
    if style == "compact":
        return year + month + day
    if style == "dashes":
        return f"{year}-{month}-{day}"
    if style == "characters":
        return f"{year}年{int(month)}月{int(day)}日"
    if style == "chinese":
        return f"{year.translate(CHINESE_DIGITS)}年{in_characters(int(month))}月{in_characters(int(day))}日"
    if style == "short":
        return f"{year[2:]}.{int(month)}.{int(day)}"
    return f"{year}{'/' if style == 'slashes' else '.'}{int(month)}{'/' if style == 'slashes' else '.'}{int(day)}"


def _month(parts: list[str], style: str) -> str:
    year, month = parts[0], parts[1]
    if style == "compact":
        return year + month
    return f"{year}.{int(month)}" if style == "dots" else f"{year}年{int(month)}月"


def _lunar(value: str) -> str:
    """农历2011年正月初一, a leap month with 闰."""
    year, month, day = value.removesuffix("+").split("-")
    leap = "闰" if value.endswith("+") else ""
    return f"农历{year}年{leap}{LUNAR_MONTHS[int(month) - 1]}{lunar_day(int(day))}"


def lunar_day(day: int) -> str:
    """The day of a lunar month, 1 to 30: 初一, 十五, 二十, 廿三, 三十."""
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return TENS[day // 10] + str(day % 10).translate(CHINESE_DIGITS)


def in_characters(number: int) -> str:
    """A whole number from 1 to 99 in Chinese characters."""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else str(tens).translate(CHINESE_DIGITS) + "十"
    return before + (str(ones).translate(CHINESE_DIGITS) if ones else "")


def with_code(code: str, words_of: dict[str, str]) -> str:
    """A code with its word, as registers print it: 01-汉族; empty stays empty."""
    return f"{code}-{words_of.get(code, '其他')}" if code else ""


def with_blanks(number: str) -> str:
    """An identity number in three parts, as people read it aloud."""
    return f"{number[:6]} {number[6:14]} {number[14:]}" if len(number) == 18 else number


def number_cell(row: ObservedRow) -> str | int:
    """The identity number as this row writes it; some that a spreadsheet cut are still its numbers."""
    number = as_written(row, "id_number")
    return int(number) if number.endswith("000") and number.isdecimal() and row.child % CUT_AS_NUMBER == 0 else number
