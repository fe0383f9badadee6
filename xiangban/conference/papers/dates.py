"""Dates as papers write them: whole, without a year, a day alone, or only 日前; no year is ever made up.

Deadlines are read in tasks.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xiangban.conference.papers.paper import Basis, WrittenDate

NEAR = 30  # days within which a line that bears a year may lend it
_FIRST_YEAR, _LAST_YEAR = 1949, 2100

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "0": 0,
}
_SMALL = r"[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s{0,2}年\s{0,2}(?P<month>\d{1,2})\s{0,2}月\s{0,2}(?P<day>\d{1,2})\s{0,2}[日号]"
    rf"|(?P<cyear>[一二][〇○零Ｏ0O一二三四五六七八九]{{3}})年(?P<cmonth>{_SMALL})月(?P<cday>{_SMALL})[日号]"
    r"|(?<![\d.-])(?P<iyear>(?:19|20)\d\d)(?P<sep>[-/.])(?P<imonth>\d{1,2})(?P=sep)(?P<iday>\d{1,2})(?![\d.-])"
    r"|(?<![年\d])(?<!年 )(?P<mmonth>\d{1,2})\s{0,2}月\s{0,2}(?P<mday>\d{1,2})\s{0,2}[日号]"
    rf"|(?<![年一二三四五六七八九十])(?P<xmonth>{_SMALL})月(?P<xday>{_SMALL})[日号]"
    r"|(?<![月\d至—~-])(?<!月 )(?P<only>\d{1,2})日(?![常前后内均报])"
    r"|(?P<ymyear>(?:19|20)\d\d)\s{0,2}年\s{0,2}(?P<ymmonth>\d{1,2})\s{0,2}月(?!\s{0,2}\d)"
    r"|(?P<near>日前|近日|近期|最近|前不久|不久前|今[天日]|昨[天日]|前天|当[天日]|[上本]周[一二三四五六日末]?|[上本]月[初中底末]?|连日来)"
)
# A line of the page or of print that says when it was published.
_STAMP = re.compile(
    r"来源|來源|发布|发表|编辑|作者|时间[:：]|日期[:：]|浏览|点击|阅读|观看|记者|报道|更新|上传|\d{1,2}:\d{2}|本报讯|讯[（(]|字数|内容时间"
)
_TURNED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.])")
# 2月4日印发的意见 is the day of another paper.
_OF_ANOTHER = re.compile(r"[^，。；]{0,14}(?:印发|下发|出台|发布|以来|施行)")
_REPORTED = re.compile(r"\s?(?:讯|电(?!视|话))")
_LONGEST_STAMP, _LONGEST_LINE = 80, 60
_SENTENCE = re.compile(r"[。！？；]")
_PRINTED = re.compile(r"印发\s*$")


@dataclass(frozen=True)
class DatedLines:
    """The paper's own date (signature, masthead, imprint) and the day a page was published, where they are written."""

    document: WrittenDate | None = None
    publication: WrittenDate | None = None


def written_dates(text: str) -> Iterator[tuple[int, WrittenDate]]:
    """Every date of a text with where it ends; impossible ones such as 2月30日 are none."""
    for found in _DATE.finditer(text):
        read = _read(found)
        # 9月8日讯 is the day of the report, not of what it tells.
        if read is not None and not _REPORTED.match(text, found.end()):
            yield found.end(), read


def first_date(text: str) -> WrittenDate | None:
    """The first date that says a day; a month alone, then a mere 日前, only where there is no other."""
    month = near = None
    for end, read in written_dates(text):
        if read.day_of_month is not None and not _OF_ANOTHER.match(text, end):
            return read
        if read.day_of_month is None and read.month is not None:
            month = month or read
        elif read.basis is Basis.RELATIVE:
            near = near or read
    return month or near


def dated_lines(lines: tuple[str, ...] | list[str]) -> DatedLines:
    """Which lines carry the paper's date and the page's date."""
    document = publication = None
    for at, line in enumerate(lines):
        if publication is None:
            publication = _published(line)
        at_an_edge = at < 12 or at >= len(lines) - 14
        if at_an_edge and (read := _own_date(line, at)) and (document is None or at >= len(lines) - 14):
            document = document if document and _PRINTED.search(line) else read
    return DatedLines(document, publication)


