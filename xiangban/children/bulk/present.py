"""Present values of many rows at once: one UPDATE for every set of columns, and the search keys that follow a name.

Which values stand is said by updating.py and withdrawing.py.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models

from xiangban.children.bulk.tables import Sheet, sealer
from xiangban.children.facts import FACTS, FactValue
from xiangban.children.family import PERSON_FACTS, SEALED_OF_PERSON, PersonValue
from xiangban.children.identity import Indexes
from xiangban.children.models import Child, NameKey, Person
from xiangban.children.name_keys import keys_of
from xiangban.lib.bulk_rows import quoted
from xiangban.territories.rules import Level, ancestor_code

AT_A_TIME = 4_000


class Columns:
    """Rows of one table that get other values; `always` is set in each of them besides."""

    def __init__(self, model: type[models.Model], always: str = "") -> None:
        self._model, self._always = model, always
        self._waiting: dict[tuple[str, ...], list[list[Any]]] = {}

    def note(self, pk: int, values: Mapping[str, Any]) -> None:
        """The row of this key gets these values, given by column."""
        self._waiting.setdefault(tuple(values), []).append([*values.values(), pk])

    def write(self) -> None:
        """Update what waits."""
        table = quoted(self._model._meta.db_table)
        with connection.cursor() as cursor:
            for columns, rows in self._waiting.items():
                sets = ", ".join([*(f"{quoted(column)} = %s" for column in columns), *filter(None, [self._always])])
                cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608  every name is quoted
        self._waiting = {}


class PresentWriter:
    """Gives standing files other values and a new version, and persons of the family other facts."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._children, self._persons = Columns(Child, "version = version + 1"), Columns(Person)
        self._renamed: list[int] = []
        self._indexes = Indexes()
        self._seal = {name: sealer(Child, name) for name, fact in FACTS.items() if fact.sealed}
        self._seal_of_person = {name: sealer(Person, name) for name in SEALED_OF_PERSON}

    def note(self, child_id: int, values: Mapping[str, FactValue]) -> None:
        """This file gets these values and a new version; a number comes cleaned."""
        columns = {FACTS[name].column.attname: self._stored(name, value) for name, value in sorted(values.items())}
        if "id_number" in values:
            number = str(values["id_number"] or "")
            columns |= {"id_index": self._indexes.whole(number), "id_last_six_index": self._indexes.last_six(number)}
        if "name" in values or "former_name" in values:
            self._renamed.append(child_id)
        self._children.note(child_id, columns)

    def note_person(self, person_id: int, facts: Mapping[str, PersonValue]) -> None:
        """This person gets all of these facts; what is not among them is not collected any more."""
        columns: dict[str, Any] = {"id_index": self._indexes.whole(str(facts.get("id_number") or ""))}
        for name in PERSON_FACTS:
            value = facts.get(name) or (None if name == "birth_date" else "")
            seal = self._seal_of_person.get(name)
            columns[name] = seal(str(value)) if seal else value
        self._persons.note(person_id, columns)

    def write(self) -> None:
        """Update what waits; the search keys of renamed children wait on the sheet."""
        self._children.write()
        self._persons.write()
        for some in in_parts(self._renamed):
            NameKey._base_manager.filter(child__in=some).delete()
            names = Child._base_manager.filter(pk__in=some).values_list("pk", "name", "former_name", "responsible_code")
            for pk, name, former_name, answers in names:
                county = ancestor_code(answers, Level.COUNTY)
                self._sheet.keys.waiting.extend((county, key, pk) for key in keys_of(name, former_name))
        self._renamed = []

    def _stored(self, name: str, value: FactValue) -> Any:
        if name in self._seal:
            return self._seal[name](str(value or ""))
        return value if FACTS[name].is_date or FACTS[name].is_number else value or ""


def in_parts(keys: Iterable[int]) -> Iterable[list[int]]:
    """The keys in lists short enough for one statement, in their order."""
    ordered = sorted(keys)
    return (ordered[start : start + AT_A_TIME] for start in range(0, len(ordered), AT_A_TIME))
