"""Rules of supervision: the ladder, the sample that anybody draws again, the clocks of a review."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.supervision.rules import Rung, decide_until, review_until, skipped
from xiangban.supervision.sampling import drawn, margin_of, sample_size


def test_a_supervision_order_leaves_out_the_reminder_and_the_urging_that_were_never_sent() -> None:
    assert skipped(Rung.ORDER, set()) == (Rung.REMIND, Rung.URGE)
    assert skipped(Rung.ORDER, {"remind", "urge"}) == ()
    assert skipped(Rung.REMIND, set()) == ()


def test_a_review_is_asked_within_thirty_days_and_decided_within_thirty_more() -> None:
    assert review_until(date(2026, 9, 1)) == date(2026, 10, 1)
    assert decide_until(date(2026, 9, 1)) == date(2026, 10, 1)


def test_the_size_of_a_sample_is_that_of_the_textbooks() -> None:
    assert sample_size(10**9, 0.95, 0.05) == 385
    assert sample_size(1000, 0.95, 0.05) == 278
    assert sample_size(0, 0.95, 0.05) == 0
    assert sample_size(3, 0.95, 0.05) == 3


@given(st.integers(1, 100_000), st.sampled_from([0.9, 0.95, 0.99]), st.sampled_from([0.05, 0.1, 0.15]))
def test_a_sample_never_exceeds_its_population_and_keeps_its_margin(
    population: int, confidence: float, margin: float
) -> None:
    size = sample_size(population, confidence, margin)
    assert 1 <= size <= population
    assert margin_of(size, population, confidence) <= margin + 1e-9


@given(st.sets(st.integers(0, 10**12), max_size=60), st.integers(0, 60), st.text(max_size=8))
def test_the_same_seed_draws_the_same_whatever_the_order(keys: set[int], size: int, seed: str) -> None:
    assert drawn(sorted(keys), size, seed) == drawn(sorted(keys, reverse=True), size, seed)
    assert len(drawn(keys, size, seed)) == min(size, len(keys))


def test_another_seed_draws_others() -> None:
    assert drawn(range(1000), 20, "a") != drawn(range(1000), 20, "b")


def test_confidence_lies_between_none_and_certainty() -> None:
    with pytest.raises(ValueError, match="between"):
        sample_size(10, 1.0, 0.05)
