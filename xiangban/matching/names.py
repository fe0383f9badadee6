"""Names of children: encoded once per row, compared in levels per pair.

The characters themselves are in characters.py; relatives are compared by sound alone in families.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from xiangban.matching.arrays import Codes, Flags, Ints, Small, first_that_holds, text_lengths
from xiangban.matching.characters import (
    UNREADABLE,
    WIDEST_SOUND,
    Classes,
    begins_with_compound,
    near_sound,
    packed_left,
    same_sound,
    simplified,
    sound_like_pet_names,
    surname_sound,
)
from xiangban.matching.texts import Column, column_of

SHORT = 4  # places compared one by one; longer names are compared as a whole
LONGEST = 24
ALIKE, SIMILAR = 0.8, 0.6  # shares of a long name that agree in order


class NameLevel(IntEnum):
    """How two names agree, in the order of what it is worth."""

    MISSING = 0
    NOTHING = 1
    SURNAME = 2
    A_CHARACTER = 3
    SURNAME_AND_CHARACTER = 4
    SHORTENED = 5
    ONE_DIFFERS = 6
    GIVEN_NEAR = 7
    GIVEN_SAME = 8
    TURNED = 9
    NEAR_SOUND = 10
    UNREADABLE_PART = 11
    SAME_SOUND = 12
    EXACT = 13


@dataclass(frozen=True)
class Names:
    """(rows, 4) characters and classes of sound, length, likeness to pet names, two keys; longer names also whole."""

    codes: Codes
    spoken: Classes
    length: Small
    surname: Small
    pet: Flags
    head: Ints
    sound: Ints
    spelling: Ints
    whole: Codes
    whole_at: Ints

    def taken(self, rows: Ints) -> "Names":
        """The names of some rows; the long ones stay where they are."""
        return Names(
            self.codes[rows], self.spoken[rows], self.length[rows], self.surname[rows], self.pet[rows],
            self.head[rows], self.sound[rows], self.spelling[rows], self.whole, self.whole_at[rows],
        )  # fmt: skip


def read_names(texts: Sequence[str]) -> Names:
    """Encode names as written; traditional characters, dots and blanks make no difference afterwards."""
    column = column_of(texts)
    written = _characters(column, np.arange(len(column)))
    whole_at = np.full(len(column), -1)
    whole_at[written.long] = np.arange(len(written.long))
    short, length = written.short, written.length
    spoken, head = near_sound(short), surname_sound(short[:, 0])
    surname = np.where(begins_with_compound(short) & (length > 2), 2, 1)
    pet = sound_like_pet_names(short, surname)
    keys = _sound_keys(written, spoken, head), _spelling_keys(written)
    short, spoken = np.ascontiguousarray(short), np.ascontiguousarray(spoken)  # rows are taken, from here on
    return Names(short, spoken, length, surname.astype(np.int8), pet, head, *keys, written.whole, whole_at)


def read_name_keys(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The keys of sound and of spelling alone; 0 for names of one character, too little to know a person by."""
    column = column_of(texts)
    keys = np.zeros((2, len(column)), dtype=np.int64)
    rows = np.flatnonzero(column.lengths > 1)
    if len(rows):
        written = _characters(column, rows)
        spoken = near_sound(written.short)
        sound = _sound_keys(written, spoken, surname_sound(written.short[:, 0]))
        keys[:, rows] = np.where(written.length > 1, (sound, _spelling_keys(written)), 0)
    return keys[0], keys[1]


@dataclass(frozen=True)
class _Characters:
    """(rows, 4) code points without blanks, how many there are, and which rows are longer, those as a whole."""

    short: Codes
    length: Small
    long: Ints
    whole: Codes


def _characters(column: Column, rows: Ints) -> _Characters:
    """Names of these rows; what is short as written, and few are not, never takes the room of the longest."""
    written = column.lengths[rows]
    short = packed_left(simplified(column.codes_of(rows, SHORT)))
    length = text_lengths(short)
    over = np.flatnonzero(written > SHORT)
    whole = packed_left(simplified(column.codes_of(rows[over], max(min(int(written.max(initial=0)), LONGEST), SHORT))))
    short[over], length[over] = whole[:, :SHORT], text_lengths(whole)
    long = length[over] > SHORT
    return _Characters(short, length.astype(np.int8), over[long], whole[long])


