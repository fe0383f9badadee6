"""The file of rates: whole, within bounds, and changed only with a decision."""

from hashlib import sha256

import pytest

from xiangban.demo.rosters.rates import AGENCIES, MIXES, MOST, RATES_FILE, read_rates

DECISIONS = RATES_FILE.parents[1] / "docs" / "decisions"


def test_the_file_of_rates_changes_only_with_a_decision() -> None:
    fingerprint = sha256(RATES_FILE.read_bytes()).hexdigest()[:16]

    assert any(fingerprint in record.read_text(encoding="utf-8") for record in DECISIONS.glob("*.md"))


@pytest.mark.parametrize("mix", MIXES)
def test_every_rate_is_a_share_for_each_agency(mix: str) -> None:
    rates = read_rates(mix)

    for shares in (rates.coverage, *rates.habits.values(), *rates.errors.values()):
        assert sorted(shares) == sorted(AGENCIES)
        assert all(0 <= share <= 1 for share in shares.values())


def test_multiplied_errors_leave_some_rows_right_and_habits_as_they_are() -> None:
    usual, dirty = read_rates(), read_rates().times(10)

    assert dirty.share("number_missing", "villages") == MOST
    assert dirty.share("nickname", "villages") == pytest.approx(0.2)
    assert dirty.share("guardian_is_parent", "education") == usual.share("guardian_is_parent", "education")
    assert dirty.coverage == usual.coverage
