"""Founding files: the rows a new file makes in six tables, written in a stream for one child or for a whole city.

What may be founded, by whom and from which words is asked in actions/found.py and by the imports of higher rooms.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.utils import timezone

from xiangban.access.acts import action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.children.bulk.aside import Aside
from xiangban.children.bulk.people import FamilyWriter
from xiangban.children.bulk.straight import Straight
from xiangban.children.bulk.tables import Seal, Sheet, Story, bulk_at_work, sealer, stamp_of
from xiangban.children.codes import DatePrecision, IdKind, LegalBasis
from xiangban.children.facts import FACTS, RESPONSIBLE, FactField, Facts, FactValue, tidy
from xiangban.children.family import Relative
from xiangban.children.identity import Indexes
from xiangban.children.models import Child
from xiangban.children.name_keys import keys_of
from xiangban.children.packing import PACKED, is_plain, pack
from xiangban.children.rules import CHILD_MOVES, ChildState, ResponsiblePlace, responsible_place
from xiangban.lib.resident_id import clean_number, read_number
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code

FOUND = "found"  # the first move of every file, out of nothing
AT_A_TIME = 4_000  # children whose rows wait in memory

Change = tuple[str, str, int, int | None]  # field, text, source, row


@dataclass(slots=True)
class SourceRow:
    """What one row of a source says of a child: `stands` becomes the child's value, `said` is that agency's word only.

    `family` are relatives this row tells of; `row` counts from 1 in the source's sheet.
    """

    source_id: int
    row: int | None
    stands: Facts
    said: Facts = field(default_factory=dict)
    family: Sequence[Relative] = ()


@dataclass(frozen=True)
class Founding:
    """One new file: the founding place answers when neither living nor hukou village is known.

    Either `facts` and `family` come from one source, a change for each fact, or `rows` tell what each row of a sheet
    says, a packed change for each. `moves` are verbs of CHILD_MOVES done at once after founding; `at` is the moment of
    all of it, default now.
    """

    place_code: int
    facts: Facts = field(default_factory=dict)
    source_id: int = 0
    family: Sequence[Relative] = ()
    moves: Sequence[str] = ()
    at: datetime | None = None
    exit_reason: str = ""
    exit_on: date | None = None
    answers: ResponsiblePlace | None = None  # default: by the rule
    rows: Sequence[SourceRow] = ()


@dataclass
class Written:
    """What came of it: keys of the children in their order, and how many changes were written into their files."""

    children: list[int] = field(default_factory=list)
    changes: int = 0
    digests: list[Mapping[str, Any]] = field(default_factory=list)


@action("children.found")
def found_children(place: Territory, by: Viewer, *, foundings: Iterable[Founding]) -> Written:
    """Found many files inside one place; the trail's one row carries count and hash of their changes."""
    written = write_foundings(foundings, by)
    tell(children=len(written.children), place=place.code)
    tell_changes(written.digests, written.changes)
    return written


def write_foundings(foundings: Iterable[Founding], by: Viewer) -> Written:
    """Write the rows of new files inside the caller's transaction, which must hold the turn of the trail."""
    stream = iter(foundings)
    first = list(islice(stream, AT_A_TIME))
    if len(first) == AT_A_TIME:
        return write_prepared(prepare_foundings(chain(first, stream), by))
    writer = FoundingWriter(by)
    with bulk_at_work():
        writer.note_all(first)
        writer.sheet.write()
    return writer.written


@dataclass(frozen=True)
class Prepared:
    """Rows of new files, made and sealed, seen by this connection alone: beside their tables or in its transaction."""

    place: Aside | Straight
    written: Written


