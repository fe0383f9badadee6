import numpy as np
import pytest

from xiangban.matching.rows import Roster
from xiangban.matching.sharing import team
from xiangban.matching.texts import LONGEST_KEY, Column, code_points, column_of, stacked

TEXTS = ["石桥镇", "", "青山村", "石桥镇", "𠮷", "石桥"]


def test_a_column_gives_back_its_texts() -> None:
    column = column_of(TEXTS)
    assert list(column) == TEXTS
    assert column[1:3] == ["", "青山村"]
    assert column_of(column) is column


def test_code_points_end_with_the_text_and_are_cut_at_the_width() -> None:
    codes = code_points(["王子涵", "", "王"], 2)
    assert codes.tolist() == [[ord("王"), ord("子")], [0, 0], [ord("王"), 0]]


def test_a_roster_without_a_column_has_blanks_in_it_whatever_the_others_bring() -> None:
    rosters = [
        Roster("police", {"child_name": ["王子涵", "赵奕辰"]}),
        Roster("education", {"child_name": ["孙晓"], "town": ["石桥镇"]}),
        Roster("villages", {"child_name": Column("李辰", np.array([2])), "town": Column("", np.array([0]))}),
    ]
    assert list(stacked(rosters, "town")) == ["", "", "石桥镇", ""]
    assert list(stacked(rosters, "child_name")) == ["王子涵", "赵奕辰", "孙晓", "李辰"]
    assert list(stacked([], "town")) == []


def test_equal_texts_have_one_place_and_the_empty_one_is_place_0() -> None:
    long = "村" * (LONGEST_KEY + 1)
    texts = [*TEXTS, long + "东", long + "西", long + "东"]
    places, distinct = column_of(texts).numbered()
    assert [distinct[place] for place in places.tolist()] == texts
    assert distinct[0] == ""
    assert len(set(distinct)) == len(distinct)


def test_a_column_without_any_text_is_all_place_0() -> None:
    places, distinct = column_of(["", ""]).numbered()
    assert places.tolist() == [0, 0]
    assert distinct == [""]


@pytest.mark.parametrize("helpers", [0, 1])
def test_a_fault_in_a_shared_job_is_heard_and_what_is_done_comes_in_order(helpers: int) -> None:
    done: list[int] = []
    with team(helpers, list) as us:
        assert us.each(abs, [-3, 2, -1], lambda: done.append(1)) == [3, 2, 1]
        with pytest.raises(IndexError):
            us.each(_first_of, [[1], []], lambda: None)
    assert len(done) == 3


def _first_of(numbers: list[int]) -> int:
    return numbers[0]
