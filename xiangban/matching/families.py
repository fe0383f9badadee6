"""Relatives and telephones of a row: sets of names by sound and of numbers, compared by what they share.

Relatives say which family it is; they do not tell brothers and sisters apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangban.matching.arrays import Flags, Ints, Small, number_of
from xiangban.matching.names import read_name_keys
from xiangban.matching.texts import Column, column_of

PERSONS = ("guardian_name", "father_name", "mother_name", "parent1_name", "parent2_name")
PHONES = ("contact_phone", "guardian_phone", "father_phone", "mother_phone", "parent1_phone", "parent2_phone")
FATHER, MOTHER = 1, 2
ROLES = 3  # guardian, father and mother, in whom two rows can contradict each other
CROSSED = 2  # guardian and father, whose column may hold the child's own name
MOST_AGREEMENTS, MOST_CONFLICTS = 3, 2
LONGEST_PHONE, SHORTEST_PHONE = 12, 7
MOST_IN_A_CELL = 2


@dataclass(frozen=True)
class Families:
    """(rows, …) keys of sound by ROLES, of spelling by CROSSED, of sound of all relatives, and numbers; 0 is empty.

    Columns lie together, not rows.
    """

    sounds: Ints
    spellings: Ints
    relatives: Ints
    phones: Ints


def read_families(persons: Sequence[Sequence[str]], phones: Sequence[Sequence[str]]) -> Families:
    """Encode the columns of PERSONS and PHONES, each column one sequence of texts."""
    sounds, spellings = zip(*(read_name_keys(column) for column in persons), strict=True)
    numbers = [number for column in phones for number in _numbers(column)]
    return Families(
        np.stack(sounds[:ROLES]).T,
        np.stack(spellings[:CROSSED]).T,
        side_by_side(sounds),
        side_by_side(numbers),
    )


def side_by_side(columns: Sequence[Ints]) -> Ints:
    """(rows, most that a row has) numbers: each row's own once, from the left; which column they stood in is lost."""
    kept: list[Ints] = []
    for column in columns:
        if kept and not column.any():
            continue
        left = column.copy()
        for place in kept:
            left[left == place] = 0
            free = (place == 0) & (left != 0)
            place[free], left[free] = left[free], 0
        if left.any() or not kept:
            kept.append(left)
    return np.stack(kept).T


def phones_shared(families: Families, left: Ints, right: Ints) -> Small:
    """2 if a telephone is the same, 1 if both have one and none is, 0 if a side has none."""
    mine, theirs = _columns(families.phones, left), _columns(families.phones, right)
    both: Flags = (mine[0] > 0) & (theirs[0] > 0)
    return np.where(_count_shared(mine, theirs) > 0, np.int8(2), both.astype(np.int8))


def relatives_shared(families: Families, left: Ints, right: Ints) -> Small:
    """How many of the left's relatives sound like one of the right's, whoever they are said to be; at most 3."""
    shared = _count_shared(_columns(families.relatives, left), _columns(families.relatives, right))
    return np.minimum(shared, MOST_AGREEMENTS)


def relatives_against(families: Families, left: Ints, right: Ints) -> Small:
    """In how many of father, mother and guardian both have somebody, and not the same; at most 2."""
    mine, theirs = _columns(families.sounds, left), _columns(families.sounds, right)
    count = np.zeros(len(left), dtype=np.int8)
    for role in range(ROLES):
        count += (mine[role] > 0) & (theirs[role] > 0) & (mine[role] != theirs[role])
    return np.minimum(count, MOST_CONFLICTS)


def _count_shared(left: Ints, right: Ints) -> Small:
    """How many numbers two rows share, which lie below each other; each has its own once, and 0 is none."""
    count = np.zeros(left.shape[1], dtype=np.int8)
    known = np.where(left == 0, -1, left)
    for mine in known:
        for theirs in right:
            count += mine == theirs
    return count


def _columns(table: Ints, rows: Ints) -> Ints:
    """(columns, rows) what some rows hold."""
    return table.T.take(rows, axis=1)


def _numbers(column: Sequence[str]) -> list[Ints]:
    """The telephones of a column; where a cell holds two, the second comes in a column of its own."""
    column = column_of(column)
    if ";" not in column.text:
        return [_dialled(column)]
    parts = [text.split(";") for text in column]
    return [_dialled(column_of([part[at] if at < len(part) else "" for part in parts])) for at in range(MOST_IN_A_CELL)]


def _dialled(column: Column) -> Ints:
    number = np.zeros(len(column), dtype=np.int64)
    used = np.minimum(column.lengths, LONGEST_PHONE)
    for length in np.flatnonzero(np.bincount(used)).tolist():
        if length >= SHORTEST_PHONE:
            rows = np.flatnonzero(used == length)
            number[rows] = np.maximum(number_of(column.codes_of(rows, length)), 0)
    return number
