"""Updating files: what rows of sheets say of children who stand in the register already.

Which word counts where two differ is decided by the caller; a responsible place moves by handover alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from xiangban.access.viewer import Viewer
from xiangban.children.bulk.founding import SourceRow, Written, digest_of
from xiangban.children.bulk.people import FamilyWriter, KnownPerson
from xiangban.children.bulk.present import AT_A_TIME, PresentWriter
from xiangban.children.bulk.tables import Sheet, bulk_at_work, stamp_of
from xiangban.children.codes import DatePrecision, IdKind
from xiangban.children.facts import FACTS, FactValue, tidy
from xiangban.children.family import PERSON_FACTS, Relative, facts_of, field_of, relative_of, said_of
from xiangban.children.models import Child, Kin, Person
from xiangban.children.packing import PACKED, pack
from xiangban.lib.resident_id import clean_number


@dataclass(slots=True)
class Update:
    """What rows say of one standing child: what in them stands becomes its value, "" and None end a value.

    A relative whose `person` is a KnownPerson of this child's family gets what the row knows more of it; every other
    relative is added.
    """

    child_id: int
    rows: Sequence[SourceRow]


def write_updates(updates: Iterable[Update], by: Viewer) -> Written:
    """Write rows into standing files inside the caller's transaction, which must hold the turn of the trail.

    A file whose values change gets one new version; rows that only say what is known leave its version.
    """
    writer, stream = _Writer(by), iter(updates)
    with bulk_at_work():
        while batch := list(islice(stream, AT_A_TIME)):
            writer.note_all(batch)
    return writer.written


class _Writer:
    def __init__(self, by: Viewer) -> None:
        self.written, self._sheet = Written(), Sheet(by)
        self._family, self._present = FamilyWriter(self._sheet), PresentWriter(self._sheet)
        self._stamp = stamp_of(self._sheet.now)
        self._versions: dict[int, int] = {}

    def note_all(self, batch: Sequence[Update]) -> None:
        """Write one batch of updates."""
        files = Child._base_manager.select_for_update().filter(pk__in=[update.child_id for update in batch])
        self._versions = dict(files.values_list("pk", "version"))
        family = _KnownFamily(batch)
        for update in batch:
            self._note(update, family)
        for person in family.persons_changed():
            self._present.note_person(person.pk, facts_of(person))
        for kin, row in family.told_elsewhere():
            self._note_elsewhere(kin, row)
        self._present.write()
        self._sheet.write()

    def _note(self, update: Update, family: "_KnownFamily") -> None:
        packed = [self._stands(update.child_id, row, family) for row in update.rows]
        if any(texts for texts, _values in packed):
            self._new_version(update.child_id, {name: value for _t, values in packed for name, value in values.items()})
        for row, (texts, _values) in zip(update.rows, packed, strict=True):
            self._note_change(update.child_id, row, texts)
        self.written.children.append(update.child_id)

    def _stands(
        self, child_id: int, row: SourceRow, family: "_KnownFamily"
    ) -> tuple[dict[str, str], dict[str, FactValue]]:
        """What becomes the child's by this row: texts for the change, values for the columns."""
        values = _with_what_follows(tidy(row.stands))
        texts = {name: FACTS[name].text_of(value) for name, value in values.items()}
        for relative in row.family:
            kin = family.kin_of(child_id, relative)
            if kin is None:
                name, said = self._family.note(child_id, relative)
                texts.setdefault(name, said)  # a person told of twice keeps the first word's facts
            elif family.tell(kin):
                texts[field_of(kin.person_id)] = said_of(relative_of(kin))
        return texts, values

    def _note_elsewhere(self, kin: Kin, row: SourceRow) -> None:
        """In the file of another ward what is now known of a person they share."""
        self._versions.setdefault(kin.child_id, kin.child.version)
        self._new_version(kin.child_id, {})
        row_only = SourceRow(row.source_id, row.row, {})
        self._note_change(kin.child_id, row_only, {field_of(kin.person_id): said_of(relative_of(kin))})

    def _new_version(self, child_id: int, values: Mapping[str, FactValue]) -> None:
        self._versions[child_id] += 1
        self._present.note(child_id, values)

    def _note_change(self, child_id: int, row: SourceRow, texts: Mapping[str, str]) -> None:
        text, version = pack(texts, row.said), self._versions[child_id]
        sealed = self._sheet.seal_change(text)
        self._sheet.changes.waiting.append((child_id, PACKED, "", sealed, self._stamp, row.source_id, row.row, version))
        self.written.changes += 1
        self.written.digests.append(digest_of(child_id, [(PACKED, text)]))


class _KnownFamily:
    """The relatives of a batch who are persons known already, each with all that its rows know of them together."""

    def __init__(self, batch: Sequence[Update]) -> None:
        named = [(update.child_id, row, one) for update in batch for row in update.rows for one in row.family]
        pairs = {(child, one.person.pk) for child, _row, one in named if isinstance(one.person, KnownPerson)}
        self._kin: dict[tuple[int, int], Kin] = {}
        self._persons: dict[int, Person] = {}
        self._changed: dict[int, SourceRow] = {}
        self._told: set[int] = set()
        if pairs:
            self._fetch(pairs)
        for child_id, row, relative in named:
            kin = self.kin_of(child_id, relative)
            if kin is not None and _learn(kin.person, relative):
                self._changed.setdefault(kin.person_id, row)

    def kin_of(self, child_id: int, relative: Relative) -> Kin | None:
        """The kin a relative is already to this child."""
        known = relative.person
        return self._kin.get((child_id, known.pk)) if isinstance(known, KnownPerson) else None

    def tell(self, kin: Kin) -> bool:
        """Whether more is known of this person than before, and the ward's file is now told so, once."""
        if kin.person_id not in self._changed or kin.pk in self._told:
            return False
        self._told.add(kin.pk)
        return True

    def persons_changed(self) -> Iterable[Person]:
        """Of whom more is known than before."""
        return [self._persons[pk] for pk in sorted(self._changed)]

    def told_elsewhere(self) -> Iterable[tuple[Kin, SourceRow]]:
        """Kin of changed persons whose files were not told, with the row that knew more."""
        others = Kin._base_manager.filter(person__in=list(self._changed)).exclude(pk__in=self._told)
        for kin in others.select_related("child").order_by("child_id", "pk"):
            kin.person = self._persons[kin.person_id]
            yield kin, self._changed[kin.person_id]

    def _fetch(self, pairs: set[tuple[int, int]]) -> None:
        children, persons = {child for child, _person in pairs}, {person for _child, person in pairs}
        rows = Kin._base_manager.filter(child__in=children, person__in=persons)
        for kin in rows.select_related("person").order_by("pk"):
            kin.person = self._persons.setdefault(kin.person_id, kin.person)
            self._kin[kin.child_id, kin.person_id] = kin


def _learn(person: Person, relative: Relative) -> bool:
    """Give the person what is told of it and was not known or was otherwise; whether there was any."""
    told = {name: value for name in PERSON_FACTS if (value := relative.facts.get(name))}
    more = {name: value for name, value in told.items() if getattr(person, name) != value}
    for name, value in more.items():
        setattr(person, name, value)
    return bool(more)


def _with_what_follows(values: dict[str, FactValue]) -> dict[str, FactValue]:
    if values.get("id_number"):
        values["id_number"] = clean_number(str(values["id_number"]))
        values.setdefault("id_kind", IdKind.RESIDENT.value)
    if values.get("birth_date"):
        values.setdefault("birth_precision", DatePrecision.DAY.value)
    return values
