"""Figures never single anybody out: no cell from one to four, and none that can be found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from xiangban.desk.figures import SMALLEST_CELL, TOGETHER, joined_small_cells

COUNTS = st.dictionaries(st.sampled_from(["", "a", "b", "c", "d", "e"]), st.integers(0, 30))


@given(COUNTS)
def test_the_sum_stays_the_same(counts: dict[str, int]) -> None:
    assert sum(joined_small_cells(counts).values()) == sum(counts.values())


@given(COUNTS)
def test_no_named_cell_is_small(counts: dict[str, int]) -> None:
    shown = joined_small_cells(counts)
    assert all(count == 0 or count >= SMALLEST_CELL for key, count in shown.items() if key not in ("", TOGETHER))


@given(COUNTS)
def test_a_small_cell_is_never_counted_together_with_itself_alone(counts: dict[str, int]) -> None:
    shown = joined_small_cells(counts)
    hidden = [key for key, count in counts.items() if key and count and key not in shown]
    others = [key for key in shown if key not in ("", TOGETHER)]
    assert len(hidden) != 1 or not others


def test_two_disabled_children_are_counted_with_the_next_smallest() -> None:
    assert joined_small_cells({"healthy": 90, "ill": 7, "disabled": 2, "": 3}) == {"healthy": 90, "": 3, TOGETHER: 9}
