"""Which pairs of rows are worth comparing: passes over keys, each with a cap per group.

What is compared is in comparing.py.
"""

from collections.abc import Iterator

import numpy as np

from xiangban.matching.arrays import Flags, Ints, by_key, distinct, mixed
from xiangban.matching.characters import WIDEST_SOUND
from xiangban.matching.families import FATHER, MOTHER
from xiangban.matching.lunar import NO_DAY
from xiangban.matching.names import SHORT
from xiangban.matching.numbers import CHECKS
from xiangban.matching.table import Table

LARGEST_GROUP = 60
TAIL = CHECKS * 10**3  # what stands behind the first fourteen places of a number
HEAD = CHECKS * 10**11  # what stands before its last twelve


def candidate_pairs(table: Table, largest: int = LARGEST_GROUP) -> tuple[Ints, Ints]:
    """Left and right rows of every pair found by any pass, left < right, sorted, none twice."""
    found = [pairs_of(rows, keys, len(table), largest) for rows, keys in passes(table)]
    pairs = distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return pairs // max(len(table), 1), pairs % max(len(table), 1)


def passes(table: Table) -> Iterator[tuple[Ints, Ints]]:
    """For each pass the rows and their keys, 0 where a row takes no part; a row may come several times."""
    rows = np.arange(len(table))
    sound, surname = table.names.sound, table.names.head
    given = np.where(table.names.length > 2, sound & (1 << (SHORT - 1) * WIDEST_SOUND) - 1, 0)
    places, numbers, families = table.places, table.numbers, table.families
    year = np.where(table.known.first != NO_DAY, table.known.year, 0)
    birth = _day(table.known.exact, table.known.first)
    yield rows, numbers.value
    yield rows, mixed(sound, birth)
    yield from _by_birth_and_town(table, birth)
    yield rows, mixed(sound, places.town + 1)
    yield _each(rows, families.phones)
    persons = families.relatives
    yield _each(rows, _with(persons, places.town + 1))
    yield rows, mixed(numbers.value // TAIL, surname)
    yield rows, mixed(numbers.value % HEAD, surname)
    yield rows, mixed(sound, places.county + 1, year)
    yield rows, mixed(families.sounds[:, FATHER], families.sounds[:, MOTHER], places.county + 1)
    yield _each(rows, _with(persons, birth))
    yield _each(rows, _with(persons, sound))
    yield rows, mixed(given, birth)


def pairs_of(rows: Ints, keys: Ints, total: int, largest: int) -> Ints:
    """Every two rows of one key as left * total + right; keys shared by more rows than `largest` give none."""
    kept = keys != 0
    rows, keys = by_key(rows[kept], keys[kept], total)
    shared = keys[:-largest] == keys[largest:]
    if shared.any():
        few = ~np.isin(keys, keys[:-largest][shared])
        rows, keys = rows[few], keys[few]
    keys = np.r_[keys, np.full(largest, -1)]
    at = np.flatnonzero(keys[: len(rows)] == keys[1 : len(rows) + 1])
    found = []
    for step in range(1, largest):
        at = at[keys[at] == keys[at + step]]
        if not len(at):
            break
        left, right = rows[at], rows[at + step]  # rows of one key ascend
        pairs = left * total + right
        found.append(pairs[left != right])
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _by_birth_and_town(table: Table, birth: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Once with each date as it stands, once more with each also read as lunar."""
    rows = np.arange(len(table))
    lunar = _day(table.known.lunar != NO_DAY, table.known.lunar)
    town, sex = table.places.town, table.sex.astype(np.int64)
    yield rows, mixed(birth, town, sex)
    yield (
        np.r_[rows, rows],
        mixed(np.r_[birth, lunar], np.r_[town, town], np.r_[table.names.head, table.names.head]),
    )


def _day(known: Flags, day: Ints) -> Ints:
    return np.where(known, day + 10**6, 0)


def _each(rows: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Several keys per row, below each other."""
    return np.tile(rows, keys.shape[1]), keys.T.ravel()


def _with(keys: Ints, part: Ints) -> Ints:
    """Each column of keys mixed with one more part."""
    return np.stack([mixed(keys[:, column], part) for column in range(keys.shape[1])], axis=1)
