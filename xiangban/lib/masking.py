"""What is left of a name, number, phone or address where the reader may not see the whole.

Who may see how much is said by the field sets in access/; domain facts 6.5 gives the forms.
"""

import re
import unicodedata

from xiangban.lib.chinese_text import simplify_for_search
from xiangban.lib.surnames import COMPOUND_SURNAMES

HIDDEN = "*"
ELLIPSIS = HIDDEN * 3
LONGEST_WITH_SHAPE = 4  # a longer name would be known by its length

_DOTS = re.compile(r"[·•・.‧]+")
_LANDLINE = re.compile(r"\(?(0[0-9]{2,3})\)?-?([0-9]{7,8})")
_MOBILE = re.compile(r"(?:\+?86-?)?(1[0-9]{10})")
# 镇 in 镇江市 and 乡 in 新乡市 are no towns.
_TOWN = re.compile(r".+?(?:街道|苏木|蘇木|[镇鎮乡鄉](?!.?[市县縣区區]))")
_VILLAGE = re.compile(r"[^\d路街巷弄号號]+?(?:村|社区|社區|嘎查)")
_COUNTY = re.compile(r".*[省市縣县區区旗州]")
_DIGIT = re.compile(r"\d")


def mask_name(name: str) -> str:
    """张三 → 张*, 张小明 → 张*明, 欧阳小明 → 欧阳*明, 阿依古丽·买买提 → 阿***提."""
    plain = "".join(name.split())
    short = _DOTS.sub("", plain)
    if len(short) <= 1:
        return HIDDEN * len(short)
    if len(short) > LONGEST_WITH_SHAPE or (short != plain and len(short) == LONGEST_WITH_SHAPE):
        return short[0] + ELLIPSIS + short[-1]
    shown = 2 if simplify_for_search(short[:2]) in COMPOUND_SURNAMES and len(short) > 2 else 1
    given = short[shown:]
    return short[:shown] + (HIDDEN if len(given) == 1 else HIDDEN * (len(given) - 1) + given[-1])


def mask_number(number: str) -> str:
    """341221********0012: the first six and last four places of a whole number, nothing of a shorter one."""
    plain = number.strip()
    if len(plain) < 15:
        return HIDDEN * len(plain)
    return plain[:6] + HIDDEN * (len(plain) - 10) + plain[-4:]


def mask_phone(phone: str) -> str:
    """138****5678 and 0571-****6666; of anything else at most the last two digits."""
    plain = "".join(unicodedata.normalize("NFKC", phone).split())
    if mobile := _MOBILE.fullmatch(plain):
        return mobile[1][:3] + HIDDEN * 4 + mobile[1][-4:]
    if landline := _LANDLINE.fullmatch(plain):
        return f"{landline[1]}-{HIDDEN * 4}{landline[2][-4:]}"
    digits = "".join(_DIGIT.findall(plain))
    if len(digits) < 7:
        return ELLIPSIS if plain else ""
    return ELLIPSIS + digits[-2:]


def mask_address(address: str) -> str:
    """The village, else the town, else the county; no house, no group and no digit."""
    plain = "".join(unicodedata.normalize("NFKC", address).split())
    if not plain:
        return ""
    town = _TOWN.match(plain)
    village = _VILLAGE.match(plain, town.end() if town else 0)
    shown = village or town or _COUNTY.match(plain)
    return _DIGIT.sub(HIDDEN, plain[: shown.end()] if shown else "") + ELLIPSIS
