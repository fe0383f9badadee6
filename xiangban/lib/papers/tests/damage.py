"""The damage of scraping, done again on clean text: how the papers of the past came to be as they are.

Pinyin is put behind each listed character in the bytes of GBK, blind to where a character begins.
"""

from collections.abc import Iterable

from pypinyin.constants import PINYIN_DICT

NARROW = str.maketrans("，：；！？（）", ",:;!?()")


def damaged(text: str, listed: Iterable[str]) -> str:
    """The text as a scraping site leaves it, the characters replaced in the order of the list."""
    octets = text.translate(NARROW).encode("gbk")
    for char in listed:
        reading = PINYIN_DICT[ord(char)].split(",")[0]
        octets = octets.replace(char.encode("gbk"), f"{char}({reading})".encode("gbk", "ignore"))
    return _read_on(octets)


def _read_on(octets: bytes) -> str:
    """GBK read by a program that turns a torn character and the byte behind it into one question mark."""
    out, at = [], 0
    while at < len(octets):
        width = 1 if octets[at] < 0x80 else 2
        try:
            out.append(octets[at : at + width].decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        at += width
    return "".join(out)