def _sound_keys(written: _Characters, spoken: Classes, head: Ints) -> Ints:
    """One number per name that is equal where the names sound alike; 0 for no name."""
    key = head.copy()
    for place in range(1, SHORT):
        key = key << WIDEST_SOUND | spoken[:, place]
    key[written.long] = _folded(key[written.long], near_sound(written.whole[:, SHORT:]))
    return key


def _spelling_keys(written: _Characters) -> Ints:
    """One number per name that is equal where the names are written alike; 0 for no name."""
    key = written.short[:, 0].astype(np.int64)
    for place in range(1, SHORT):
        key = key << 15 ^ written.short[:, place]
    key[written.long] = _folded(key[written.long], written.whole[:, SHORT:])
    return key


def _folded(key: Ints, tail: Classes | Codes) -> Ints:
    with np.errstate(over="ignore"):
        for place in range(tail.shape[1]):
            here = tail[:, place].astype(np.int64)
            key = np.where(here > 0, key * np.int64(1_000_003) ^ here, key)
    return key & np.int64(2**62 - 1)


@dataclass(frozen=True)
class _Rule:
    """Names of one length of which every place that is not spared must be good."""

    same_length: Flags
    spared: Flags

    def kept_by(self, good: Flags) -> Flags:
        kept: Flags = self.same_length & (good | self.spared).all(axis=0)
        return kept


def compare_names(left: Names, right: Names) -> Small:
    """The NameLevel of each pair."""
    level = _short_levels(left, right)
    long = np.flatnonzero((left.whole_at >= 0) | (right.whole_at >= 0))
    if len(long):
        both = (left.whole_at[long] >= 0) & (right.whole_at[long] >= 0)
        level[long] = np.where(
            left.length[long].astype(int) * right.length[long] == 0, NameLevel.MISSING, NameLevel.NOTHING
        )
        rows = long[both]
        level[rows] = _long_levels(left, right, rows)
        rows = long[~both]
        level[rows] = np.maximum(level[rows], _part_levels(left, right, rows))
    return level


def _short_levels(left: Names, right: Names) -> Small:
    # Place by place: what is reckoned along short rows takes several times as long.
    a, b = np.ascontiguousarray(left.codes.T), np.ascontiguousarray(right.codes.T)
    both = (a > 0) & (b > 0)
    equal = both & (a == b)
    unreadable = both & ((a == UNREADABLE) | (b == UNREADABLE))
    alike = equal | _same_sound(a, b, both)
    near = alike | (both & (left.spoken == right.spoken).T)
    near[0] |= left.head == right.head
    near[0] &= both[0]
    same_length = left.length == right.length
    places = np.arange(SHORT, dtype=np.int8)[:, None]
    used = places < np.maximum(left.length, right.length)
    surname_place = places < np.minimum(left.surname, right.surname)
    whole = _Rule(same_length, ~used)
    given = _Rule(same_length, ~used | surname_place)
    surname = (near | ~surname_place).all(axis=0)
    wrong = (used & ~near & ~surname_place).sum(axis=0)
    enough = left.length > left.surname + 1
    shared = _shares_given_character(left, right)
    turned = same_length & enough & surname & _turned(left, right)
    cases = [
        ((left.length == 0) | (right.length == 0), NameLevel.MISSING),
        (left.spelling == right.spelling, NameLevel.EXACT),
        (whole.kept_by(alike), NameLevel.SAME_SOUND),
        (whole.kept_by(near | unreadable), NameLevel.UNREADABLE_PART),
        (turned, NameLevel.TURNED),
        (given.kept_by(equal) & enough, NameLevel.GIVEN_SAME),
        (given.kept_by(near) & enough, NameLevel.GIVEN_NEAR),
        (surname & same_length & enough & (wrong == 1), NameLevel.ONE_DIFFERS),
        (~same_length & shared & surname, NameLevel.SHORTENED),
        (surname & shared, NameLevel.SURNAME_AND_CHARACTER),
        (shared | given.kept_by(near), NameLevel.A_CHARACTER),
        (surname, NameLevel.SURNAME),
    ]
    level = first_that_holds(cases, NameLevel.NOTHING)
    level[(level == NameLevel.UNREADABLE_PART) & ~unreadable.any(axis=0)] = NameLevel.NEAR_SOUND
    return level


