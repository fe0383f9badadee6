"""Small rosters of the demo's generator, with floors below the figures of docs/figures.md: only a break is seen."""

from collections.abc import Iterable

import numpy as np
import pytest

from xiangban.demo.city import generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.rosters.observed import ObservedRow
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import AGENCIES, read_rates
from xiangban.matching.linking import Linking, link
from xiangban.matching.rows import Roster

CHILDREN, SEED = 2500, 91
NUMBER = frozenset({"id_number"})
BIRTH = frozenset({"id_number", "birth_date", "age"})
PLACES = frozenset({"id_number", "county", "town", "village"})
FAMILY = frozenset(
    {"id_number", *(f"{one}_{fact}" for one in ("guardian", "father", "mother") for fact in ("name", "phone"))}
)


@pytest.fixture(scope="module")
def rows() -> list[ObservedRow]:
    return observe(generate_people(generate_city(), CHILDREN, SEED), read_rates(), SEED)


def rosters(
    rows: Iterable[ObservedRow], lacking: tuple[str, ...] = (), columns: frozenset[str] = NUMBER
) -> list[Roster]:
    """The agencies' rosters, those lacking without the columns."""
    made = []
    for agency in AGENCIES:
        own = [row.values for row in rows if row.agency == agency]
        fields = {field for values in own for field in values} - (columns if agency in lacking else set())
        made.append(Roster(agency, {field: [values.get(field, "") for values in own] for field in fields}))
    return made


def pair_score(linking: Linking, rows: Iterable[ObservedRow]) -> float:
    """F1 over pairs of rows."""
    truth = np.array([row.child for agency in AGENCIES for row in rows if row.agency == agency])
    right = pairs(truth * 10**6 + linking.child)
    return 2 * right / (pairs(truth) + pairs(linking.child))


def pairs(labels: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int:
    counts = np.unique(labels, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def test_rosters_with_numbers_become_the_true_children(rows: list[ObservedRow]) -> None:
    assert pair_score(link(rosters(rows)), rows) > 0.995


def test_rosters_without_any_number_become_the_true_children(rows: list[ObservedRow]) -> None:
    assert pair_score(link(rosters(rows, AGENCIES)), rows) > 0.99


@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_that_never_has_numbers_is_matched_as_well(rows: list[ObservedRow], agency: str) -> None:
    assert pair_score(link(rosters(rows, (agency,))), rows) > 0.993


@pytest.mark.parametrize("columns", [BIRTH, PLACES, FAMILY], ids=["birth", "places", "family"])
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_form_that_lacks_what_the_others_ask_for_is_matched_by_the_rest(
    rows: list[ObservedRow], agency: str, columns: frozenset[str]
) -> None:
    assert pair_score(link(rosters(rows, (agency,), columns)), rows) > 0.985


def test_few_questions_are_left_to_people(rows: list[ObservedRow]) -> None:
    linking = link(rosters(rows))
    assert sum(map(len, linking.candidates.values())) < 0.02 * CHILDREN
    assert linking.automatic.mean() > 0.98
