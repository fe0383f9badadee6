"""Founding files: the rows a new file makes in six tables, written in a stream for one child or for a whole city.

What may be founded, by whom and from which words is asked in actions/found.py and by the imports of higher rooms.
"""

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

from xiangban.access.acts import action, tell, tell_changes
from xiangban.access.fields import SealedTextField
from xiangban.access.viewer import Viewer
from xiangban.children.codes import DatePrecision, IdKind, LegalBasis
from xiangban.children.facts import FACTS, RESPONSIBLE, Facts, FactValue, tidy
from xiangban.children.family import PERSON_FACTS, SEALED_OF_PERSON, Relative, field_of, said_of
from xiangban.children.identity import index_of, last_six_index_of
from xiangban.children.models import Child, ChildMove, FactChange, Kin, NameKey, Person
from xiangban.children.rules import CHILD_MOVES, ChildState, ResponsiblePlace, responsible_place
from xiangban.lib.bulk_rows import insert_rows
from xiangban.lib.chain import canonical_json
from xiangban.lib.name_keys import keys_of_name
from xiangban.lib.resident_id import clean_number, read_number
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code

FOUND = "found"  # the first move of every file, out of nothing
AT_A_TIME = 500  # children whose rows wait in memory

Row = Sequence[Any]


@dataclass(frozen=True)
class Founding:
    """One new file: the founding place answers when neither living nor hukou village is known.

    `moves` are verbs of CHILD_MOVES done at once after founding; `at` is the moment of all of it, default now.
    """

    place_code: int
    facts: Facts
    source_id: int
    family: Sequence[Relative] = ()
    moves: Sequence[str] = ()
    at: datetime | None = None
    exit_reason: str = ""
    exit_on: date | None = None
    answers: ResponsiblePlace | None = None  # default: by the rule


@dataclass
class Written:
    """What came of it: keys of the new children in their order, and how many changes stand in their files."""

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
    sheet, written = _Sheet(by), Written()
    stream = iter(foundings)
    while batch := list(islice(stream, AT_A_TIME)):
        for founding in batch:
            _note(founding, sheet, written)
        sheet.write()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in sheet.tables]):
            cursor.execute(statement)
    return written


def complete(facts: Facts) -> dict[str, FactValue]:
    """Facts with what follows from them: number cleaned, birth date and sex read from it, the legal basis."""
    known: dict[str, FactValue] = {name: value for name, value in tidy(facts).items() if value not in ("", None)}
    number = clean_number(str(known.get("id_number", "")))
    if number:
        known["id_number"] = number
        known.setdefault("id_kind", IdKind.RESIDENT.value)
        read = read_number(number)
        if read.trustworthy and read.birth_date is not None:
            known.setdefault("birth_date", read.birth_date)
            known.setdefault("sex", read.sex)
    if "birth_date" in known:
        known.setdefault("birth_precision", DatePrecision.DAY.value)
    known.setdefault("legal_basis", LegalBasis.STATUTORY_DUTY.value)
    return known


