"""Who waits when rows may be one child: no row more than is in doubt, and never two files for one child."""

import numpy as np

from xiangban.census.doubting import Ask, Doubted, Doubting
from xiangban.matching.clustering import Links
from xiangban.matching.linking import Linking
from xiangban.matching.rows import Roster
from xiangban.matching.table import read_table

WEAK = 1.5


def doubts(child: list[int], candidates: dict[int, list[int]], *, rows: int, pairs: list[tuple[int, int]]) -> Doubted:
    """The doubts of rows with these labels; the rows from `rows` on are files of the register."""
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    links = Links(left, right, np.full(len(pairs), WEAK))
    label, flags = np.array(child, dtype=np.int64), np.zeros(len(child), dtype=bool)
    rosters: list[Roster] = []
    linking = Linking(
        label,
        flags,
        np.zeros(len(child)),
        links,
        flags.astype(np.int8),
        candidates,
        rosters,
        read_table([Roster("a", {"child_name": ["田"]})]),
    )
    files = {label: 100 + at for at, label in enumerate(child[rows:])}
    return Doubting(linking, rows, files).find()


def test_a_row_that_hangs_weakly_on_a_child_waits_alone() -> None:
    found = doubts([0, 0, 0], {2: [0]}, rows=3, pairs=[(0, 2)])
    assert (found.rows, found.labels, found.asks) == ({2}, set(), [Ask(2, 0, WEAK)])


def test_of_two_rows_that_may_be_one_child_the_first_founds_it_and_the_second_waits() -> None:
    found = doubts([0, 0], {0: [0], 1: [0]}, rows=2, pairs=[(0, 1)])
    assert (found.rows, found.asks) == ({1}, [Ask(1, 0, WEAK)])


def test_a_row_that_may_be_a_child_on_register_waits_for_the_file() -> None:
    found = doubts([0, 1], {0: [1]}, rows=1, pairs=[(0, 1)])
    assert (found.labels, found.asks, found.merges) == ({0}, [Ask(0, 1, WEAK)], [])


def test_rows_wait_also_when_the_question_is_asked_of_the_file() -> None:
    found = doubts([0, 0, 1], {2: [0]}, rows=2, pairs=[(0, 2)])
    assert (found.labels, found.asks) == ({0}, [Ask(0, 2, WEAK)])


def test_rows_wait_when_their_file_hangs_on_them_weakly() -> None:
    found = doubts([0, 0, 0], {2: [0]}, rows=2, pairs=[(0, 2)])
    assert (found.rows, found.labels, found.asks) == (set(), {0}, [Ask(0, 2, WEAK)])


def test_a_row_and_a_file_that_hang_weakly_together_are_asked_about_once() -> None:
    found = doubts([0, 0], {0: [0], 1: [0]}, rows=1, pairs=[(0, 1)])
    assert found.asks == [Ask(0, 1, WEAK)]


def test_two_files_that_a_row_may_join_are_proposed_and_not_joined() -> None:
    found = doubts([0, 1, 0], {1: [0]}, rows=1, pairs=[(0, 1)])
    assert (found.rows, found.labels, found.asks, found.merges) == (set(), set(), [], [(1, 0, 0)])
