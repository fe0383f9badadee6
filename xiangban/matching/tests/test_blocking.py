import numpy as np

from xiangban.matching.blocking import candidate_pairs, pairs_of
from xiangban.matching.table import read_table
from xiangban.matching.tests.cast import other_family, roster, row

ROWS = np.arange(5)


def found(keys: list[int], largest: int = 60) -> list[tuple[int, int]]:
    pairs = pairs_of(ROWS, np.array(keys), 5, largest)
    return sorted((int(pair) // 5, int(pair) % 5) for pair in pairs)


def test_rows_of_one_key_are_paired_and_rows_without_a_key_are_not() -> None:
    assert found([7, 0, 7, 0, 7]) == [(0, 2), (0, 4), (2, 4)]
    assert found([1, 2, 3, 4, 5]) == []


def test_a_key_that_too_many_rows_share_pairs_nobody() -> None:
    assert found([7, 7, 7, 8, 8], largest=2) == [(3, 4)]


def test_no_pair_is_found_twice_and_none_with_itself() -> None:
    table = read_table([roster("police", row(), row()), roster("villages", row(), other_family())])
    left, right = candidate_pairs(table)
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_a_child_who_moved_is_still_found_by_name_and_birth() -> None:
    moved = row(id_number="", county="龙泉县", town="大湾乡", village="老鹰岩村", contact_phone="", father_name="")
    left, _ = candidate_pairs(read_table([roster("police", row()), roster("villages", moved)]))
    assert len(left) == 1


def test_a_nickname_is_still_found_by_birth_and_a_relative() -> None:
    called = row(child_name="毛毛", id_number="", town="", village="", contact_phone="", mother_name="")
    left, _ = candidate_pairs(read_table([roster("police", row()), roster("villages", called)]))
    assert len(left) == 1
