"""Units as papers name them: bureaus, mass organisations, courts, governments; in the order of the text, as written.

Which unit has to do what is read in tasks.py.
"""

import re
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def _alternatives(name: str) -> str:
    """The words of a table as one pattern, the longest first."""
    return "|".join(sorted((_DATA / name).read_text(encoding="utf-8").split(), key=len, reverse=True))


_STEMS = _alternatives("units.txt")  # what a bureau is for: 民政 → 民政局, 民政厅, 民政办
_NAMED = _alternatives("bodies.txt")  # bodies with a name of their own
_PLACE = (
    r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[在由经向与和及到对]))(?!日|月|年|部分|有关|责成|按照|根据|依据|同意|设立|成立|建立|要求|邀请|组织|会同|联合|听取|决定|明确|陪同|全[省市县区]|各|我|该|本)"
    r"(?:(?![并了由在对向请与和及等各将把是到从经受听的])[\u4e00-\u9fff]){2,4}(?:自治区|自治州|自治县|省|市|县|区|州|旗|镇|乡|街道))"
)
_LEVEL = r"(?:国家|中央|自治区|[省市县区旗乡]委?|(?<!乡)镇|(?<!市)州)"
_OF_LEVEL = rf"(?:{_PLACE}|{_LEVEL})?"
_UNIT = re.compile(
    rf"团[省市县区州]委|共青团[\u4e00-\u9fff]{{0,4}}委(?:员会)?|{_OF_LEVEL}(?:(?:{_STEMS})(?:分局|局|厅|部(?!门)|委员会|委(?!托|派|员|屈)|办公室|办(?!理|事|法|好|学)|站|所)|{_NAMED})"
    r"(?:办公室)?"
    rf"|(?:{_PLACE}|{_LEVEL})(?:人民政府|政府)(?:办公室)?(?=[、，]|负责|主要|分管|相关|牵头|$)"
)
# 石桥镇、白塔乡作了交流发言: places speak as units do.
_PLACES_SPEAK = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<places>(?:[\u4e00-\u9fff]{2,4}[镇乡县区][、和]){0,8}[\u4e00-\u9fff]{2,4}[镇乡县区])"
    r"(?:等[^，。]{0,8})?(?:分别|先后)?(?:就[^，。]{0,30})?作了?[^，。]{0,8}(?:发言|汇报|介绍)"
)


def units_in(text: str) -> tuple[str, ...]:
    """Every unit the text names, once, in the order of the text."""
    found: dict[str, None] = {}
    for match in _UNIT.finditer(text):
        unit = match[0]
        if match.end() < len(text) and _goes_on(unit, text[match.end() : match.end() + 3]):
            continue
        found.setdefault(unit)
    for match in _PLACES_SPEAK.finditer(text):
        found.update(dict.fromkeys(re.split("[、和]", match["places"])))
    return tuple(unit for unit in found if not _is_part(unit, found))


def _goes_on(unit: str, after: str) -> bool:
    """政协主席's post names the body all the same, but 法院 in 法院校 or 工会 in 工会议 is none."""
    return after.startswith(("议", "校")) or (unit.endswith("教育部") and after.startswith("门"))


def _is_part(unit: str, others: dict[str, None]) -> bool:
    """公安局 where 市公安局 is named as well is the same unit."""
    return any(other != unit and other.endswith(unit) for other in others)
