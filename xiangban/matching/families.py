"""Relatives and telephones of a row: sets of names by sound and of numbers, compared by what they share.

Relatives say which family it is; they do not tell brothers and sisters apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangban.matching.arrays import Flags, Ints, Small, code_points, number_of, text_lengths
from xiangban.matching.names import Names, read_names

PERSONS = ("guardian_name", "father_name", "mother_name", "parent1_name", "parent2_name")
PHONES = ("contact_phone", "guardian_phone", "father_phone", "mother_phone", "parent1_phone", "parent2_phone")
FATHER, MOTHER = 1, 2
MOST_AGREEMENTS, MOST_CONFLICTS = 3, 2
LONGEST_PHONE, SHORTEST_PHONE = 12, 7
MOST_IN_A_CELL = 2


@dataclass(frozen=True)
class Families:
    """(rows, persons) keys of sound, (rows, persons) keys of spelling and (rows, phones) numbers; 0 where empty."""

    sounds: Ints
    spellings: Ints
    phones: Ints

    def taken(self, rows: Ints) -> "Families":
        """The relatives of some rows."""
        return Families(self.sounds[rows], self.spellings[rows], self.phones[rows])


def read_families(persons: Sequence[Sequence[str]], phones: Sequence[Sequence[str]]) -> Families:
    """Encode the columns of PERSONS and PHONES, each column one sequence of texts."""
    names = [read_names(column) for column in persons]
    columns = [number for column in phones for number in _numbers(column)]
    kept = [column for column in columns if column.any()] or columns[:1]
    return Families(
        np.stack([_of_a_person(name, name.sound) for name in names], axis=1),
        np.stack([_of_a_person(name, name.spelling) for name in names], axis=1),
        np.stack(kept, axis=1),
    )


def phones_shared(left: Families, right: Families) -> Small:
    """2 if a telephone is the same, 1 if both have one and none is, 0 if a side has none."""
    shared = _any_equal(left.phones, right.phones)
    both = left.phones.any(axis=1) & right.phones.any(axis=1)
    return np.where(shared, 2, both.astype(np.int64)).astype(np.int8)


def relatives_shared(left: Families, right: Families) -> Small:
    """How many of the left's relatives sound like one of the right's, whoever they are said to be; at most 3."""
    count = np.zeros(len(left.sounds), dtype=np.int64)
    for mine in range(left.sounds.shape[1]):
        sound = left.sounds[:, mine]
        again = (left.sounds[:, :mine] == sound[:, None]).any(axis=1)
        count += (right.sounds == sound[:, None]).any(axis=1) & (sound > 0) & ~again
    return np.minimum(count, MOST_AGREEMENTS).astype(np.int8)


def relatives_against(left: Families, right: Families) -> Small:
    """In how many of father, mother and guardian both have somebody, and not the same; at most 2."""
    count = np.zeros(len(left.sounds), dtype=np.int64)
    for role in (0, FATHER, MOTHER):
        mine, theirs = left.sounds[:, role], right.sounds[:, role]
        count += (mine > 0) & (theirs > 0) & (mine != theirs)
    return np.minimum(count, MOST_CONFLICTS).astype(np.int8)


def _any_equal(left: Ints, right: Ints) -> Flags:
    equal = np.zeros(len(left), dtype=bool)
    for mine in range(left.shape[1]):
        number = left[:, mine]
        if number.any():
            equal |= (number > 0) & (right == number[:, None]).any(axis=1)
    return equal


def _of_a_person(name: Names, key: Ints) -> Ints:
    """The key of names of at least two characters; one character is too little to know a person by."""
    return np.where(name.length > 1, key, 0)


def _numbers(column: Sequence[str]) -> list[Ints]:
    """The telephones of a column; where a cell holds two, the second comes in a column of its own."""
    if ";" in "".join(column):
        parts = [text.split(";") for text in column]
        return [_dialled([part[at] if at < len(part) else "" for part in parts]) for at in range(MOST_IN_A_CELL)]
    return [_dialled(column)]


def _dialled(column: Sequence[str]) -> Ints:
    codes = code_points(column, LONGEST_PHONE)
    length = text_lengths(codes)
    number = np.zeros(len(codes), dtype=np.int64)
    for used in range(SHORTEST_PHONE, LONGEST_PHONE + 1):
        rows = length == used
        if rows.any():
            number[rows] = np.maximum(number_of(codes[rows][:, :used]), 0)
    return number