def _same_sound(a: Codes, b: Codes, both: Flags) -> Flags:
    """Whether any reading of the one character is a reading of the other."""
    result = np.zeros(a.shape, dtype=bool)
    for place in range(SHORT):
        rows = np.flatnonzero(both[place] & (a[place] != b[place]))
        result[place, rows] = same_sound(a[place, rows], b[place, rows])
    return result


def _shares_given_character(left: Names, right: Names) -> Flags:
    """Whether a character of the one's given name stands, written or spoken alike, in the other's."""
    shared = np.zeros(len(left.codes), dtype=bool)
    given = range(1, SHORT)
    mine = {
        at: np.where((left.codes[:, at] > UNREADABLE) & (at >= left.surname), left.spoken[:, at], 0) for at in given
    }
    theirs = {at: np.where(at >= right.surname, right.spoken[:, at], 0) for at in given}
    for place in given:
        for other in given:
            shared |= (mine[place] > 0) & (mine[place] == theirs[other])
    return shared


def _turned(left: Names, right: Names) -> Flags:
    """Whether the two characters of the given name changed places."""
    rows = np.arange(len(left.codes))
    first = np.minimum(left.surname.astype(np.int64), SHORT - 2)
    a, b = left.codes, right.codes
    crossed = (a[rows, first] == b[rows, first + 1]) & (a[rows, first + 1] == b[rows, first])
    turned: Flags = crossed & (left.length == left.surname + 2) & (a[rows, first] != a[rows, first + 1])
    return turned


def _long_levels(left: Names, right: Names, rows: Ints) -> Small:
    a, b = left.whole[left.whole_at[rows]], right.whole[right.whole_at[rows]]
    longest = np.maximum(left.length[rows], right.length[rows])
    written = common_length(a, b) / longest
    spoken = common_length(near_sound(a), near_sound(b)) / longest
    shortest = np.minimum(left.length[rows], right.length[rows])
    cases = [
        (left.spelling[rows] == right.spelling[rows], NameLevel.EXACT),
        (spoken == 1, NameLevel.SAME_SOUND),
        (spoken >= ALIKE, NameLevel.NEAR_SOUND),
        (spoken * longest == shortest, NameLevel.SHORTENED),
        (np.maximum(written, spoken) >= SIMILAR, NameLevel.ONE_DIFFERS),
    ]
    return first_that_holds(cases, NameLevel.NOTHING)


def _part_levels(left: Names, right: Names, rows: Ints) -> Small:
    """A long name against a short one: the short one may be its beginning or its end."""
    common = common_length(near_sound(_widened(left, rows)), near_sound(_widened(right, rows)))
    shortest = np.minimum(left.length[rows], right.length[rows])
    return np.where((common == shortest) & (shortest > 1), int(NameLevel.SHORTENED), int(NameLevel.NOTHING)).astype(
        np.int8
    )


def _widened(names: Names, rows: Ints) -> Codes:
    """(rows, places) characters of names long and short."""
    codes = np.zeros((len(rows), max(names.whole.shape[1], SHORT)), dtype=np.uint32)
    codes[:, :SHORT] = names.codes[rows]
    long = np.flatnonzero(names.whole_at[rows] >= 0)
    codes[long] = names.whole[names.whole_at[rows[long]]]
    return codes


def common_length(a: Classes | Codes, b: Classes | Codes) -> Ints:
    """How many places two rows of numbers share in the same order (longest common subsequence); 0 is no place."""
    before = np.zeros((len(a), b.shape[1] + 1), dtype=np.int64)
    for place in range(a.shape[1]):
        if not a[:, place].any():
            break
        match = (b == a[:, place : place + 1]) & (b != 0)
        reached = np.maximum(before[:, 1:], before[:, :-1] + match)
        before = np.concatenate([before[:, :1], np.maximum.accumulate(reached, axis=1)], axis=1)
    return before[:, -1]
