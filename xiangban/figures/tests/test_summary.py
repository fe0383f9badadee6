"""The 32 columns and their printed checks, on invented groups of children."""

import random
from itertools import product

import pytest

from xiangban.figures.definitions import count
from xiangban.figures.registry import indicator, indicators
from xiangban.figures.summary import ASKS, CHECK_RULES, SUMMARY, check, remainders, row_of

WHOLE = {
    "age_band": ["0-5", "6-13", "14-15"],
    "sex": ["1", "2"],
    "schooling": ["kindergarten", "primary", "junior", "senior", "dropped_out", "not_studying"],
    "hukou_registered": ["0", "1"],
    "health": ["10", "20", "30", "40", "60"],
    "boarding": ["0", "1"],
    "actual_carer": ["grandparents", "uncles_aunts", "parent_unable", "nobody"],
    "guardianship_rating": ["good", "fair", "poor"],
    "guardianship_kind": ["good", "fair", "carer_weak", "parent_unable", "nobody"],
}


def _children(seed: int, number: int, gaps: float) -> list[tuple[dict[str, str], int]]:
    dice = random.Random(seed)
    groups = []
    for _nth in range(number):
        facts = {name: dice.choice(WHOLE[name]) for name in ASKS}
        facts |= {name: "" for name in ASKS if dice.random() < gaps}
        groups.append((facts, dice.randint(1, 4)))
    return groups


def test_the_columns_are_numbered_from_1_to_32_in_the_printed_order() -> None:
    assert [column.number for column in SUMMARY] == list(range(1, 33))


@pytest.mark.parametrize("seed", range(5))
def test_where_everything_is_collected_every_printed_check_holds(seed: int) -> None:
    assert check(row_of(_children(seed, 400, gaps=0))) == []


@pytest.mark.parametrize("seed", range(5))
def test_what_is_not_collected_explains_every_check_that_does_not_close(seed: int) -> None:
    row = row_of(_children(seed, 400, gaps=0.1))
    breaches = check(row, remainders(row))
    assert breaches
    assert all(breach.explained for breach in breaches)


@pytest.mark.parametrize(
    ("kind", "columns"), [("nobody", [29, 32]), ("parent_unable", [28, 32]), ("carer_weak", [32]), ("good", [30])]
)
def test_where_a_roster_says_only_the_kind_of_guardianship_it_tells_who_cares_and_how_well(
    kind: str, columns: list[int]
) -> None:
    facts = dict.fromkeys(ASKS, "") | {"guardianship_kind": kind}
    row = row_of([(facts, 1)])
    assert [number for number in range(26, 33) if row[number]] == columns


def test_what_was_collected_of_the_carer_counts_before_what_the_kind_of_guardianship_says() -> None:
    said = {"guardianship_kind": "nobody", "actual_carer": "grandparents", "guardianship_rating": "fair"}
    row = row_of([(dict.fromkeys(ASKS, "") | said, 1)])
    assert [number for number in range(26, 33) if row[number]] == [26, 31]


@pytest.mark.parametrize("carer", ["institution", "other"])
def test_a_child_in_the_care_of_an_institution_counts_in_no_column_of_carers_but_in_what_is_left_over(
    carer: str,
) -> None:
    facts = {name: WHOLE[name][0] for name in ASKS} | {"actual_carer": carer}
    row = row_of([(facts, 3)])
    assert [row[number] for number in (1, 26, 27, 28, 29)] == [3, 0, 0, 0, 0]
    assert remainders(row)["actual_carer"] == 3


def test_a_figure_changed_by_hand_breaks_the_checks_it_stands_in() -> None:
    row = row_of(_children(1, 300, gaps=0)) | {13: 0}
    broken = {str(breach.rule) for breach in check(row)}
    assert broken == {"1=11+…+18", "13+14=24+25"}


def test_the_check_printed_with_a_slip_is_read_as_boarders_among_pupils_of_compulsory_schools() -> None:
    assert [str(rule) for rule in CHECK_RULES][-1] == "13+14=24+25"


def test_every_column_is_an_indicator_that_counts_the_same() -> None:
    groups = _children(3, 200, gaps=0.2)
    row = row_of(groups)
    for column in SUMMARY:
        assert count(indicator(f"summary.{column.number:02}@2016"), groups).number == row[column.number]


def test_a_share_without_a_denominator_is_no_share() -> None:
    nobody = dict.fromkeys(ASKS, "")
    figure = count(indicator("no_hukou_share@2016"), [(nobody, 7)])
    assert (figure.number, figure.whole, figure.share) == (0, 0, None)


def test_every_indicator_judges_every_mix_of_facts() -> None:
    values = [["", *WHOLE[name][:2]] for name in ASKS]
    for picked in product(*values):
        facts = dict(zip(ASKS, picked, strict=True))
        assert all(one.counts(facts) in (True, False) for one in indicators() if set(one.asks) <= set(ASKS))
