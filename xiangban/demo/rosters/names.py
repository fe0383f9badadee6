"""What happens to a name on its way into a roster: sound, shape, script, pet names, what nobody can read.

Each function answers the name as it is then written, or an empty text where that cannot happen to this name.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

from opencc import OpenCC

from xiangban.demo.dice import Dice
from xiangban.demo.name_tables import CHILD_COHORTS, FIVE_LARGEST, NEXT_NINETY_FIVE, RARE_SURNAMES
from xiangban.demo.names import DOT
from xiangban.demo.words import words
from xiangban.lib.chinese_text import readings
from xiangban.lib.surnames import COMPOUND_SURNAMES, SURNAME_READINGS

LOOK_ALIKES_FILE = Path(__file__).parent / "data" / "look_alikes.txt"
SHARE_IN_SURNAME = 0.15
SHARE_OF_NAME_CHARACTERS = 0.7
PET_NAMES = words("毛毛 豆豆 妞妞 壮壮 丫丫 宝儿 石头 幺妹 牛牛 果果 冬冬 小满 团团 秋妹 铁蛋 虎子")
UNREADABLE = "□?×*"
FIRST_LEVEL = (0xB0, 0xD7)  # rows of GB 2312 that hold its 3,755 common characters
SURNAME_SIGNS = "".join(FIVE_LARGEST) + NEXT_NINETY_FIVE + RARE_SURNAMES


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name; what stands before a middle dot counts as surname."""
    if DOT in name:
        first, _, rest = name.partition(DOT)
        return first + DOT, rest
    length = 2 if name[:2] in COMPOUND_SURNAMES else 1
    return name[:length], name[length:]


def homophone(dice: Dice, name: str) -> str:
    """One character replaced by another that sounds the same, seldom in the surname."""
    surname, given = split_name(name)
    in_surname = dice.chance(SHARE_IN_SURNAME) and len(surname) == 1
    if in_surname:
        sound = SURNAME_READINGS.get(surname, readings(surname))[:1]
        return _replaced(dice, name, 0, _of_sound(SURNAME_SIGNS, sound[0]) if sound else "")
    at = len(surname) + dice.below(max(1, len(given)))
    sound = readings(name[at]) if at < len(name) else ()
    if not sound:
        return ""
    likely = _of_sound(_name_characters(), sound[0]) if dice.chance(SHARE_OF_NAME_CHARACTERS) else ""
    return _replaced(dice, name, at, likely) or _replaced(dice, name, at, _of_sound(_common(), sound[0]))


def look_alike(dice: Dice, name: str) -> str:
    """One character replaced by another of nearly the same shape."""
    places = [at for at, char in enumerate(name) if char in _look_alikes()]
    if not places:
        return ""
    at = dice.pick(places)
    return _replaced(dice, name, at, _look_alikes()[name[at]])


def traditional(dice: Dice, name: str) -> str:
    """The whole name in traditional characters."""
    return _traditional(name)


def nickname(dice: Dice, name: str) -> str:
    """What the village calls the child: 小涵, 涵涵, 阿涵 or a pet name, with or without the surname."""
    surname, given = split_name(name)
    if DOT in name or not given:
        return ""
    last = given[-1]
    called = dice.pick((f"小{last}", last * 2, f"阿{last}", dice.pick(PET_NAMES)))
    with_surname = not called.startswith("阿") and dice.chance(0.7)
    return surname + called if with_surname else called


def unreadable_last(dice: Dice, name: str) -> str:
    """The last character as a box, question mark or cross."""
    return name[:-1] + dice.pick(UNREADABLE)


def _replaced(dice: Dice, name: str, at: int, candidates: str) -> str:
    others = [char for char in candidates if char != name[at]]
    return name[:at] + dice.pick(others) + name[at + 1 :] if others else ""


@cache
def _of_sound(characters: str, sound: str) -> str:
    return "".join(_by_sound(characters).get(sound, ()))


@cache
def _by_sound(characters: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for char in characters:
        for sound in readings(char)[:1]:
            found[sound].append(char)
    return found


@cache
def _name_characters() -> str:
    """Every character children of this room's tables are named with, once."""
    found: dict[str, None] = {}
    for cohort in CHILD_COHORTS:
        for table in (cohort.first, cohort.last):
            found |= dict.fromkeys(table["1"] + table["2"])
        for names in cohort.names.values():
            found |= dict.fromkeys("".join(names))
    return "".join(found)


@cache
def _common() -> str:
    """The first level of GB 2312, the 3,755 characters every input method offers first."""
    rows = range(FIRST_LEVEL[0], FIRST_LEVEL[1] + 1)
    cells = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in cells)


@cache
def _look_alikes() -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for line in LOOK_ALIKES_FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        for char in line:
            found[char] += line.replace(char, "")
    return dict(found)


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _traditional(name: str) -> str:
    written = str(_converter().convert(name))
    return "" if written == name else written
