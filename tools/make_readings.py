"""Makes the compact tables of the search by name: readings from pypinyin, simplified forms from OpenCC.

Run it after either package changes: `python -m tools.make_readings`; the product reads only the tables.
"""

import unicodedata
from collections import defaultdict

import opencc
from pypinyin.constants import PINYIN_DICT

from xiangban.lib.chinese_text import LAST_CODE_POINT, READINGS_FILE, SIMPLIFIED_FILE, is_han

DIAERESIS = "\u0308"
VOWELS = frozenset("aeiouv")


def toneless(reading: str) -> str:
    """lǜ → lv: the letters alone, ü as v."""
    parts = unicodedata.normalize("NFD", reading).replace("u" + DIAERESIS, "v")
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def readings_of(character: str) -> tuple[str, ...]:
    """Every toneless reading once, the commonest first; empty where pypinyin knows none, and no hummed hm or ng."""
    spoken = map(toneless, PINYIN_DICT.get(ord(character), "").split(","))
    return tuple(dict.fromkeys(reading for reading in spoken if VOWELS.intersection(reading)))


def han_characters() -> list[str]:
    """Every character the tables can hold."""
    return [char for char in map(chr, range(LAST_CODE_POINT + 1)) if is_han(char)]


def readings_table() -> str:
    """One line per set of readings: the readings, a tab, the characters that have them."""
    characters: dict[str, list[str]] = defaultdict(list)
    for character in han_characters():
        if readings := readings_of(character):
            characters["/".join(readings)].append(character)
    return "".join(f"{readings}\t{''.join(sharing)}\n" for readings, sharing in sorted(characters.items()))


def simplified_table() -> str:
    """Two lines of equal length: the traditional characters, and below each its one simplified form."""
    converter = opencc.OpenCC("t2s")
    pairs = [(char, converter.convert(char)) for char in han_characters()]
    changed = [(char, simple) for char, simple in pairs if simple != char and len(simple) == 1]
    return "".join(char for char, _ in changed) + "\n" + "".join(simple for _, simple in changed) + "\n"


def main() -> None:
    for path, table in ((READINGS_FILE, readings_table()), (SIMPLIFIED_FILE, simplified_table())):
        path.parent.mkdir(exist_ok=True)
        path.write_text(table, encoding="utf-8")
        print(f"{path.name}: {len(table.encode()):,} bytes")


if __name__ == "__main__":
    main()
