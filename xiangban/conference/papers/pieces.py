"""A paper read, cut into pieces that a person decides on one by one: kind, values, sentence, place in the text.

What becomes of a piece is not this room's pure part.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from xiangban.conference.papers.paper import Count, Meeting, Paper, PaperRead, Person, Said, Task

_ENDS = "。！？；\n"


@dataclass(frozen=True)
class Piece:
    """One piece; `of_meeting` is the number of the meeting it belongs to, from 0, None outside meetings."""

    kind: str
    said: dict[str, Any]
    sentence: str
    of_meeting: int | None = None
    starts: int | None = None
    ends: int | None = None


def pieces_in(read: PaperRead) -> list[Piece]:
    """Every piece in the order of the paper: each meeting followed by its own, what stands outside meetings last."""
    text, found, low = read.simplified, list[Piece](), 0
    starts = [_at(text, meeting.sentence, 0) for meeting in read.paper.meetings]
    for number, meeting in enumerate(read.paper.meetings):
        low = max(starts[number], 0)
        high = next((start for start in starts[number + 1 :] if start > low), len(text))
        own = [_meeting(meeting), *_of_meeting(meeting)]
        found += [replace(_placed(piece, text, low, high), of_meeting=number) for piece in own]
    found += [_placed(piece, text, 0, len(text)) for piece in _outside(read.paper)]
    return found


def _meeting(meeting: Meeting) -> Piece:
    when = meeting.when
    said = {
        "title": meeting.title,
        "day": when.day.isoformat() if when.day else "",
        "date_text": when.text or "",
        "basis": str(when.basis),
        "place": meeting.place or "",
        "chair": meeting.chair or "",
        "level": meeting.level or "",
        "attendees": meeting.attendees,
    }
    return Piece("meeting", said, meeting.sentence)


def _of_meeting(meeting: Meeting) -> Iterator[Piece]:
    yield from (_decision(text, meeting.tasks) for text in meeting.decisions)
    yield from _common(meeting.tasks, meeting.counts, meeting.speakers, meeting.units)
    yield from _sayings(meeting.said, skipped=frozenset(meeting.decisions), speaker=_speaker(meeting))
    yield from (Piece("special_action", {"text": name}, "") for name in meeting.special_actions)


def _decision(text: str, tasks: Iterable[Task]) -> Piece:
    """A decision, with the units and the time of the task that stands in the same words."""
    own = next((task for task in tasks if task.what in text), Task("", ()))
    return Piece("decision", {"text": text, **_terms(own)}, text)


def _terms(task: Task) -> dict[str, Any]:
    day = task.deadline.isoformat() if task.deadline else ""
    return {"units": list(task.units), "deadline": day, "deadline_text": task.deadline_text or ""}


def _outside(paper: Paper) -> Iterator[Piece]:
    yield from _common(paper.tasks, paper.counts, paper.people, () if paper.meetings else paper.units)
    yield from _sayings(paper.said)
    names = {name for meeting in paper.meetings for name in meeting.special_actions}
    yield from (Piece("special_action", {"text": name}, "") for name in paper.special_actions if name not in names)


def _common(
    tasks: Iterable[Task], counts: Iterable[Count], people: Iterable[Person], units: Iterable[str]
) -> Iterator[Piece]:
    for task in tasks:
        yield Piece("task", {"text": task.what, **_terms(task)}, task.sentence)
    for count in counts:
        told = {"label": count.label, "value": str(count.value), "unit": count.unit}
        yield Piece("figure", {**told, "as_of": count.as_of or "", "approximate": count.approximate}, count.sentence)
    for person in people:
        yield Piece("person", {"name": person.name, "post": person.post, "role": str(person.role)}, person.sentence)
    yield from (Piece("unit", {"text": unit}, "") for unit in units)


def _sayings(said: Said, skipped: frozenset[str] = frozenset(), speaker: tuple[str, str] = ("", "")) -> Iterator[Piece]:
    """A sentence that is a decision already is not proposed as a demand once more."""
    name, post = speaker
    yield from (Piece("statement", {"text": text}, text) for text in said.statements)
    for text in said.demands:
        if text not in skipped:
            yield Piece("demand", {"text": text, "name": name, "post": post}, text)
    yield from (Piece("problem", {"text": text}, "") for text in said.problems)
    yield from (Piece("accountability", {"text": text}, text) for text in said.accountability)


def _speaker(meeting: Meeting) -> tuple[str, str]:
    """Who said what the meeting demands, where only one person can have."""
    if len(meeting.speakers) != 1:
        return "", ""
    return meeting.speakers[0].name, meeting.speakers[0].post


def _placed(piece: Piece, text: str, low: int, high: int) -> Piece:
    """The piece with its sentence, and where that stands between `low` and `high`."""
    wanted = piece.sentence or str(piece.said.get("text", ""))
    start = _at(text, wanted, low, high)
    if start < 0:
        return piece
    if piece.sentence:
        return replace(piece, starts=start, ends=start + len(wanted))
    first = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
    last = min((at for sign in _ENDS if (at := text.find(sign, start)) >= 0), default=len(text) - 1) + 1
    sentence = text[first:last]
    return replace(piece, sentence=sentence.strip(), starts=first, ends=first + len(sentence.rstrip()))


def _at(text: str, words: str, low: int, high: int | None = None) -> int:
    return text.find(words, low, high) if words else -1
