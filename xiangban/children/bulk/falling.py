"""What stands in one file when some sources count no more: each field falls back to the word that stood before. Pure.

Which files these are, and what is written of it, is in withdrawing.py.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from xiangban.children.carrying import place_facts
from xiangban.children.facts import FACTS, KIN, RESPONSIBLE
from xiangban.children.packing import PACKED, Packed, unpack

NEVER_EMPTY = ("name", RESPONSIBLE)  # a file that stays keeps these, whoever said them
PLACES = frozenset(place_facts()) - {RESPONSIBLE}
NUMBERS = frozenset(name for name, fact in FACTS.items() if fact.is_number)


class Row(NamedTuple):
    """One standing change of a file."""

    field: str
    value: str
    sealed: str
    source_id: int
    row: int | None


class Word(NamedTuple):
    """A text and the row of a source that said it."""

    text: str
    source_id: int
    row: int | None


@dataclass
class Fallen:
    """One file: the text each field falls back to, what is to be said again, what was edited since and stays.

    The fields in `carried` are places that were re-coded since: their rows tell to which code they fall back.
    """

    child_id: int
    falls: dict[str, str] = field(default_factory=dict)
    before: dict[str, Word] = field(default_factory=dict)
    again: dict[str, Word] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Leaving:
    """The sources that count no more, those of changes of places, and whether what only they said of the family goes
    with them (an import) or stays (a source a person withdraws, where another's word then takes its place).
    """

    sources: Collection[int]
    rules: Collection[int]
    whole: bool


class _Told:
    """The words of one file by field: those of the leaving sources, of the others, and what others only said."""

    def __init__(self, rows: Iterable[Row], leaving: Leaving) -> None:
        self.theirs: dict[str, Word] = {}
        self.others: dict[str, Word] = {}
        self.said: dict[str, Word] = {}
        self.recoded: set[str] = set()
        self.edited: set[str] = set()
        for row in rows:
            self._hear(row, leaving)

    def _hear(self, row: Row, leaving: Leaving) -> None:
        held = unpack(row.sealed) if row.field == PACKED else Packed({row.field: row.value or row.sealed}, {})
        words = {name: Word(text, row.source_id, row.row) for name, text in held.stands.items()}
        if row.source_id in leaving.sources:
            self.theirs |= words
            self.edited -= words.keys()
            return
        self.others |= words
        self.said |= {
            name: Word(text, row.source_id, row.row) for name, text in held.said.items() if _stands(name, text)
        }
        if row.source_id in leaving.rules:
            self.recoded |= words.keys()
        else:
            self.edited |= words.keys()


def _stands(name: str, text: str) -> bool:
    """Whether the text can be the field's value: a school kept as it was written is no school's key."""
    return name not in NUMBERS or text.isdigit()


def fall(child_id: int, rows: Iterable[Row], leaving: Leaving) -> Fallen:
    """What becomes of a file whose standing changes come in their order."""
    told, fallen = _Told(rows, leaving), Fallen(child_id)
    for name, word in told.theirs.items():
        before = told.others.get(name)
        if name in told.edited:
            fallen.edited.append(name)
        elif name == RESPONSIBLE:
            fallen.again |= {} if before else {name: word}
        elif name.startswith(KIN) and not leaving.whole:
            fallen.again[name] = word
        elif name in PLACES and name in told.recoded:
            fallen.carried.append(name)
        else:
            _fall_back(fallen, name, (word, before, None if leaving.whole else told.said.get(name)))
    return fallen


def _fall_back(fallen: Fallen, name: str, words: tuple[Word, Word | None, Word | None]) -> None:
    """To the word before; else to what another only said; else to nothing, but never a file without a name."""
    word, before, said = words
    if before is not None and (before.text or name not in NEVER_EMPTY):
        fallen.falls[name], fallen.before[name] = before.text, before
    elif said is not None:
        fallen.falls[name], fallen.again[name] = said.text, said
    elif name in NEVER_EMPTY:
        fallen.again[name] = word
    else:
        fallen.falls[name] = ""