def prepare_foundings(foundings: Iterable[Founding], by: Viewer) -> Prepared:
    """Make all rows of new files before their transaction takes its turn: it locks others out a third as long.

    On PostgreSQL inside that transaction, on SQLite best before it begins.
    """
    writer, stream = FoundingWriter(by), iter(foundings)
    with bulk_at_work():
        place = place_for(writer.sheet)
        while batch := list(islice(stream, AT_A_TIME)):
            writer.note_all(batch)
            place.add(place.made_of(writer.sheet))
    return Prepared(place, writer.written)


def place_for(sheet: Sheet) -> Any:
    """Where rows made on this sheet go until their transaction takes its turn."""
    return Straight(sheet) if connection.vendor == "postgresql" else Aside(sheet)


def write_prepared(prepared: Prepared) -> Written:
    """Write prepared rows, once and on the connection that made them, inside the caller's transaction, which must hold
    the turn of the trail.
    """
    with bulk_at_work():
        prepared.place.bring_in()
    return prepared.written


def complete(facts: Facts) -> dict[str, FactValue]:
    """Facts with what follows from them: number cleaned, birth date and sex read from it, the legal basis."""
    known: dict[str, FactValue] = {name: value for name, value in tidy(facts).items() if value not in ("", None)}
    if "id_number" in known and (number := clean_number(str(known["id_number"]))):
        known["id_number"] = number
        known.setdefault("id_kind", IdKind.RESIDENT.value)
        if "birth_date" not in known or "sex" not in known:
            read = read_number(number)
            if read.trustworthy and read.birth_date is not None:
                known.setdefault("birth_date", read.birth_date)
                known.setdefault("sex", read.sex)
    if "birth_date" in known:
        known.setdefault("birth_precision", DatePrecision.DAY.value)
    known.setdefault("legal_basis", LegalBasis.STATUTORY_DUTY.value)
    return known


