"""Places as they are written: 镇+村+组 in one cell told apart where that is plain; place codes stay codes.

Which territory a place name is, is looked up by census/, inside the county.
"""

import re
from functools import lru_cache

from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy, written
from xiangban.lib.sheets.workbook import Cell

_ADDRESS = re.compile(
    r"(?P<province>[\u4e00-\u9fff]{2,7}?(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,8}?(?:市|自治州|盟))?"
    r"(?P<county>[^镇乡村\W\d_]{1,8}?(?:县|(?<![社小园])区|旗))?"
    r"(?P<town>[^村\W\d_]{1,8}?(?:街道办事处|街道|镇|乡|苏木))?"
    r"(?P<village>[\u4e00-\u9fff]{1,10}?(?:村民委员会|居民委员会|村委会|居委会|社区|村|嘎查))?"
    r"(?P<village_group>(?:第?[0-9一二三四五六七八九十]{1,3}|[\u4e00-\u9fff]{1,6}?)(?:村民小组|村小组|小组|组|社|屯|队|寨))?"
    r"(?P<rest>.*)"
)
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9]{4,60}")  # tidy as it stands, and longer than any word for an empty cell
_GROUP_ALONE = re.compile(r"第?[0-9一二三四五六七八九十]{1,3}(村民小组|小组|组|社|屯|队)")
_NO_PLACE = frozenset(
    ("本村", "我村", "外村", "全村", "各村", "本镇", "本乡", "本县", "农村", "城镇", "乡镇", "外县", "同村")
)
_LEVELS = ("province", "city", "county", "town", "village", "village_group")
_CODED_PLACE = re.compile(r"([0-9]{6,12})\s*[-—_:：]\s*[\u4e00-\u9fff].*")


def read_place(cell: Cell) -> Value:
    """The name or the code of one place; of a code with a name the code."""
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    coded = _CODED_PLACE.fullmatch(text)
    return Value(coded[1] if coded else text.replace(" ", ""))


def read_village(cell: Cell) -> Value:
    """A village; where the cell also holds the town or the group, they are told beside it."""
    value = read_place(cell)
    parts = parts_of(value.text)
    if not parts.get("village") or not (parts.get("town") or parts.get("village_group")):
        return value
    return Value(
        parts["village"],
        also=tuple((level, parts[level]) for level in _LEVELS if level != "village" and level in parts),
    )


def read_address(cell: Cell) -> Value:
    """The address as written; the town, village and group it plainly names are told beside it."""
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        text = cell
    else:
        text = tidy(written(cell))
        if says_nothing(text):
            return NOTHING
    also = _beside(_without_house(text))
    return Value(text, None, also or ((("village_group", text),) if _GROUP_ALONE.fullmatch(text) else ()))


def parts_of(text: str) -> dict[str, str]:
    """The levels a written address plainly names; empty unless a village or town is among them."""
    return dict(_beside(_without_house(text)))


def _without_house(text: str) -> str:
    """Hundreds of addresses differ by the number of the house alone, by which no level is known."""
    return text[:-1].rstrip("0123456789") if text.endswith("号") else text


@lru_cache(maxsize=1 << 15)
def _beside(text: str) -> tuple[tuple[str, str], ...]:
    """The levels and their names, in the order of the levels."""
    found = _ADDRESS.fullmatch(text.replace(" ", "").replace("\n", ""))
    if not found:
        return ()
    parts = {level: found[level] for level in _LEVELS if found[level] and found[level] not in _NO_PLACE}
    return tuple(parts.items()) if "village" in parts or "town" in parts else ()
