"""Teach the model that comes with the product, on invented rows of many kinds with the truth as teacher.

Run: .venv/bin/python -m bench.matching_default [--folder FOLDER]
Cities of two generators (bench.matching_rows, xiangban.demo.rosters with the mix `usual`), three sets of names, errors
from half to fourfold, families well and hardly known. The mix `aside` of bench/rates.toml is never looked at.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from bench.matching_people import Ints, Names, People, Texts, demo_names, invent_people, other_names
from bench.matching_rows import SPARSE, USUAL, make_rosters
from xiangban.census.roster_rows import FIELDS as MATCHED
from xiangban.demo.city import generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import AGENCIES, read_rates
from xiangban.demo.rosters.rates import USUAL as USUAL_MIX
from xiangban.matching.blocking import candidate_pairs
from xiangban.matching.comparing import compare
from xiangban.matching.rows import Roster
from xiangban.matching.table import read_table
from xiangban.matching.teaching import EXPERIENCE_FILE, Experience, experience_as_text, experience_of, teach
from xiangban.matching.trees import DEFAULT_FILE

CHILDREN = 12_000
FACTORS = {0.5: 1.0, 1.0: 3.0, 2.0: 1.5, 4.0: 0.7}
"""How often errors come, and how much such a city counts."""
SEED = 7000
COUNTED_ON = "2026-09-01"  # the day at which a roster without birth dates tells ages
PERSONS = ("guardian", "father", "mother")
LACKS: tuple[tuple[float, tuple[str, ...], bool], ...] = (
    (0.5, ("birth_date",), False),
    (0.5, ("birth_date",), True),
    (0.3, ("county", "town", "village"), False),
    (0.3, tuple(f"{person}_{fact}" for person in PERSONS for fact in ("name", "phone")), False),
)
"""What a whole roster can leave out, whether it tells ages instead, and how much such a city counts."""
FIELDS = tuple(field for field in MATCHED if field != "id_number")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=DEFAULT_FILE.parent)
    folder: Path = parser.parse_args().folder
    experience: Experience | None = None
    for weight, rosters, truth in tqdm(list(lessons()), desc="cities"):
        learnt = learnt_from(rosters, truth).with_weight(weight)
        experience = learnt if experience is None else experience.joined(learnt)
    if experience is not None:
        (folder / DEFAULT_FILE.name).write_text(teach(experience).as_text(), encoding="ascii")
        (folder / EXPERIENCE_FILE.name).write_text(experience_as_text(experience), encoding="ascii")


def lessons() -> Iterator[tuple[float, list[Roster], Ints]]:
    """Weight, rosters without any number, and truth of each city."""
    sets: tuple[Names, ...] = (demo_names(0.01), other_names(201, 0.02), other_names(202))
    for at, names in enumerate(sets):
        people = invent_people(CHILDREN, names, SEED + at)
        for factor, weight in FACTORS.items():
            for agencies, part in ((USUAL, 1.0), (SPARSE, 0.5)):
                rates = tuple(agency.times(factor) for agency in agencies)
                yield weight * part, *make_rosters(people, SEED + at, rates, numbers=False)
        yield from lessons_of_lacks(people, SEED + at)
    for factor, weight in FACTORS.items():
        rosters, truth, _, _ = demo_city(CHILDREN, SEED, (USUAL_MIX, factor), numbers=False)
        yield weight * 2, rosters, truth


def lessons_of_lacks(people: People, seed: int) -> Iterator[tuple[float, list[Roster], Ints]]:
    """Weight, rosters and truth where one agency's form has no column for what the others tell."""
    rosters, truth = make_rosters(people, seed, USUAL, numbers=False)
    for weight, fields, by_age in LACKS:
        for agency in range(len(rosters)):
            told = [without(roster, fields, by_age) if at == agency else roster for at, roster in enumerate(rosters)]
            yield weight, told, truth


def without(roster: Roster, fields: Sequence[str], by_age: bool) -> Roster:
    """The same rows without these columns; by_age puts an age beside where a whole birth date stood."""
    columns = {name: column for name, column in roster.columns.items() if name not in fields}
    if by_age:
        columns["age"] = [_age(birth) for birth in roster.columns["birth_date"]]
    return Roster(roster.agency, columns)


def _age(birth: str) -> str:
    if len(birth) != len(COUNTED_ON):
        return ""
    return f"{int(COUNTED_ON[:4]) - int(birth[:4]) - (COUNTED_ON[5:] < birth[5:])}@{COUNTED_ON}"


def demo_city(
    children: int, seed: int, errors: tuple[str, float], *, numbers: bool
) -> tuple[list[Roster], Ints, Ints, Texts]:
    """Rosters of the product's own generator without the spreadsheets; per row child, family, birth date."""
    population = generate_people(generate_city(seed), children, seed)
    rows = observe(population, read_rates(errors[0]).times(errors[1]), seed)
    known = {child.key: child for child in population.children}
    rosters = []
    for agency in AGENCIES:
        own = [row for row in rows if row.agency == agency]
        fields = {name for row in own for name in row.values} & {*FIELDS, *(["id_number"] if numbers else [])}
        rosters.append(Roster(agency, {name: [row.values.get(name, "") for row in own] for name in fields}))
    order = [known[row.child] for agency in AGENCIES for row in rows if row.agency == agency]
    births = np.array([child.birth_date.isoformat() for child in order])
    return rosters, np.array([child.key for child in order]), np.array([child.family for child in order]), births


def learnt_from(rosters: list[Roster], truth: Ints) -> Experience:
    """What the pairs of a city teach when their truth is known."""
    table = read_table(rosters)
    left, right = candidate_pairs(table)
    same = truth[left] == truth[right]
    return experience_of(compare(table, left, right, table.written), same, ~same)


if __name__ == "__main__":
    main()