def with_year(read: WrittenDate, lines: DatedLines) -> WrittenDate:
    """A month and day with the year of the paper's or the page's line, where both are within 30 days."""
    if read.year is not None or read.month is None or read.day_of_month is None:
        return read
    for line, basis in ((lines.document, Basis.DOCUMENT_DATE), (lines.publication, Basis.PUBLICATION_LINE)):
        if line is None or line.day is None:
            continue
        day = _real(line.day.year, read.month, read.day_of_month)
        if day is not None and abs((line.day - day).days) <= NEAR:
            return WrittenDate(day.year, day.month, day.day, read.text, basis)
    return read


def _own_date(line: str, at: int) -> WrittenDate | None:
    """A line that is a date, or ends in one behind the name of an office."""
    if len(line) > _LONGEST_LINE or _SENTENCE.search(line) or (_STAMP.search(line) and not _PRINTED.search(line)):
        return None
    bare = _PRINTED.sub("", line).strip().strip("（）()")
    found = [found for found in _DATE.finditer(bare) if found["year"] or found["cyear"]]
    if not found or found[-1].end() != len(bare):
        return None
    read = _read(found[-1])
    before = bare[: found[-1].start()].rstrip()
    # 会议时间：… is the meeting's, 关于…的通知 2026年… a heading's.
    whole = read is not None and read.day is not None
    return read if whole and (not before or not re.search(r"[:：，,至到于自从—~-]$|时间", before)) else None


def _published(line: str) -> WrittenDate | None:
    """The whole date of a line that is about publishing."""
    if len(line) > _LONGEST_STAMP and not re.match(r".{0,20}(?:讯|电|报道)", line):
        return None
    turned = _TURNED.search(line)
    if turned and (_STAMP.search(line) or len(line) <= 20):
        day = _real(int(turned["year"]), int(turned["month"]), int(turned["day"]))
        return WrittenDate(day.year, day.month, day.day, turned[0], Basis.EXPLICIT) if day else None
    if _SENTENCE.search(line) or not (_STAMP.search(line) or _ISO_ALONE.fullmatch(line)):
        return None
    if re.search(r"会议时间|(?:时间|日期)[:：].{0,30}(?:[上下]午|召开)", line):
        return None
    return next((read for _, read in written_dates(line) if read.day is not None), None)


_ISO_ALONE = re.compile(
    r"[•·\s]{0,3}[\[(（]?(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\])）]?"
)


def _read(found: re.Match[str]) -> WrittenDate | None:
    text = found[0]
    if found["near"]:
        return WrittenDate(text=text, basis=Basis.RELATIVE)
    if found["only"]:
        number = int(found["only"])
        return WrittenDate(None, None, number, text, Basis.DAY) if 1 <= number <= 31 else None
    if found["mmonth"] or found["xmonth"]:
        month, number = (
            (int(found["mmonth"]), int(found["mday"]))
            if found["mmonth"]
            else (_small(found["xmonth"]), _small(found["xday"]))
        )
        return WrittenDate(None, month, number, text, Basis.MONTH_DAY) if _real(2000, month, number) else None
    if found["ymyear"]:
        year, month = int(found["ymyear"]), int(found["ymmonth"])
        return WrittenDate(year, month, None, text, Basis.EXPLICIT) if _real(year, month, 1) else None
    return _whole(found, text)


def _whole(found: re.Match[str], text: str) -> WrittenDate | None:
    basis = Basis.EXPLICIT
    if found["cyear"]:
        basis = Basis.CHINESE_NUMERALS
        year = int("".join(str(_DIGITS[char]) for char in found["cyear"]))
        day = _real(year, _small(found["cmonth"]), _small(found["cday"]))
    elif found["iyear"]:
        day = _real(int(found["iyear"]), int(found["imonth"]), int(found["iday"]))
    else:
        day = _real(int(found["year"]), int(found["month"]), int(found["day"]))
    return WrittenDate(day.year, day.month, day.day, text, basis) if day else None


def _small(number: str) -> int:
    """二十三 → 23."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.get(number, 0) if len(number) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return 10 * _DIGITS.get(tens or "一", 0) + _DIGITS.get(ones or "〇", 0)


def _real(year: int, month: int, number: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
