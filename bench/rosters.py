"""How hard the invented rosters are, beside the trial their rates come from: plain methods and ten blocking passes.

Usage: .venv/bin/python -m bench.rosters [--errors X] [--seed S]. What the product makes of them is in bench/matching_*.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations

from xiangban.demo.city import generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.rosters.observed import ObservedRow, as_written
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import read_rates
from xiangban.lib.chinese_text import syllables

LARGEST_GROUP = 60
PHONES = ("contact_phone", "guardian_phone", "father_phone", "mother_phone", "parent1_phone", "parent2_phone")
Pairs = set[tuple[int, int]]
Keys = Callable[[ObservedRow], Iterable[object]]


@cache
def sound(name: str) -> str:
    """The likeliest reading of a name."""
    return " ".join(spoken[0] if spoken else "" for spoken in syllables(name))


def named(row: ObservedRow, *fields: str) -> str:
    """The first of the fields that holds something."""
    return next((row.values[field] for field in fields if row.values.get(field)), "")


def whole(*parts: str) -> list[tuple[str, ...]]:
    """One key of all parts, none where a part is missing."""
    return [parts] if all(parts) else []


def town(row: ObservedRow) -> str:
    """County and township."""
    return row.values["county"] + row.values["town"]


def raw_number(row: ObservedRow) -> list[tuple[str, ...]]:
    """The number as it stands in its cell; 9.9E+17 is none."""
    number = as_written(row, "id_number")
    return [] if "E+" in number else whole(number)


def both_parents(row: ObservedRow) -> list[tuple[str, ...]]:
    """Father, mother and county."""
    father, mother = named(row, "father_name", "parent1_name"), named(row, "mother_name", "parent2_name")
    return whole(father, mother, row.values["county"])


def year(row: ObservedRow) -> str:
    """The year of the birth date as written."""
    return row.values["birth_date"].removeprefix("lunar:")[:4]


def name_and_date(row: ObservedRow) -> list[tuple[str, ...]]:
    """Name and birth date as written."""
    return whole(row.values["child_name"], row.values["birth_date"])


def number(row: ObservedRow) -> list[tuple[str, ...]]:
    """The cleaned number."""
    return whole(row.values["id_number"])


def number_part(row: ObservedRow, part: slice) -> list[tuple[str, ...]]:
    """A part of the number with the surname."""
    return whole(row.values["id_number"][part], row.values["child_name"][:1])


def sound_and_date(row: ObservedRow) -> list[tuple[str, ...]]:
    """Sound of the name and birth date in a county."""
    return whole(sound(row.values["child_name"]), row.values["birth_date"], row.values["county"])


PLAIN: dict[str, tuple[float, tuple[Keys, ...]]] = {
    "number as written": (0.877, (raw_number,)),
    "number cleaned": (0.899, (number,)),
    "name and birth date": (0.883, (name_and_date,)),
    "number, or name and birth date": (0.975, (number, name_and_date)),
    "name or its sound in a county, and birth date": (0.906, (name_and_date, sound_and_date)),
    "and number": (0.978, (number, name_and_date, sound_and_date)),
}
NUMBERED: dict[str, Keys] = {
    "number": number,
    "first 14 and surname": lambda row: number_part(row, slice(14)),
    "last 12 and surname": lambda row: number_part(row, slice(-12, None)),
}
PASSES: dict[str, tuple[float, Keys]] = {  # with the points of recall each is worth in the trial, where it was said
    "sound, birth date": (1.6, lambda row: whole(sound(row.values["child_name"]), row.values["birth_date"])),
    "sound, town": (0.9, lambda row: whole(sound(row.values["child_name"]), town(row))),
    "birth date, town, sex": (0.6, lambda row: whole(row.values["birth_date"], town(row), row.values["sex"])),
    "both parents, county": (0.4, both_parents),
    "phone": (0.3, lambda row: {row.values[field] for field in PHONES if row.values.get(field)}),
    "guardian, village": (0.0, lambda row: whole(named(row, "guardian_name"), town(row), row.values["village"])),
    "sound, county, year": (
        0.0,
        lambda row: whole(sound(row.values["child_name"]), row.values["county"], year(row)),
    ),
}


def pairs_of(rows: list[ObservedRow], keys: Keys) -> Pairs:
    """Every two rows that share a key, groups of more than sixty left out."""
    groups: dict[object, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for key in keys(row):
            groups[key].append(at)
    small = (group for group in groups.values() if len(group) <= LARGEST_GROUP)
    return {pair for group in small for pair in combinations(group, 2)}


def print_plain(rows: list[ObservedRow], true: Pairs) -> None:
    """F1 of the plain methods beside the trial's."""
    for name, (trial, keys) in PLAIN.items():
        found = set().union(*(pairs_of(rows, key) for key in keys))
        print(f"{name:48} F1 {2 * len(found & true) / (len(found) + len(true)):.4f}  trial {trial}")


def print_passes(rows: list[ObservedRow], true: Pairs) -> None:
    """Recall of the ten passes, and what is lost without each, beside the trial's."""
    found = {name: pairs_of(rows, keys) & true for name, (_, keys) in PASSES.items()}
    without = set().union(*found.values())
    numbered = without.union(*(pairs_of(rows, keys) & true for keys in NUMBERED.values()))
    print(f"{'ten passes':48} recall {len(numbered) / len(true):.4f}  trial 0.9987")
    print(f"{'ten passes without numbers':48} recall {len(without) / len(true):.4f}  trial 0.9937")
    for name, (trial, _) in PASSES.items():
        rest: Pairs = set().union(*(pairs for other, pairs in found.items() if other != name))
        print(f"  without {name:38} {100 * (len(without) - len(rest)) / len(true):.2f} points  trial {trial or '?'}")


def main() -> None:
    """Observe a city and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    rows = observe(
        generate_people(generate_city(), seed=options.seed), read_rates().times(options.errors), options.seed
    )
    true = pairs_of(rows, lambda row: [row.child])
    print(f"{len(rows):,} rows, {len(true):,} true pairs; trial 86,444 and 71,953")
    print_plain(rows, true)
    print_passes(rows, true)


if __name__ == "__main__":
    main()