def digest_of(child_id: int, changes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """One child's share of the hash in the trail: SHA-256 over fields and clear values of its changes, each after its
    length.
    """
    lines = [f"{len(part)}:{part}" for change in changes for part in change]
    return {"child": child_id, "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


class FoundingWriter:
    """Notes the rows of one new file after another on the sheet."""

    def __init__(self, by: Viewer) -> None:
        self.sheet, self.written = Sheet(by), Written()
        self._family = FamilyWriter(self.sheet)
        self._indexes = Indexes()
        self._column = {name: self._column_of(fact) for name, fact in FACTS.items()}
        self._stamp = stamp_of(self.sheet.now)
        self._today = timezone.localdate(self.sheet.now)
        self._stories: dict[tuple[tuple[str, ...], str], Story] = {}

    def note_all(self, batch: Sequence[Founding]) -> None:
        """Put the rows of some new files onto the sheet."""
        told = [len(row.family) for founding in batch for row in founding.rows]
        told += [len(founding.family) for founding in batch]
        self.sheet.children.block, self.sheet.persons.block = len(batch), max(1, sum(told))
        for founding in batch:
            self.note(founding)

    def note(self, founding: Founding) -> None:
        """Put every row of one new file onto the sheet."""
        sheet = self.sheet
        stamp, day = self._stamp, self._today
        if founding.at is not None:
            stamp, day = stamp_of(founding.at), timezone.localdate(founding.at)
        facts = complete(_all_standing(founding.rows) if founding.rows else founding.facts)
        answers = founding.answers or responsible_place(
            _code(facts.get("living_code")), _code(facts.get("hukou_code")), founding.place_code
        )
        child_id, story = sheet.children.number_of_next(), self._story(tuple(founding.moves), stamp)
        self._note_child(child_id, facts, founding, (answers, day))
        sheet.moved.setdefault(story, []).append(child_id)
        changes = self._packed(child_id, founding, facts, answers.code)
        changes = changes or self._one_by_one(child_id, founding, facts, answers.code)
        for name, text, source_id, row in changes:
            value, sealed = (text, b"") if is_plain(name) else ("", sheet.seal_change(text))
            sheet.changes.waiting.append((child_id, name, value, sealed, stamp, source_id, row, 1))
        county = ancestor_code(answers.code, Level.COUNTY)
        keys = keys_of(str(facts.get("name", "")), str(facts.get("former_name", "")))
        sheet.named.append((county, child_id, keys))
        self.written.children.append(child_id)
        self.written.changes += len(changes)
        self.written.digests.append(digest_of(child_id, [change[:2] for change in changes]))

    def _column_of(self, fact: FactField) -> tuple[int, Seal | None]:
        """Where in a child's row the fact stands, and what seals it."""
        return self.sheet.children.place[fact.column.attname], sealer(Child, fact.name) if fact.sealed else None

    def _note_child(
        self, child_id: int, facts: Facts, founding: Founding, stands: tuple[ResponsiblePlace, date]
    ) -> None:
        table, (answers, day) = self.sheet.children, stands
        row, place = table.blank.copy(), table.place
        for name, value in facts.items():
            at, seal = self._column[name]
            row[at] = seal(str(value)) if seal else value
        number = str(facts.get("id_number", ""))
        row[place["id"]] = child_id
        row[place["id_index"]], row[place["id_last_six_index"]] = (
            self._indexes.whole(number),
            self._indexes.last_six(number),
        )
        row[place["responsible_code"]], row[place["responsible_basis"]] = answers.code, answers.basis.value
        row[place["state"]], row[place["founded_on"]] = _state_after(tuple(founding.moves)), day
        row[place["exit_reason"]], row[place["exit_on"]] = founding.exit_reason, founding.exit_on
        table.waiting.append(row)

    def _story(self, verbs: tuple[str, ...], stamp: str) -> Story:
        """The moves of a file from nothing to where it stands; most files of a bulk make the same."""
        known = self._stories.get((verbs, stamp))
        if known is None:
            known = self._stories[verbs, stamp] = tuple(self._moves(verbs, stamp))
        return known

    def _moves(self, verbs: tuple[str, ...], stamp: str) -> Iterator[tuple[Any, ...]]:
        by, before = self.sheet.by, ""
        for verb in (FOUND, *verbs):
            after = CHILD_MOVES.target(verb, before).value if before else ChildState.DRAFT.value
            yield verb, before, after, stamp, by.user_id, by.post_id, "", b""
            before = after

    def _one_by_one(self, child_id: int, founding: Founding, facts: Facts, answers: int) -> list[Change]:
        texts = [(name, FACTS[name].text_of(value)) for name, value in facts.items()]
        texts.append((RESPONSIBLE, str(answers)))
        texts += [self._family.note(child_id, relative) for relative in founding.family]
        return [(name, text, founding.source_id, None) for name, text in texts]

    def _packed(self, child_id: int, founding: Founding, facts: Facts, answers: int) -> list[Change]:
        """A change for each row; what only follows from the rows' words stands with the first."""
        changes: list[Change] = []
        follows = facts.keys() - set().union(*[row.stands for row in founding.rows])
        for place, row in enumerate(founding.rows):
            stands: dict[str, object] = {name: facts[name] for name in row.stands if name in facts}
            if place == 0:
                stands |= {name: value for name, value in facts.items() if name in follows}
                stands[RESPONSIBLE] = answers
            for name, said in [self._family.note(child_id, relative) for relative in row.family]:
                stands.setdefault(name, said)  # a person told of twice keeps the first word's facts
            changes.append((PACKED, pack(stands, row.said), row.source_id, row.row))
        return changes


def _all_standing(rows: Iterable[SourceRow]) -> Facts:
    known: dict[str, FactValue] = {}
    for row in rows:
        known.update(row.stands)
    return known


@cache
def _state_after(verbs: tuple[str, ...]) -> str:
    state = ChildState.DRAFT
    for verb in verbs:
        state = CHILD_MOVES.target(verb, state)
    return state.value


def _code(value: FactValue) -> int | None:
    return value if isinstance(value, int) else None
