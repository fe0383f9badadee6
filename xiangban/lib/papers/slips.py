"""Byte slips: pinyin put into GBK bytes between two characters, which tore both apart; restored, or said to be lost.

A listed character X is replaced byte by byte, also where X is the second byte of one character and the first of the
next: `A C` becomes `A?x)…`. See the trial in the project's data notes; whole brackets are taken off in repair.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from xiangban.lib.chinese_text import is_han
from xiangban.lib.papers.frequencies import frequency
from xiangban.lib.papers.pinyin import SYLLABLE, reads

LOST = "□"
TORN = "[?\ufffd]"
# The character before may be on the list itself and bear its own bracket.
SLIP = re.compile(rf"(?P<before>[^\x00-\x7f\ufffd])(?P<own>\({SYLLABLE}\))?{TORN}(?P<read>{SYLLABLE})\)")
NEXT = re.compile(rf"{TORN}(?P<read>{SYLLABLE})\)")
# Wide signs are made narrow byte by byte as well: 。 before 縣 becomes ??h or ?h, and before 現 ?,F.
SIGN_SLIP = re.compile(rf"(?<=[^\x00-\x7f\ufffd)]){TORN}[,:;!?()]?|(?<=\)){TORN}[,:;!?()]?")
_SECOND_BYTES = {",": 0xAC, ":": 0xBA, ";": 0xBB, "!": 0xA1, "?": 0xBF, "(": 0xA8, ")": 0xA9}
CLEARLY = 100  # so many times commoner than the next candidate


@dataclass
class Mended:
    """A text whose slips are restored, how many there were, and how many characters stay lost."""

    text: str
    slips: int = 0
    lost: int = 0


def mend_slips(text: str) -> Mended:
    """Restore what every slip tore apart; a character that cannot be told becomes □, never a guess."""
    mended, pieces, at = Mended(""), [], 0
    while (found := SLIP.search(text, at)) is not None:
        restored, end = _restore(text, found)
        pieces += [text[at : found.start()], found["before"], found["own"] or "", restored]
        mended.slips += 1
        mended.lost += restored.count(LOST)
        # What was restored may itself stand before the next slip, so only its last character is looked at again.
        at = end
    whole = "".join([*pieces, text[at:]])
    mended.text, signs = _signs_mended(whole)
    mended.slips += signs
    mended.lost += mended.text.count(LOST) - whole.count(LOST)
    return mended


def _restore(text: str, slip: re.Match[str]) -> tuple[str, int]:
    """What stood after the torn character's first neighbour, and where the sound text goes on."""
    after = NEXT.match(text, slip.end())
    if after is not None:
        return _commonest(_both_listed(slip["before"], slip["read"], after["read"])), after.end()
    if text[slip.end() : slip.end() + 1] in ("?", "\ufffd"):
        return _past_a_hole(text, slip.end() + 1)
    return _shifted(text, slip)