def digest_of(child_id: int, changes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """One child's share of the hash in the trail: SHA-256 over fields and clear values of its first changes."""
    line = canonical_json([child_id, [list(change) for change in changes]])
    return {"child": child_id, "sha256": hashlib.sha256(line).hexdigest()}


def keys_of(name: str, former_name: str) -> frozenset[str]:
    """The search keys of a child: of the name and of the former or pet name."""
    return keys_of_name(name) | keys_of_name(former_name)


class _Table:
    """Rows waiting for one table; rows are mappings by attribute, completed with the columns' defaults.

    Columns in `empty` are left to the database: fewer values to carry, a tenth of the time of a million changes.
    """

    def __init__(self, model: type[models.Model], *, numbered: bool = False, empty: Sequence[str] = ()) -> None:
        self.model = model
        self.waiting: list[Row] = []
        left_out = {*empty, *([] if numbered else [model._meta.pk.attname])}
        fields = [f for f in model._meta.concrete_fields if f.attname not in left_out]
        self.columns = [str(f.column) for f in fields]
        self._defaults = {f.attname: _stored_default(f) for f in fields}
        self._next = self._last() + 1 if numbered else 0

    def _last(self) -> int:
        last = self.model._base_manager.aggregate(last=models.Max("pk"))["last"]
        return int(last or 0)

    def take_number(self) -> int:
        self._next += 1
        return self._next - 1

    def add(self, values: dict[str, Any]) -> None:
        self.waiting.append(list((self._defaults | values).values()))

    def write(self) -> None:
        with connection.cursor() as cursor:
            insert_rows(cursor, connection.vendor, self.model._meta.db_table, self.columns, self.waiting)
        self.waiting = []


class _Sheet:
    """The six tables a founding writes, in the order their foreign keys ask for."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.now = timezone.now()
        self.persons, self.children = _Table(Person, numbered=True), _Table(Child, numbered=True)
        self.kin, self.changes = _Table(Kin), _Table(FactChange, empty=("valid_from", "withdrawn_at"))
        self.moves, self.keys = _Table(ChildMove), _Table(NameKey)
        self.tables = (self.persons, self.children, self.kin, self.changes, self.moves, self.keys)
        self.known_persons: dict[Hashable, int] = {}

    def write(self) -> None:
        for table in self.tables:
            table.write()


def _stored_default(column: "models.Field[Any, Any]") -> Any:
    if isinstance(column, SealedTextField):
        return b""
    default = column.get_default()
    return default.value if isinstance(default, models.Choices) else default


def _sealer(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name).seal  # type: ignore[union-attr]  # asked for sealed columns only


_SEAL_CHILD = {name: _sealer(Child, name) for name, fact in FACTS.items() if fact.sealed}
_SEAL_PERSON = {name: _sealer(Person, name) for name in SEALED_OF_PERSON}
_SEAL_CHANGE = _sealer(FactChange, "sealed")
_PLAIN = {name for name, fact in FACTS.items() if not fact.sealed} | {RESPONSIBLE}
_COLUMNS = {name: fact.column.attname for name, fact in FACTS.items()}


def _note(founding: Founding, sheet: _Sheet, written: Written) -> None:
    """Put every row of one new file onto the sheet."""
    facts, at = complete(founding.facts), founding.at or sheet.now
    stamp = connection.ops.adapt_datetimefield_value(at)
    answers = founding.answers or responsible_place(
        _code(facts.get("living_code")), _code(facts.get("hukou_code")), founding.place_code
    )
    child_id = sheet.children.take_number()
    state = _note_moves(child_id, founding, sheet, stamp)
    sheet.children.add(_child_row(child_id, facts, founding, answers, (state, at)))
    changes = [(name, FACTS[name].text_of(value)) for name, value in facts.items()]
    changes.append((RESPONSIBLE, str(answers.code)))
    changes += [_note_relative(child_id, relative, sheet) for relative in founding.family]
    for name, text in changes:
        sheet.changes.add(_change_row(child_id, name, text) | {"recorded_at": stamp, "source_id": founding.source_id})
    county = ancestor_code(answers.code, Level.COUNTY)
    for key in sorted(keys_of(str(facts.get("name", "")), str(facts.get("former_name", "")))):
        sheet.keys.add({"county_code": county, "key": key, "child_id": child_id})
    written.children.append(child_id)
    written.changes += len(changes)
    written.digests.append(digest_of(child_id, changes))


def _child_row(
    child_id: int,
    facts: Mapping[str, FactValue],
    founding: Founding,
    answers: ResponsiblePlace,
    stands: tuple[str, datetime],
) -> dict[str, Any]:
    state, at = stands
    number = str(facts.get("id_number", ""))
    row: dict[str, Any] = {_COLUMNS[name]: value for name, value in facts.items()}
    row |= {name: seal(facts[name]) for name, seal in _SEAL_CHILD.items() if name in facts}
    return row | {
        "id": child_id,
        "id_index": index_of(number),
        "id_last_six_index": last_six_index_of(number),
        "responsible_code": answers.code,
        "responsible_basis": answers.basis.value,
        "state": state,
        "founded_on": timezone.localdate(at),
        "exit_reason": founding.exit_reason,
        "exit_on": founding.exit_on,
    }


def _note_moves(child_id: int, founding: Founding, sheet: _Sheet, at: Any) -> str:
    """The moves of the file from nothing to where it stands; returns the last state."""
    steps = [(FOUND, "", ChildState.DRAFT.value)]
    for verb in founding.moves:
        before = steps[-1][2]
        steps.append((verb, before, CHILD_MOVES.target(verb, before).value))
    for verb, before, after in steps:
        sheet.moves.add(
            {
                "child_id": child_id,
                "move": verb,
                "state_before": before,
                "state_after": after,
                "at": at,
                "by_id": sheet.by.user_id,
                "post_id": sheet.by.post_id,
            }
        )
    return steps[-1][2]


def _note_relative(child_id: int, relative: Relative, sheet: _Sheet) -> tuple[str, str]:
    person_id = sheet.known_persons.get(relative.person) if relative.person is not None else None
    if person_id is None:
        person_id = _note_person(relative, sheet)
        sheet.known_persons[relative.person] = person_id
    kin = {"child_id": child_id, "person_id": person_id, "kinship": relative.kinship}
    sheet.kin.add(kin | {"guardian": relative.guardian, "carer": relative.carer, "distance_km": relative.distance_km})
    return field_of(person_id), said_of(relative)


def _note_person(relative: Relative, sheet: _Sheet) -> int:
    person_id = sheet.persons.take_number()
    known = {name: relative.facts[name] for name in PERSON_FACTS if relative.facts.get(name)}
    row: dict[str, Any] = known | {name: seal(known[name]) for name, seal in _SEAL_PERSON.items() if name in known}
    sheet.persons.add(row | {"id": person_id, "id_index": index_of(str(known.get("id_number", "")))})
    return person_id


def _change_row(child_id: int, name: str, text: str) -> dict[str, Any]:
    if name in _PLAIN:
        return {"child_id": child_id, "field": name, "value": text}
    return {"child_id": child_id, "field": name, "sealed": _SEAL_CHANGE(text)}


def _code(value: FactValue) -> int | None:
    return value if isinstance(value, int) else None
