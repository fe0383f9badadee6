"""Small cells (domain facts 6.5): who only counts reads no figure from 1 to 4, nor can work one out. Pure.

Whether a reader only counts is asked in views; figures of seats with the list are shown as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALLEST_CELL = 5  # 统计法 (2024) art. 28; domain facts 6.5
Row = Mapping[int, int]


@dataclass(frozen=True)
class Sum:
    """A sum a reader knows: the cells of both sides add up to the same number."""

    whole: tuple[int, ...]
    parts: tuple[int, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        return (*self.whole, *self.parts)


def hidden_cells(row: Row, sums: Iterable[Sum]) -> frozenset[int]:
    """The columns that must not be shown so that no cell from 1 to 4 can be told or worked out.

    In every known sum the hidden cells are none, or at least two that come to 5 or more; and no combination of the
    sums leaves one hidden cell alone.
    """
    known = list(sums)
    hidden = {number for number, children in row.items() if 0 < children < SMALLEST_CELL}
    while (more := _one_more(row, hidden, known)) is not None:
        hidden.add(more)
    return frozenset(hidden)


def _one_more(row: Row, hidden: set[int], known: Sequence[Sum]) -> int | None:
    """The next cell that has to be hidden as well, None when nothing can be worked out."""
    found = _smallest_open(row, hidden, [one for one in known if _tells(row, hidden, one)])
    if found is None and fixed(hidden, known):
        found = _smallest_open(row, hidden, _touched(hidden, known)) or _smallest_open(row, hidden, known)
    return found


def _smallest_open(row: Row, hidden: set[int], among: Iterable[Sum]) -> int | None:
    # Hiding an empty cell would protect nobody; a cell of the whole is the last to go.
    open_cells = {
        (number in one.whole, row[number], number)
        for one in among
        for number in one.cells
        if number not in hidden and row[number]
    }
    return min(open_cells)[2] if open_cells else None


def _tells(row: Row, hidden: set[int], equation: Sum) -> bool:
    covered = [number for number in equation.cells if number in hidden]
    return len(covered) == 1 or (len(covered) > 1 and sum(row[number] for number in covered) < SMALLEST_CELL)


def _touched(hidden: set[int], known: Sequence[Sum]) -> list[Sum]:
    return [one for one in known if hidden.intersection(one.cells)]


def fixed(hidden: Iterable[int], known: Sequence[Sum]) -> frozenset[int]:
    """The hidden cells that the sums taken together give away, by solving them as a reader with a pencil would."""
    unknown = sorted(hidden)
    lines = [[Fraction((cell in one.whole) - (cell in one.parts)) for cell in unknown] for one in known]
    alone = (line for line in _solved(lines) if sum(1 for value in line if value) == 1)
    return frozenset(unknown[next(at for at, value in enumerate(line) if value)] for line in alone)


def _solved(lines: list[list[Fraction]]) -> Iterator[list[Fraction]]:
    """The equations in reduced echelon form (Gauss and Jordan)."""
    left, width = lines, len(lines[0]) if lines else 0
    done: list[list[Fraction]] = []
    for column in range(width):
        pivot = next((line for line in left if line[column]), None)
        if pivot is None:
            continue
        left = [line for line in left if line is not pivot]
        pivot = [value / pivot[column] for value in pivot]
        left = [_less(line, pivot, column) for line in left]
        done = [_less(line, pivot, column) for line in done] + [pivot]
    yield from done


def _less(line: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    return [value - line[column] * part for value, part in zip(line, pivot, strict=True)] if line[column] else line
