"""Nobody who only counts can tell or work out a figure from 1 to 4."""

import random

import numpy as np
import pytest

from xiangban.figures.summary import CHECK_RULES, row_of
from xiangban.figures.suppression import SMALLEST_CELL, Sum, hidden_cells
from xiangban.figures.tables import SUMS
from xiangban.figures.tests.test_summary import _children


def _can_be_worked_out(row: dict[int, int], hidden: frozenset[int]) -> list[int]:
    """Hidden cells whose value the printed sums fix, by the rank of the equations a reader can write down."""
    unknown = sorted(hidden)
    lines = []
    for rule in CHECK_RULES:
        line = [0.0] * len(unknown)
        for number in rule.left:
            line = [value + (1.0 if cell == number else 0.0) for value, cell in zip(line, unknown, strict=True)]
        for number in rule.right:
            line = [value - (1.0 if cell == number else 0.0) for value, cell in zip(line, unknown, strict=True)]
        lines.append(line)
    equations = np.array(lines)
    rank = np.linalg.matrix_rank(equations) if unknown else 0
    fixed = []
    for at, cell in enumerate(unknown):
        alone = np.zeros((1, len(unknown)))
        alone[0, at] = 1.0
        if np.linalg.matrix_rank(np.vstack([equations, alone])) == rank:
            fixed.append(cell)
    return fixed


@pytest.mark.parametrize("seed", range(60))
def test_no_small_figure_stands_on_the_page_or_follows_from_the_printed_sums(seed: int) -> None:
    dice = random.Random(seed)
    row = row_of(_children(seed, dice.choice([3, 10, 40, 200]), gaps=0))
    hidden = hidden_cells(row, SUMS)
    small = {number for number, children in row.items() if 0 < children < SMALLEST_CELL}
    assert small <= hidden
    assert small.isdisjoint(_can_be_worked_out(row, hidden))


def test_a_village_without_small_figures_hides_nothing() -> None:
    assert hidden_cells(dict.fromkeys(range(1, 33), 0), SUMS) == frozenset()


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    row = {1: 50, 2: 3, 3: 7, 4: 40}
    assert hidden_cells(row, [Sum((1,), (2, 3, 4))]) == {2, 3}


def test_two_small_parts_whose_sum_is_small_take_a_third_with_them() -> None:
    row = {1: 52, 2: 1, 3: 1, 4: 50}
    assert hidden_cells(row, [Sum((1,), (2, 3, 4))]) == {2, 3, 4}
