"""A column of texts as one long row of code points: rows below each other, and how long each is.

What a text means is said where its column is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from xiangban.matching.arrays import Codes, Ints, by_key, mixed, numbered
from xiangban.matching.rows import Roster

POINT, IN_A_PART = 21, 3  # bits of a code point; so many fit into one number
LONGEST_KEY = 30


@dataclass(frozen=True, eq=False)
class Column(Sequence[str]):
    """Texts joined into one, and the length of each; a text is cut out when it is asked for."""

    text: str
    lengths: Ints

    def __len__(self) -> int:
        return len(self.lengths)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        begin = int(self.begins[at])
        return self.text[begin : begin + int(self.lengths[at])]

    @cached_property
    def begins(self) -> Ints:
        """Where each text begins."""
        begins: Ints = self.lengths.cumsum() - self.lengths
        return begins

    def codes(self, width: int) -> Codes:
        """(rows, width) code points, 0 after the end; what is longer is cut. Places lie together, not rows."""
        return self._codes(self.begins, self.lengths, width)

    def codes_of(self, rows: Ints, width: int) -> Codes:
        """The same of some rows."""
        return self._codes(self.begins[rows], self.lengths[rows], width)

    def numbered(self) -> tuple[Ints, list[str]]:
        """For each row the place of its text among some that come with it, all that differ; empty is always place 0."""
        rows = np.flatnonzero(self.lengths)
        keys = np.zeros(len(self), dtype=np.int64)
        keys[rows] = self._keys(rows)
        order, _ = by_key(rows, keys[rows], len(self))
        alike = keys[order]
        first = np.r_[True, alike[1:] != alike[:-1]] if len(order) else np.zeros(0, dtype=bool)
        places = np.zeros(len(self), dtype=np.int64)
        places[order] = first.cumsum()
        return places, ["", *(self[row] for row in order[first].tolist())]

    def _keys(self, rows: Ints) -> Ints:
        """One number per text of these rows, equal where texts are equal."""
        begins, lengths = self.begins[rows], self.lengths[rows]
        width = min(int(lengths.max(initial=0)), LONGEST_KEY)
        parts = []
        for at in range(0, width, IN_A_PART):
            part = np.zeros(len(rows), dtype=np.int64)
            for code in self._codes(begins + at, lengths - at, IN_A_PART).T:
                part = part << POINT | code
            parts.append(part + 1)
        long = np.flatnonzero(lengths > LONGEST_KEY)
        if len(long):
            parts.append(np.ones(len(rows), dtype=np.int64))
            parts[-1][long] += numbered([self[row] for row in rows[long].tolist()])[0]
        return mixed(*parts) if parts else rows

    def _codes(self, begins: Ints, lengths: Ints, width: int) -> Codes:
        codes = np.empty((width, len(begins)), dtype=np.uint32)
        shortest = int(lengths.min(initial=width))
        for place in range(width):
            self._points.take(begins + place, out=codes[place], mode="clip")
            if place >= shortest:
                codes[place] *= lengths > place
        return codes.T

    @cached_property
    def _points(self) -> Codes:
        points: Codes = np.frombuffer((self.text + "\0").encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return points


def code_points(texts: Sequence[str], width: int) -> Codes:
    """(rows, width) code points, 0 after the end; what is longer is cut."""
    return column_of(texts).codes(width)


def column_of(texts: Sequence[str]) -> Column:
    """The texts as a column, themselves if they are one."""
    if isinstance(texts, Column):
        return texts
    return Column("".join(texts), np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))


def stacked(rosters: Sequence[Roster], name: str) -> Column:
    """One column of all rosters below each other; blanks where a roster has none."""
    parts = [column_of(roster.columns.get(name) or _blank(len(roster))) for roster in rosters]
    lengths = [part.lengths for part in parts] or [np.zeros(0, dtype=np.int64)]
    return Column("".join(part.text for part in parts), np.concatenate(lengths))


def _blank(rows: int) -> Column:
    return Column("", np.zeros(rows, dtype=np.int64))
