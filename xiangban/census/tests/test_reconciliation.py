"""Who has whom, how many nobody found, and what became of each child between two rounds."""

import random

import pytest

from xiangban.census.estimate import estimate
from xiangban.census.reconciliation import together, who_has_whom

AGENCIES = ("education", "police", "villages")
COVERAGE = (0.68, 0.91, 0.90)


def _lists(seed: int, children: int) -> tuple[list[tuple[int, frozenset[str]]], int]:
    """Children found by chance with the coverage of the trial, and how many nobody found."""
    dice, found, unseen = random.Random(seed), [], 0
    for _nth in range(children):
        having = frozenset(a for a, share in zip(AGENCIES, COVERAGE, strict=True) if dice.random() < share)
        found.append((990101001001 + dice.randrange(3), having))
        unseen += not having
    return [child for child in found if child[1]], unseen


def test_three_agencies_have_seven_regions_that_add_up_to_the_children() -> None:
    children, _unseen = _lists(1, 5_000)
    places = who_has_whom(AGENCIES, children)
    whole = together(AGENCIES, places.values())
    assert len(whole.regions) == 7
    assert sum(region.children for region in whole.regions) == whole.children == len(children)
    assert whole.regions[0].agencies == frozenset(AGENCIES)


def test_what_an_agency_misses_is_what_the_others_have() -> None:
    children = [(1, frozenset({"police"})), (1, frozenset({"police", "villages"})), (1, frozenset({"education"}))]
    place = who_has_whom(AGENCIES, children)[1]
    assert (place.on("police"), place.missed_by("police"), place.missed_by("education")) == (2, 1, 2)


def test_the_interval_of_the_unseen_holds_the_truth_in_most_cities() -> None:
    held = 0
    for seed in range(40):
        children, unseen = _lists(seed, 8_000)
        found = together(AGENCIES, who_has_whom(AGENCIES, children).values()).unseen
        assert found is not None
        held += found.low <= unseen <= found.high
    assert held >= 32  # 95 % of 40 are 38


def test_lists_that_depend_on_each_other_do_not_mislead_three_lists_as_they_mislead_two() -> None:
    """Police and villages share half their errors: the pair alone finds almost nobody missing."""
    dice, three, two, unseen = random.Random(5), [], [], 0
    for _nth in range(30_000):
        easy = dice.random() < 0.5
        police, villages = (dice.random() < (0.98 if easy else 0.7) for _list in range(2))
        education = dice.random() < 0.68
        three.append((education, police, villages))
        two.append((police, villages))
        unseen += not (education or police or villages)
    counts: dict[tuple[bool, ...], int] = {pattern: three.count(pattern) for pattern in set(three) if any(pattern)}
    pairs: dict[tuple[bool, ...], int] = {pattern: two.count(pattern) for pattern in set(two) if any(pattern)}
    of_three, of_two = estimate(counts), estimate(pairs)
    assert of_three is not None
    assert of_two is not None
    assert of_three.low <= unseen <= of_three.high
    assert of_two.high < sum(not any(pattern) for pattern in two)


@pytest.mark.parametrize("seed", range(30))
def test_a_village_of_a_few_children_has_an_interval_and_no_error(seed: int) -> None:
    children, _unseen = _lists(seed, 4)
    for place in who_has_whom(AGENCIES, children).values():
        found = place.unseen
        assert found is None or 0 <= found.low <= found.unseen <= found.high


def test_lists_without_a_common_child_say_nothing_of_the_unseen() -> None:
    assert estimate({(True, False): 5, (False, True): 7}) is None
    assert estimate({}) is None