def _past_a_hole(text: str, start: int) -> tuple[str, int]:
    """The torn character and the byte behind it are gone: what follows, read across, closes again one byte later."""
    run = _run_of(text, start)
    if not run.octets:
        return LOST, start
    return LOST * 2 + (_decoded(run.octets[1:]) or LOST * (len(run.octets) // 2)) + _closing(run), run.end


def _both_listed(before: str, torn: str, read: str) -> list[str]:
    """Characters read so whose first byte, behind the last byte before it, makes a character of the other reading."""
    last = _bytes(before)[-1:]
    found = []
    for first, characters in _by_first_byte().items():
        middle = _character(last + bytes([first]))
        if middle and reads(middle, torn):
            found += [char for char in characters if reads(char, read)]
    return found


def _shifted(text: str, slip: re.Match[str]) -> tuple[str, int]:
    """Characters read across their bytes: put the missing byte in front and read on until the bytes close again."""
    last = _bytes(slip["before"])[-1:]
    run = _run_of(text, slip.end())
    readings = {_decoded(bytes([first]) + run.octets) for first in _middles(last, slip["read"])}
    texts = sorted((text for text in readings if text), key=_weight, reverse=True)
    tail = _closing(run)
    if not texts or not _is_clear([_weight(text) for text in texts]):
        return LOST * max(1, len(run.octets) // 2) + tail, run.end
    return texts[0] + tail, run.end


@dataclass(frozen=True)
class _Run:
    """Bytes read across, where the sound text goes on, and the torn character at their end: its first byte, reading."""

    octets: bytes
    end: int
    torn: tuple[int, str] | None = None


def _run_of(text: str, start: int) -> _Run:
    octets = b""
    for at in range(start, min(len(text), start + 60)):
        char = text[at]
        torn = NEXT.match(text, at)
        if torn is not None and octets:
            return _Run(octets[:-1], torn.end(), (octets[-1], torn["read"]))
        if char.isascii():
            # A byte that can close a character: from here the text is sound again.
            closes = len(octets) % 2 == 0 and 0x40 <= ord(char) <= 0x7E and char not in "?"
            return _Run(octets + char.encode(), at + 1) if closes else _Run(octets, at)
        octets += _bytes(char)
    return _Run(octets, min(len(text), start + 60))


def _signs_mended(text: str) -> tuple[str, int]:
    """The text with sentences' ends restored that were torn with the character behind them, and how many."""
    pieces, at, number = list[str](), 0, 0
    for found in SIGN_SLIP.finditer(text):
        if found.start() < at or NEXT.match(text, found.start()):
            continue
        run = _run_of(text, found.end())
        behind = _behind_a_sign(found[0][1:], run, text[found.end() : run.end])
        if behind:
            pieces += [text[at : found.start()], "。", behind, _closing(run)]
            at, number = run.end, number + 1
    return "".join([*pieces, text[at:]]), number


def _behind_a_sign(sign: str, run: _Run, standing: str) -> str:
    """The torn sign's neighbour, □ where it is not clear, and what follows; "" where what stands there is likelier."""
    seconds = [_SECOND_BYTES[sign]] if sign else list(_SECOND_BYTES.values())
    readings = {_decoded(bytes([second]) + run.octets) for second in seconds}
    ranked = sorted(((_weight(text), text) for text in readings if text and is_han(text[0])), reverse=True)
    if not ranked or ranked[0][0] <= _weight(standing):
        return ""
    best = ranked[0][1]
    return _commonest(text[0] for _, text in ranked) + best[1:]


def _closing(run: _Run) -> str:
    """The listed character at the end of a run, whose second byte was torn away."""
    if run.torn is None:
        return ""
    first, read = run.torn
    return _commonest(char for char in _by_first_byte().get(first, ()) if reads(char, read))


def _middles(last: bytes, torn: str) -> Iterator[int]:
    """First bytes that make a character of this reading behind that last byte."""
    for first in range(0x81, 0xFF):
        middle = _character(last + bytes([first]))
        if middle and reads(middle, torn):
            yield first


def _decoded(octets: bytes) -> str:
    try:
        return octets.decode("gbk")
    except UnicodeDecodeError:
        return ""


def _weight(text: str) -> float:
    """How likely a whole text is: its rarest character counts, since one wrong byte makes all of them rare."""
    han = [frequency(char) for char in text if is_han(char)]
    return min(han, default=0) + 0.01


def _is_clear(weights: list[float]) -> bool:
    return len(weights) == 1 or weights[0] >= CLEARLY * weights[1]


def _commonest(candidates: Iterable[str]) -> str:
    """The only candidate, or the one that is a hundred times commoner than the next; else □."""
    ranked = sorted(((frequency(char), char) for char in set(candidates)), reverse=True)
    if not ranked:
        return LOST
    clear = len(ranked) == 1 or ranked[0][0] >= CLEARLY * max(ranked[1][0], 1)
    return ranked[0][1] if clear else LOST


def _bytes(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _character(octets: bytes) -> str:
    text = _decoded(octets)
    return text if len(text) == 1 and is_han(text) else ""


@cache
def _by_first_byte() -> dict[int, tuple[str, ...]]:
    """Every Chinese character of GBK by its first byte."""
    return {
        first: tuple(c for second in range(0x40, 0xFF) if (c := _character(bytes([first, second]))))
        for first in range(0x81, 0xFF)
    }
