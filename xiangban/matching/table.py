"""All rows of all rosters as arrays: what blocking and comparing look at.

How each part is encoded stands in names.py, births.py, numbers.py, places.py and families.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangban.matching.arrays import Flags, Ints, Small, number_of, numbered
from xiangban.matching.births import Births, known_by_age, read_births
from xiangban.matching.families import PERSONS, PHONES, Families, read_families
from xiangban.matching.names import Names, read_name_keys, read_names
from xiangban.matching.numbers import Numbers, Trust, read_numbers
from xiangban.matching.places import Places, read_places
from xiangban.matching.rows import REGISTER, Roster
from xiangban.matching.texts import code_points, stacked

MALE, FEMALE = 1, 2


@dataclass(frozen=True)
class Table:
    """Rows in the order of the rosters; births as written, and as known once a trusted number has spoken.

    `aliases` are keys of spelling of what a child is or was called besides.
    """

    agency: Ints
    registered: Flags
    names: Names
    aliases: Ints
    sex: Small
    written: Births
    known: Births
    numbers: Numbers
    places: Places
    families: Families

    def __len__(self) -> int:
        return len(self.agency)


def read_table(rosters: Sequence[Roster]) -> Table:
    """Encode rosters; columns that no roster has are as if never collected."""
    column = {name: stacked(rosters, name) for name in ("birth_date", "age", "id_number", "id_prefix")}
    sex = _sexes(stacked(rosters, "sex"))
    written = known_by_age(read_births(column["birth_date"]), column["age"])
    numbers = read_numbers(column["id_number"], column["id_prefix"], written, sex)
    agencies = _agencies(rosters)
    return Table(
        agencies,
        np.repeat([roster.agency == REGISTER for roster in rosters], [len(roster) for roster in rosters]),
        read_names(stacked(rosters, "child_name")),
        read_name_keys(stacked(rosters, "pet_or_former_name"))[1],
        sex,
        written,
        known_by_number(written, numbers),
        numbers,
        read_places(*(stacked(rosters, level) for level in ("county", "town", "village"))),
        read_families([stacked(rosters, name) for name in PERSONS], [stacked(rosters, name) for name in PHONES]),
    )


def known_by_number(written: Births, numbers: Numbers) -> Births:
    """The number's birth date where the number is trusted, the written one elsewhere."""
    trusted = numbers.trust >= Trust.NEARLY
    parts = ("first", "last", "lunar", "year", "month", "day")
    return Births(*(np.where(trusted, getattr(numbers.birth, part), getattr(written, part)) for part in parts))


def _sexes(texts: Sequence[str]) -> Small:
    """MALE, FEMALE, or 0 for everything else."""
    codes = code_points(texts, 2)
    written = number_of(codes[:, :1])
    known = ((written == MALE) | (written == FEMALE)) & (codes[:, 1] == 0)
    return np.where(known, written, 0).astype(np.int8)


def _agencies(rosters: Sequence[Roster]) -> Ints:
    places: Ints = numbered(["", *(roster.agency for roster in rosters)])[0][1:]
    return np.repeat(places, [len(roster) for roster in rosters])
