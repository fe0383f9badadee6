"""Names of people as they stand in cells: tidied, with what was written beside them told apart.

Which forms of a name are alike is matching's matter.
"""

import re

from xiangban.census.rosters.tables import Trouble
from xiangban.census.rosters.values.cells import NOTHING, Value, says_nothing, tidy, written
from xiangban.census.rosters.values.identity import phones_within
from xiangban.lib.chinese_text import MIDDLE_DOT, is_han, normalise
from xiangban.lib.sheets.workbook import Cell

# Nothing is to be said of such a name; what begins like a remark is looked at.
PLAIN = re.compile(r"(?![去死亡病离故已改失走服在不外无父孤单弃空未没暂缺待查略])[\u4e00-\u9fff]{2,4}")
_REMARK = re.compile(r"[(（\[【〔<《][^)）\]】〕>》]*[)）\]】〕>》]?")
_PET_NAME = re.compile(r"(?:小名|乳名|曾用名|又名|原名|别名|俗名)\s*[:：]?\s*([\u4e00-\u9fff]{1,4})")
_NO_PERSON = re.compile(
    r"(已)?(去世|死亡|病逝|亡故|离世|故|亡)|已故|(已)?(离异|离婚|改嫁|失踪|失联|离家出走|出走|服刑|在押|不在|走失|外出|无父|无母|孤儿|单亲|弃婴)(.{0,3})"
)
_SEVERAL = re.compile(r"[、,，/;；]|和(?=[\u4e00-\u9fff]{2,3}$)")
_DOTS_OF_NAMES = re.compile(r"(?<=[\u3400-\u9fff])\s*[.．。•・‧●∙⋅·]\s*(?=[\u3400-\u9fff])")
_PHONE = re.compile(r"(电话|手机|联系电话|tel)?\s*[:：]?\s*[0-9][0-9\- ]{6,}")


def read_name(cell: Cell, phone_field: str = "") -> Value:
    """The name; a phone or pet name beside it is told as another field, a remark in brackets is left out."""
    if isinstance(cell, str) and PLAIN.fullmatch(cell):
        return Value(cell)
    text = tidy(written(cell))
    if says_nothing(text):
        return NOTHING
    phones = phones_within(text)
    pet = _PET_NAME.search(text)
    also = ((phone_field, ";".join(phones)),) if phones and phone_field else ()
    if pet and phone_field == "contact_phone":
        also = (*also, ("pet_or_former_name", pet[1]))
    bare = _PHONE.sub("", _REMARK.sub("", _PHONE.sub("", text))).strip(" :：-—、,，;；()（）")
    return _judged(tidy_name(bare), also)


def _judged(name: str, also: tuple[tuple[str, str], ...]) -> Value:
    if not name or says_nothing(name):
        return Value("", Trouble.NOTE_INSTEAD if also else None, also)
    if _NO_PERSON.fullmatch(name):
        return Value("", Trouble.NOTE_INSTEAD, also)
    if _SEVERAL.search(name):
        return Value(name, Trouble.SEVERAL_NAMES, also)
    strange = (
        any(char.isdigit() for char in name) or len(name) < 2 or (not any(map(is_han, name)) and not name.isascii())
    )
    return Value(name, Trouble.STRANGE_NAME if strange else None, also)


def tidy_name(text: str) -> str:
    """No blanks between Chinese characters and one kind of middle dot between them."""
    return normalise(_DOTS_OF_NAMES.sub(MIDDLE_DOT, text))
