"""No piece of the gate can be taken away unnoticed: a sample here, all of it by `python -m tests.gate.mutate`."""

import os

import pytest

from tests.gate.mutate import EVERY
from tests.gate.mutations import Mutation, mutations
from tests.gate.play import red_cell
from tests.gate.stage import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLE = (
    "visible_to of Child returns everything",
    "village_director loses children.submit",
    "pages of users.see ask nobody",
)
ALL = list(mutations())
PLAYED = ALL if os.environ.get(EVERY) else [mutation for mutation in ALL if mutation.name in SAMPLE]


@pytest.mark.parametrize("mutation", PLAYED, ids=lambda mutation: mutation.name)
def test_a_cell_turns_red_when_a_piece_of_the_gate_is_missing(stage: Stage, mutation: Mutation) -> None:
    assert red_cell(mutation, stage) != ""


def test_nothing_is_red_while_the_gate_is_whole(stage: Stage) -> None:
    """The control: the same cells notice nothing without a mutation."""
    for mutation in ALL:
        if mutation.name in SAMPLE[1:]:
            assert red_cell(mutation.but_nothing(), stage) == ""


def test_the_sample_stands_in_the_list() -> None:
    assert {mutation.name for mutation in ALL} >= set(SAMPLE)
