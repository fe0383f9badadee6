"""A text cut where sentences of pieces begin and end, for a page that marks them; both scripts, line by line.

Which pieces there are is said in pieces.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """Where the sentence of a piece stands, and the number the piece bears on the page."""

    starts: int
    ends: int
    number: int


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that belongs to the same pieces; `begins` are those whose sentence begins here."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def stretches(text: str, spans: Iterable[Span]) -> list[Stretch]:
    """The whole text in stretches, none empty; spans may overlap and are cut to the text."""
    held = [span for span in spans if 0 <= span.starts < min(span.ends, len(text))]
    cuts = sorted({0, len(text), *(span.starts for span in held), *(min(span.ends, len(text)) for span in held)})
    found = []
    for low, high in pairwise(cuts):
        here = tuple(span.number for span in held if span.starts <= low and high <= span.ends)
        found.append(Stretch(text[low:high], here, tuple(span.number for span in held if span.starts == low)))
    return found


def in_other_script(spans: Sequence[Span], simplified: str, received: str) -> list[Span]:
    """The spans in the text as received: the same columns where the line is as long, else the whole line."""
    if len(simplified) == len(received):
        return list(spans)
    ours, theirs = simplified.split("\n"), received.split("\n")
    if len(ours) != len(theirs):
        return []
    starts, other, ends, other_ends = _heads(ours), _heads(theirs), list[int](), list[int]()
    ends += [head + len(line) for head, line in zip(starts, ours, strict=True)]
    other_ends += [head + len(line) for head, line in zip(other, theirs, strict=True)]
    moved = []
    for span in spans:
        line = next((number for number, end in enumerate(ends) if span.starts <= end), 0)
        if len(ours[line]) == len(theirs[line]):
            shift = other[line] - starts[line]
            moved.append(Span(span.starts + shift, min(span.ends + shift, other_ends[line]), span.number))
        else:
            moved.append(Span(other[line], other_ends[line], span.number))
    return moved


def _heads(lines: Sequence[str]) -> list[int]:
    heads, at = [], 0
    for line in lines:
        heads.append(at)
        at += len(line) + 1
    return heads
