"""What stands around a table: its title, the unit that filled it in, the date it speaks of, the place it is about.

Which rows are the table is found in layout.py and row_kinds.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xiangban.census.rosters.values.cells import tidy, written
from xiangban.census.rosters.values.dates import DateOrder, read_day
from xiangban.census.rosters.values.places import parts_of
from xiangban.lib.sheets.workbook import Cell

LONGEST_LINE = 200  # characters of a title or unit line that are looked at
_LABEL = re.compile(r"(填报|填表|制表|上报|编制|报送|统计)(单位|部门|日期|时间|人)(\([^)]*\))?:?")
_UNIT = re.compile(
    r"(?:填报|填表|制表|上报|编制|报送|统计)?(?:单位|部门)(?:\s*[(（][^)）]*[)）])?\s*[:：]\s*([^\s:：]{2,30})"
)
_DATE = (
    r"((?:19|20)[0-9]{2}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}|"
    r"[二一][〇零○0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3})"
)
_AS_OF = re.compile(rf"截[至止](?:日期|时间)?\s*[:：]?\s*(?:到|至)?\s*{_DATE}")
_FILLED_ON = re.compile(rf"(?:日期|时间)\s*[:：]\s*{_DATE}|^\s*{_DATE}日?\s*$")
_YEAR = re.compile(r"(20[0-9]{2})(?=\s*(?:年|[-—–~/至]|学年|度))")
_SUBJECT = re.compile(
    r"农村|留守|困境|儿童|未成年|学生|在校|学籍|花名|基本|登记|信息|统计|名单|台账|流动|残疾|人口|贫困|脱贫|防返贫|户籍|适龄|[0-9〇零一二三四五六七八九]{2,4}年(?:度|秋|春)?"
)
_UNIT_END = re.compile(
    r"(人民政府|政府|民政办|民政局|教育局|公安局|派出所|办事处|村委会|村民委员会|居委会|中心校|中心学校|小学|中学|学校|卫生院|残联|社会事务办|工作站)+.*$"
)


@dataclass(frozen=True, slots=True)
class HeadLines:
    """Texts above and below the table; `as_of` YYYY-MM-DD or ""."""

    title: str = ""
    unit: str = ""
    as_of: str = ""


def read_head_lines(above: Sequence[Sequence[Cell]], below: Sequence[Sequence[Cell]]) -> HeadLines:
    """The longest line above without a colon is the title; a date said to be 截至 goes before one of filling in."""
    texts = [text for row in above for text in _texts(row)]
    others = [text for row in below for text in _texts(row)]
    title = max((text for text in texts if ":" not in text and not _AS_OF.search(text)), key=len, default="")
    unit = next((found[1] for text in texts if (found := _UNIT.search(text))), "")
    return HeadLines(title, unit, _as_of([*texts, *others]))


def _texts(row: Sequence[Cell]) -> list[str]:
    """The texts of a row; a label and the cell behind it are one text, as if a colon stood between them."""
    texts = [tidy(written(cell)[:LONGEST_LINE]) for cell in row if cell not in (None, "")]
    joined: list[str] = []
    for text in texts:
        if joined and _LABEL.fullmatch(joined[-1]):
            joined[-1] = f"{joined[-1].rstrip(':')}:{text}"
        else:
            joined.append(text)
    return joined


def _as_of(texts: Sequence[str]) -> str:
    for pattern in (_AS_OF, _FILLED_ON):
        for text in texts:
            found = pattern.search(text)
            said = next((group for group in found.groups() if group), "") if found else ""
            value = read_day(said, DateOrder()).text
            if len(value) == 10:
                return value
    return ""


def places_named(lines: HeadLines, sheet: str) -> dict[str, str]:
    """Town and village that unit, title and sheet name plainly say, the first of them that does."""
    places: dict[str, str] = {}
    for text in (lines.unit, lines.title, sheet):
        clipped = _SUBJECT.split(_SUBJECT.sub("|", text, count=1).strip("|"), maxsplit=1)[0] if text else ""
        parts = parts_of(_UNIT_END.sub("", clipped.split("|")[0]).strip())
        for level in ("county", "town", "village"):
            if level in parts:
                places.setdefault(level, parts[level])
    return places


def year_in(title: str) -> int:
    """The latest year a title names, 0 when it names none."""
    return max((int(year) for year in _YEAR.findall(title)), default=0)
