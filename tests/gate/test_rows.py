"""Rows, blocks and counts: what the gate lets through of each table is what the policy says."""

import pytest

from tests.gate import policy
from tests.gate.rows import BY_PLACE, block_faults, count_faults, scoped_models, table_faults
from tests.gate.stage import Stage

pytestmark = pytest.mark.django_db


def test_every_scoped_model_has_its_row_in_the_policy() -> None:
    known = {*policy.ROWS, *(label for labels, _rule in BY_PLACE for label in labels)}
    assert {model.sight_label() for model in scoped_models()} == known


def test_a_seat_sees_of_each_table_the_rows_of_its_children_and_places_alone(stage: Stage) -> None:
    faults = [fault for model in scoped_models() for fault in table_faults(model, stage)]
    assert not faults, "\n".join(faults)


def test_a_seat_sees_of_each_child_the_blocks_of_its_role_alone(stage: Stage) -> None:
    assert list(block_faults(stage)) == []


def test_a_seat_counts_the_children_of_its_place_if_its_role_counts(stage: Stage) -> None:
    assert list(count_faults(stage)) == []
