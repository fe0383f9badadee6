"""Byte slips: pinyin put into GBK bytes between two characters, which tore both apart; restored, or said to be lost.

A listed character X is replaced byte by byte, also where X is the second byte of one character and the first of the
next: `A C` becomes `A?x)…`. See the trial in the project's data notes; whole brackets are taken off in repair.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from xiangban.lib.papers.pinyin import SYLLABLE
from xiangban.lib.papers.stretches import (
    LEADS,
    LOST,
    SECONDS,
    SIGN_LEAD,
    Way,
    ending_as_a_full_stop,
    stood,
    took,
    was_read,
)

MARKS = "?\ufffd"
# The character before may be on the list itself and bear its own bracket.
SLIP = re.compile(rf"(?P<before>[^\x00-\x7f\ufffd])(?P<own>\({SYLLABLE}\))?(?=[{MARKS}])")
_TOKEN = re.compile(rf"(?P<mark>[{MARKS}])\(?(?P<torn>{SYLLABLE})\)|\((?P<whole>{SYLLABLE})\)|(?s:.)")
_LOST_AND_READ = re.compile(rf"{LOST}\({SYLLABLE}\)")  # there is nothing left that is read so
_BEAM = 12
_SURELY = 9.0  # so much likelier than every other way that reading on byte by byte may end
_IN_DOUBT = 2.0  # a hundred times, as for one character
_LONGEST = 400  # signs of one stretch
_ASKS, _ODD, _LATIN, _SWALLOWED = -3.5, -7.0, -1.0, -1.5
_SELDOM_TORN = frozenset([*SECONDS, ""])  # behind these a mark did not swallow one more
_FULL_STOP = frozenset([0xA1])  # the first byte of 。


@dataclass
class Mended:
    """A text whose slips are restored, how many there were, and how many characters stay lost."""

    text: str
    slips: int = 0
    lost: int = 0


def mend_slips(text: str) -> Mended:
    """Restore what every slip tore apart; a character that cannot be told becomes □, never a guess."""
    mended, pieces, at = Mended(""), list[str](), 0
    while (found := SLIP.search(text, at)) is not None:
        restored, end = _stretch(text, found)
        standing = text[found.end() : end]
        pieces += [text[at : found.end()], restored]
        mended.slips += restored != standing
        mended.lost += restored.count(LOST) - standing.count(LOST)
        at = end
    mended.text = "".join([*pieces, text[at:]])
    _leads_elsewhere.cache_clear()  # no paper stays in memory for being remembered here
    return mended


def _stretch(text: str, slip: re.Match[str]) -> tuple[str, int]:
    """What stood from the slip to where the text is surely sound again, and where that is."""
    ways = [Way(0.0, slip["before"], before=frozenset(_octets(slip["before"])[-1:]))]
    at, furthest = slip.end(), slip.end() + _LONGEST
    while at < len(text):
        if (token := _TOKEN.match(text, at)) is None:
            break  # its last alternative takes any sign
        ways = _best(new for way in ways for new in _ways_on(way, token))
        at = token.end()
        if not ways[0].waits and text[at : at + 1] != "(" and (at > furthest or _is_sure(ways)):
            break
    return _agreed([way for way in ways if not way.waits] or ways)[1:], at


def _is_sure(ways: list[Way]) -> bool:
    """Whether all ways that may still win stand alike, so that reading on tells nothing more."""
    near = [way for way in ways if way.weight > ways[0].weight - _SURELY]
    return all(not way.waits and way.last == ways[0].last for way in near)


def _best(ways: Iterator[Way]) -> list[Way]:
    """The likeliest ways, one for each state in which reading goes on and each text."""
    kept: dict[tuple[object, ...], Way] = {}
    for way in sorted(ways, key=lambda way: -way.weight):
        kept.setdefault((way.closed(), way.waits, way.last), way)
        if len(kept) == _BEAM:
            break
    return list(kept.values())


def _agreed(ways: list[Way]) -> str:
    """The likeliest text, with □ where another that is nearly as likely has something else."""
    best = ways[0].closed() + (LOST if ways[0].waits else "")
    for way in ways[1:]:
        other = way.closed()
        doubt = _IN_DOUBT / 2 if LOST in other[1:] else _IN_DOUBT  # what is lost says less against a reading
        if way.weight >= ways[0].weight - doubt and len(other) == len(best):
            best = "".join(mine if mine == its else LOST for mine, its in zip(best, other, strict=True))
    return _LOST_AND_READ.sub(LOST, best)


def _ways_on(way: Way, token: re.Match[str]) -> Iterator[Way]:
    """Every way to read one token on; always at least one, so that no text is stuck."""
    found = [new for new in _fitting(way, token) if new is not None]
    if found:
        yield from found
    else:
        ended = replace(way, waits=frozenset(), text=way.closed() + LOST, last=frozenset()) if way.waits else way
        stays = stood(ended, token[0], _ODD)
        if stays is not None:
            yield stays


def _fitting(way: Way, token: re.Match[str]) -> Iterator[Way | None]:
    if token["torn"]:
        torn = took(way, LEADS)
        yield torn and was_read(torn, token["torn"])
    elif token["whole"]:
        yield _behind_a_bracket(way, token)
    elif token[0] in MARKS:
        yield from _behind_a_mark(way, token)
    elif token[0].isascii():
        yield from _behind_a_letter(way, token[0])
    else:
        yield _with_bytes(way, token[0])


def _behind_a_bracket(way: Way, token: re.Match[str]) -> Way | None:
    """A bracket behind a whole character says how it is read, and stays to be taken off with the others."""
    said = was_read(way, token["whole"]) if way.waits or way.last else None
    if way.waits:
        return said
    whole = said or replace(way, weight=way.weight + _ODD)
    return Way(whole.weight, whole.closed() + token[0], before=whole.before)


def _behind_a_mark(way: Way, token: re.Match[str]) -> Iterator[Way | None]:
    """A torn byte with or without the sign behind it, or with a second byte that makes nothing of both."""
    torn, behind = took(way, LEADS), token.string[token.end() : token.end() + 1]
    is_asked = token[0] == "?"
    if way.waits and torn is not None:
        if not is_asked or behind in _SELDOM_TORN:
            yield torn
        if is_asked and behind not in _SELDOM_TORN:
            yield stood(torn, LOST, _SWALLOWED)
        yield took(torn, LEADS)
    elif torn is not None and (not way.closed()[-1].isascii() or way.closed()[-1] == ")"):
        yield from _sentence_ends(way, token)
    if is_asked:
        is_behind_another = token.string[token.start() - 1] in MARKS and not way.waits
        yield from _behind_a_letter(way, token[0], _ODD if is_behind_another else _ASKS)


def _sentence_ends(way: Way, token: re.Match[str]) -> Iterator[Way | None]:
    """A narrow sign across 。 and the next character, or across another that the text has there elsewhere."""
    behind = token.string[token.end() : token.end() + 1]
    text, start = token.string, token.start()
    own = text[text.rfind("(", 0, start) : start] if text[start - 1] == ")" else ""
    before = way.closed()
    before = before[-1 - len(own) :] if own and before.endswith(own) else before[-1] + own
    elsewhere = _leads_elsewhere(text, before)
    for leads in (_FULL_STOP, elsewhere - _FULL_STOP):
        if leads:
            torn = took(way, leads)
            if torn is not None and behind in SECONDS:
                yield torn
            if torn is not None and token[0] == "?":
                yield _narrowed(torn, frozenset(SECONDS.values()))


@lru_cache(maxsize=256)
def _leads_elsewhere(text: str, before: str) -> frozenset[int]:
    """First bytes of the characters that end as 。 does and stand somewhere in the text behind the same character."""
    return frozenset(lead for lead, char in ending_as_a_full_stop() if before + char in text)


def _behind_a_letter(way: Way, letter: str, weight: float = 0.0) -> Iterator[Way | None]:
    if not way.waits:
        yield stood(way, letter, weight + (_LATIN if letter.isalpha() else 0.0))
        return
    way = replace(way, weight=way.weight + weight / 4)
    if 0x40 <= ord(letter) <= 0x7E:
        yield took(way, frozenset([ord(letter)]))
    if letter in SECONDS:
        yield _narrowed(way, frozenset([SECONDS[letter]]))


def _narrowed(way: Way, seconds: frozenset[int]) -> Way | None:
    """A wide sign stood across two characters, the second byte of the one and the first of the next."""
    closed = took(way, SIGN_LEAD)
    return closed and took(closed, seconds)


def _with_bytes(way: Way, char: str) -> Way | None:
    octets = _octets(char)
    if len(octets) != 2:
        return stood(way, char)
    first = took(way, frozenset(octets[:1]))
    return first and took(first, frozenset(octets[1:]))


def _octets(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""
