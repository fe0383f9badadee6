"""New numbers of places that move: nothing is lost, doubled, reused or left outside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.network import rules
from xiangban.territories.rules import Level, ancestor_code, interval_of, width

COUNTY, OTHER = 990101000000, 990102000000
endings = st.sets(st.integers(1, 999), min_size=1, max_size=60)


@given(moved=endings, taken=endings)
def test_every_township_that_moves_gets_its_own_free_code_below_the_new_county(
    moved: set[int], taken: set[int]
) -> None:
    old = [COUNTY + ending * width(Level.TOWNSHIP) for ending in moved]
    there = {OTHER + ending * width(Level.TOWNSHIP) for ending in taken}
    codes = rules.renumber(old, Level.TOWNSHIP, OTHER, there)
    assert set(codes) == set(old)
    assert len(set(codes.values())) == len(old)
    assert not there & set(codes.values())
    assert all(rules.is_below(code, Level.TOWNSHIP, OTHER) for code in codes.values())


@given(moved=endings)
def test_a_township_keeps_its_last_digits_where_they_are_free(moved: set[int]) -> None:
    old = [COUNTY + ending * width(Level.TOWNSHIP) for ending in moved]
    codes = rules.renumber(old, Level.TOWNSHIP, OTHER, set())
    assert all(new - OTHER == code - COUNTY for code, new in codes.items())


@given(township=st.integers(1, 999), village=st.integers(1, 999), to=st.integers(1, 999))
def test_a_village_carried_along_lies_in_its_township_as_before(township: int, village: int, to: int) -> None:
    old_root, new_root = COUNTY + township * 1000, OTHER + to * 1000
    carried = rules.carried(old_root + village, old_root, new_root)
    assert interval_of(Level.TOWNSHIP, new_root).holds(carried)
    assert carried - ancestor_code(carried, Level.TOWNSHIP) == village


def test_a_full_county_says_that_no_code_is_free() -> None:
    full = {COUNTY + ending * width(Level.TOWNSHIP) for ending in range(1000)}
    with pytest.raises(rules.NoFreeCode):
        rules.renumber([OTHER + 1000], Level.TOWNSHIP, COUNTY, full)


def test_a_code_given_by_hand_is_taken_before_the_rule_numbers_the_rest() -> None:
    first, second = COUNTY + 1000, COUNTY + 2000
    codes = rules.renumber([first, second], Level.TOWNSHIP, OTHER, set(), {first: OTHER + 2000})
    assert codes == {first: OTHER + 2000, second: OTHER + 3000}


@pytest.mark.parametrize("code", [OTHER, COUNTY + 1000, OTHER + 1, OTHER + 5000])
def test_a_code_given_by_hand_must_lie_below_the_new_place_and_be_free(code: int) -> None:
    with pytest.raises(rules.CodeUnfit):
        rules.renumber([COUNTY + 1000], Level.TOWNSHIP, OTHER, {OTHER + 5000}, {COUNTY + 1000: code})


def test_villages_merge_within_a_county_and_cities_not_at_all() -> None:
    assert rules.may_merge(Level.VILLAGE, [COUNTY + 1001, COUNTY + 2001])
    assert not rules.may_merge(Level.VILLAGE, [COUNTY + 1001, OTHER + 1001])
    assert rules.may_merge(Level.COUNTY, [COUNTY, OTHER])
    assert not rules.may_merge(Level.CITY, [990100000000, 990200000000])


def test_a_change_takes_effect_today_or_earlier_but_not_before_its_places() -> None:
    today = date(2026, 9, 1)
    assert rules.dates_fit(today, today, [date(2020, 1, 1)])
    assert not rules.dates_fit(date(2026, 9, 2), today, [date(2020, 1, 1)])
    assert not rules.dates_fit(date(2019, 9, 1), today, [date(2020, 1, 1)])
