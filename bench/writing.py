"""How near the bulk path comes to the driver: a city's files written and taken back, then the same rows bare.

Run: XIANGBAN_HOME=/tmp/empty .venv/bin/python -m bench.writing   (a home of its own, migrated; nothing is kept)
Both write six tables with their indexes live, in a transaction that is rolled back; the driver is given ready rows.
"""

import argparse
import os
import resource
from collections.abc import Iterator, Sequence
from dataclasses import fields
from statistics import median
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402  Django is set up first

from xiangban.access.viewer import system_viewer  # noqa: E402
from xiangban.children.bulk import Founding, SourceRow, prepare_shared, withdraw_import, write_prepared  # noqa: E402
from xiangban.children.facts import FACTS, Block, Facts  # noqa: E402
from xiangban.children.family import PERSON_FACTS, Relative  # noqa: E402
from xiangban.children.models import Child, ChildMove, FactChange, Kin, NameKey, Person, Source  # noqa: E402
from xiangban.demo.city import DEFAULT_SEED, generate_city, township_code  # noqa: E402
from xiangban.demo.dice import Dice  # noqa: E402
from xiangban.demo.people import generate_people  # noqa: E402
from xiangban.demo.population import Child as Invented  # noqa: E402
from xiangban.demo.population import Family, Population  # noqa: E402
from xiangban.demo.shares import PUBLISHED_COUNT, REFERENCE_DATE  # noqa: E402

TABLES = (Source, Person, Child, Kin, FactChange, ChildMove, NameKey)
COVERAGE = {"education": 0.68, "police": 0.91, "villages": 0.90}  # who has how many of the children (performance 3a)
TELLS = {
    "education": (Block.SCHOOLING,),
    "police": (Block.PERSON, Block.PLACES),
    "villages": (Block.HEALTH, Block.GUARDIANSHIP, Block.LIVELIHOOD, Block.SUPPORT),
}
IN_EVERY_ROSTER = ("name", "sex", "birth_date", "id_number")
INTO_THE_REGISTER = ("submit", "review", "register")
MOST_RELATIVES = 3  # a roster names father, mother and carer


class _TakenBack(Exception):
    """Ends a transaction whose rows nobody needs."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=PUBLISHED_COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    population = generate_people(generate_city(DEFAULT_SEED), asked.children, DEFAULT_SEED)
    ratios = []
    for number in range(asked.rounds):
        ready: dict[str, list[Any]] = {}
        (product, undo), bare = _by_product(population, ready), _by_driver(ready)
        ratios.append(bare.wall / product.wall)
        rows = sum(map(len, ready.values()))
        print(
            f"{number + 1}: {rows} rows; product {product.wall:.2f} s ({product.processor:.2f} s of processor), "
            f"{rows / product.wall:,.0f} rows/s; driver {bare.wall:.2f} s ({bare.processor:.2f} s); "
            f"share {ratios[-1]:.0%}, of processor time {bare.processor / product.processor:.0%}; "
            f"undo {undo.wall:.2f} s ({undo.processor:.2f} s), {undo.wall / product.wall:.2f} of writing"
        )
    print(f"median {median(ratios):.0%}, worst {min(ratios):.0%} of the driver's rows/s")
    print({name: len(rows) for name, rows in ready.items()})


class _Watch:
    """Seconds by the clock and of processors, ended helpers' too, from the start until it is held."""

    def __init__(self) -> None:
        self.wall, self.processor = 0.0, 0.0
        self._began, self._used = perf_counter(), _processor()

    def hold(self) -> None:
        """No more counts."""
        self.wall += perf_counter() - self._began
        self.processor += _processor() - self._used


def _processor() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _by_product(population: Population, ready: dict[str, list[Any]]) -> tuple[_Watch, _Watch]:
    try:
        with transaction.atomic():
            sources = _sources()
            foundings = list(_foundings(population, sources))
            watch = _Watch()
            write_prepared(prepare_shared(foundings, iter, system_viewer("bench")))
            _check_keys()
            watch.hold()
            for model in TABLES:
                ready[model.__name__] = _rows_of(model)
            undo = _Watch()
            withdraw_import(sources.values(), system_viewer("bench"))
            undo.hold()
            raise _TakenBack
    except _TakenBack:
        return watch, undo


def _by_driver(ready: dict[str, list[Any]]) -> _Watch:
    try:
        with transaction.atomic():
            watch = _Watch()
            for model in TABLES:
                _write_bare(model, ready[model.__name__])
            _check_keys()
            watch.hold()
            raise _TakenBack
    except _TakenBack:
        return watch


def _check_keys() -> None:
    """Foreign keys are checked at the end of a transaction: let it be now, so that it is timed."""
    connection.check_constraints() if connection.vendor == "postgresql" else None


def _rows_of(model: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
        return list(map(tuple, cursor.fetchall()))


def _write_bare(model: Any, rows: Sequence[Any]) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, rows)
            return
        marks = ", ".join("?" * len(rows[0]))
        cursor.cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _copy(cursor: Any, table: str, rows: Sequence[Any]) -> None:
    cursor.execute(f"SELECT * FROM {table} LIMIT 0")
    columns = ", ".join(column.name for column in cursor.description)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _sources() -> dict[str, int]:
    sources = [Source(kind="roster", title=name, received_on=REFERENCE_DATE) for name in COVERAGE]
    return {source.title: source.pk for source in Source.objects.bulk_create(sources)}


def _foundings(population: Population, sources: dict[str, int]) -> Iterator[Founding]:
    dice = Dice(population.seed, "writing")
    for family in population.families:
        relatives = _relatives(population, family)
        for child in family.children:
            having = [name for name, share in COVERAGE.items() if dice.chance(share)] or ["villages"]
            facts = {name: _flat(getattr(child, name)) for name in _NAMES}
            rows = [_row(name, sources[name], child.key, facts) for name in having]
            rows[0].stands = {**{name: facts[name] for name in IN_EVERY_ROSTER if facts.get(name)}, **rows[0].stands}
            rows[-1].family = relatives
            yield Founding(township_code(family.village), rows=rows, moves=INTO_THE_REGISTER)


_NAMES = [each.name for each in fields(Invented) if each.name in FACTS and each.name != "school"]


def _flat(value: Any) -> Any:
    return ",".join(value) if isinstance(value, tuple) else value


def _row(agency: str, source: int, number: int, facts: Facts) -> SourceRow:
    stands = {
        name: value
        for name, value in facts.items()
        if value and FACTS[name].block in TELLS[agency] and name not in IN_EVERY_ROSTER
    }
    said = {name: facts[name] for name in IN_EVERY_ROSTER if facts.get(name)}
    return SourceRow(source, number + 5, stands, said)


def _relatives(population: Population, family: Family) -> list[Relative]:
    named = list(population.kin_of(family))[:MOST_RELATIVES]
    return [
        Relative(
            kinship, {name: _flat(getattr(person, name, "")) for name in PERSON_FACTS}, carer=carer, person=person.key
        )
        for kinship, person, carer in named
    ]


if __name__ == "__main__":
    main()
