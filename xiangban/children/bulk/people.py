"""Relatives in a bulk: persons and kin of many files, one person for all wards that name the same.

What is said of a relative, and how a change keeps it, is in children/family.py.
"""

from collections.abc import Hashable, Mapping, MutableMapping
from typing import Any, NamedTuple

from xiangban.children.bulk.tables import Sheet, sealer
from xiangban.children.family import PERSON_FACTS, SEALED_OF_PERSON, Relative, field_of, said_of
from xiangban.children.identity import Indexes
from xiangban.children.models import Person


class KnownPerson(NamedTuple):
    """As `Relative.person`: this person stands in the register already and keeps the facts it has."""

    pk: int


# As `Relative.person`: two relatives who share one of these identities are one person. Plain, since it is sent about.
SharedPerson = tuple[tuple[str, ...], ...]


def number_known(key: Hashable, known: Mapping[Hashable, int]) -> int | None:
    """The number under which a person was noted, by its key or by one of its identities."""
    return next((known[one] for one in (key, *_identities(key)) if one in known), None)


def note_number(key: Hashable, number: int, known: MutableMapping[Hashable, int]) -> None:
    """Let the person be found by its key and by each of its identities."""
    known[key] = number
    for identity in _identities(key):
        known.setdefault(identity, number)


def _identities(key: Hashable) -> SharedPerson:
    return key if isinstance(key, tuple) and key and isinstance(key[0], tuple) else ()


class FamilyWriter:
    """Notes persons and kin on the sheet; a person is written once for each key that relatives share."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        sealed = {name: sealer(Person, name) for name in SEALED_OF_PERSON}
        self._column = {name: (sheet.persons.place[name], sealed.get(name)) for name in PERSON_FACTS}
        self._indexes = Indexes()

    def note(self, child_id: int, relative: Relative) -> tuple[str, str]:
        """Field and text of the change that tells of this relative in the child's file."""
        person_id = self._person_of(relative)
        self._sheet.kin.waiting.append(
            (child_id, person_id, relative.kinship, relative.guardian, relative.carer, relative.distance_km)
        )
        return field_of(person_id), said_of(relative)

    def _person_of(self, relative: Relative) -> int:
        key, known = relative.person, self._sheet.known_persons
        if isinstance(key, KnownPerson):
            return key.pk
        if key is None:
            return self._new_person(relative)
        number = number_known(key, known)
        if number is None:
            number = self._new_person(relative)
        note_number(key, number, known)
        return number

    def _new_person(self, relative: Relative) -> int:
        table, facts = self._sheet.persons, relative.facts
        row: list[Any] = table.blank.copy()
        for name, value in facts.items():
            if value and name in self._column:
                at, seal = self._column[name]
                row[at] = seal(str(value)) if seal else value
        row[table.place["id"]] = person_id = table.number_of_next()
        row[table.place["id_index"]] = self._indexes.whole(str(facts.get("id_number") or ""))
        table.waiting.append(row)
        return person_id
