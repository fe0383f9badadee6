"""What is compared of each pair, as a row of small levels.

What the levels are worth is learnt in teaching.py.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from xiangban.matching.arrays import Flags, Ints, Small, first_that_holds, portions
from xiangban.matching.births import BirthLevel, Births, compare_births
from xiangban.matching.families import CROSSED, phones_shared, relatives_against, relatives_shared
from xiangban.matching.lunar import NO_DAY
from xiangban.matching.names import NameLevel, compare_names
from xiangban.matching.places import compare_places
from xiangban.matching.table import Table

Levels = npt.NDArray[np.int8]

FEATURES = ("name", "birth", "sex", "place", "phone", "relatives", "against", "agency", "form")
SIZES = (14, 15, 3, 6, 3, 4, 3, 2, 4)
SEX_UNKNOWN, SEX_OTHER, SEX_SAME = 0, 1, 2
SHORT_NAME, ONE_PET, BOTH_PET = 1, 2, 3  # of form: a given name of one character, names as children are called at home


def compare(table: Table, left: Ints, right: Ints, births: Births) -> Levels:
    """(pairs, 9) levels in the order of FEATURES; births are table.written or table.known."""
    levels = np.empty((len(FEATURES), len(left)), dtype=np.int8)
    for part in portions(len(left)):
        for feature, column in enumerate(_compared(table, left[part], right[part], births)):
            levels[feature, part] = column
    return levels.T


def with_births(levels: Levels, table: Table, left: Ints, right: Ints, births: Births) -> Levels:
    """The same levels of the same pairs, where births differ from the written ones by what they now say."""
    levels = levels.copy(order="K")
    other = table.written.other_than(births)
    rows = np.flatnonzero(other[left] | other[right])
    levels[rows, FEATURES.index("birth")] = compare_births(births.taken(left[rows]), births.taken(right[rows]))
    return levels


def _compared(table: Table, left: Ints, right: Ints, births: Births) -> Iterator[Small | Flags]:
    """One column of levels after the other."""
    sex_left, sex_right = table.sex[left], table.sex[right]
    given = table.names.length - table.names.surname
    length = np.minimum(given[left], given[right])
    pets = table.names.pet[left].astype(np.int8) + table.names.pet[right]
    yield name_levels(table, left, right)
    yield _birth_levels(births, left, right)
    yield first_that_holds(
        [((sex_left == 0) | (sex_right == 0), SEX_UNKNOWN), (sex_left == sex_right, SEX_SAME)], SEX_OTHER
    )
    yield compare_places(table.places.taken(left), table.places.taken(right))
    yield phones_shared(table.families, left, right)
    yield relatives_shared(table.families, left, right)
    yield relatives_against(table.families, left, right)
    yield table.agency[left] == table.agency[right]
    yield first_that_holds([(pets == 2, BOTH_PET), (pets == 1, ONE_PET), (length < 2, SHORT_NAME)], 0)


def _birth_levels(births: Births, left: Ints, right: Ints) -> Small:
    """What compare_births() says; the many days that are the same are seen at once."""
    day = births.first[left]
    unlike = (day != births.first[right]) | (day == NO_DAY) | (births.last[left] != day) | (births.last[right] != day)
    rows = np.flatnonzero(unlike)
    level = np.full(len(left), int(BirthLevel.EQUAL), dtype=np.int8)
    level[rows] = compare_births(births.taken(left[rows]), births.taken(right[rows]))
    return level


def packed(levels: Levels) -> Ints:
    """One number per row of levels."""
    key = np.zeros(len(levels), dtype=np.int64)
    for column, size in enumerate(SIZES):
        key = key * size + levels[:, column]
    return key


def unpacked(keys: Ints) -> Levels:
    """The rows of levels that packed() made into these numbers."""
    levels = np.empty((len(SIZES), len(keys)), dtype=np.int8)
    for feature in reversed(range(len(SIZES))):
        keys, levels[feature] = np.divmod(keys, SIZES[feature])
    return levels.T


def name_levels(table: Table, left: Ints, right: Ints) -> Small:
    """The level of the names; a pet or former name, or one in the guardian's column, counts if the very same."""
    spelling = table.names.spelling
    level = np.full(len(left), int(NameLevel.EXACT), dtype=np.int8)
    rows = np.flatnonzero((spelling[left] != spelling[right]) | (spelling[left] == 0))
    left, right = left[rows], right[rows]
    unlike = compare_names(table.names.taken(left), table.names.taken(right))
    unlike[(unlike < NameLevel.GIVEN_SAME) & _elsewhere(table, left, right)] = NameLevel.SAME_SOUND
    level[rows] = unlike
    return level


def _elsewhere(table: Table, left: Ints, right: Ints) -> Flags:
    name, alias, persons = table.names.spelling, table.aliases, table.families.spellings
    result: Flags = (alias[left] > 0) & (alias[left] == name[right])
    result |= (alias[right] > 0) & (alias[right] == name[left])
    for role in range(CROSSED):
        crossed = (persons[left, role] > 0) & (persons[left, role] == name[right])
        result |= crossed & (name[left] > 0)
        crossed = (persons[right, role] > 0) & (persons[right, role] == name[left])
        result |= crossed & (name[right] > 0)
    return result
