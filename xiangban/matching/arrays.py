"""The few moves with arrays that all steps share: texts as code points, digits as numbers, keys mixed from parts.

Nothing here knows what a column means.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]
Texts = npt.NDArray[np.str_]

ZERO = np.uint32(ord("0"))
AT_ONCE = 1 << 17
_MIX = 0x9E3779B97F4A7C15 - (1 << 64)


def text_lengths(codes: Codes) -> Ints:
    """How many places of each row are used."""
    used = np.zeros(len(codes), dtype=np.int64)
    for place in codes.T:  # a sum along short rows takes four times as long
        used += place != 0
    return used


def number_of(codes: Codes) -> Ints:
    """The decimal number in each row of code points; -1 unless all its places are digits."""
    value, digits = np.zeros(len(codes), dtype=np.int64), np.ones(len(codes), dtype=bool)
    for place in codes.T:
        digit = place - ZERO  # what stands before 0 becomes very large
        digits &= digit < 10
        value *= 10
        value += digit
    return np.where(digits, value, -1)


def mixed(*parts: Ints) -> Ints:
    """One key from several numbers, equal where all are equal; 0 where any part is 0, which stands for unknown."""
    key = np.zeros(len(parts[0]), dtype=np.int64)
    known = np.ones(len(key), dtype=bool)
    with np.errstate(over="ignore"):
        for part in parts:
            known &= part != 0
            key = (key ^ part) * np.int64(_MIX)
            key ^= key >> 29
    return np.where(known, np.where(key == 0, 1, key), 0)


def first_that_holds(cases: Sequence[tuple[Flags, int]], otherwise: int) -> Small:
    """For each place the number of the first case that holds there; in small numbers, as np.select() cannot."""
    chosen = np.full(len(cases[0][0]), otherwise, dtype=np.int8)
    for holds, number in reversed(cases):
        np.copyto(chosen, np.int8(number), where=holds)
    return chosen


def among(numbers: Ints, ordered: Ints) -> Flags:
    """Which numbers are among others, which are in order; soon done for few numbers and many others."""
    place = np.minimum(np.searchsorted(ordered, numbers), max(len(ordered) - 1, 0))
    found: Flags = ordered[place] == numbers if len(ordered) else np.zeros(len(numbers), dtype=bool)
    return found


def portions(count: int) -> Iterator[slice]:
    """So many things in portions that keep what is reckoned in between small."""
    for at in range(0, count, AT_ONCE):
        yield slice(at, min(at + AT_ONCE, count))


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order; a sort is several times faster here than numpy's own table of hashes."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def placed(numbers: Ints) -> tuple[Ints, Ints]:
    """Each of some small numbers once, in order, and the place of each given one among them; no sort is needed."""
    met = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=bool)
    met[numbers] = True
    return np.flatnonzero(met), (met.cumsum() - 1)[numbers]


def by_key(rows: Ints, keys: Ints, total: int) -> tuple[Ints, Ints]:
    """Rows and a short form of their keys, those of one key side by side.

    Key and row are sorted as one number, ten times as fast as a sort of places. The short form keeps 40 bits and more
    of the key: among millions of rows hardly two keys ever become one, and then a pair is compared in vain.
    """
    bits = np.uint64(max(total - 1, 1).bit_length())
    with np.errstate(over="ignore"):
        code = keys.view(np.uint64) * np.uint64(_MIX & (2**64 - 1))
        code ^= code >> np.uint64(32)
        code *= np.uint64(_MIX & (2**64 - 1))
    code = np.sort(code >> bits << bits | rows.view(np.uint64))
    row = code & ((np.uint64(1) << bits) - np.uint64(1))
    return row.view(np.int64), (code >> bits).view(np.int64)


def numbered(texts: Sequence[str]) -> tuple[Ints, list[str]]:
    """For each text its place among the distinct ones, which come with it; the empty text is always place 0."""
    places = {"": 0}
    for text in texts:
        if text not in places:
            places[text] = len(places)
    return np.fromiter(map(places.__getitem__, texts), dtype=np.int64, count=len(texts)), list(places)
