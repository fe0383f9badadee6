"""A foreign child leaves no mark: with it and without it every seat gets the same answers, letter by letter."""

import pytest

from tests.gate.cast import CHILDREN, SEATS, tokens
from tests.gate.grants import GRANTED
from tests.gate.planted import WORDS, differences, exported_words, foreign_village, plant
from tests.gate.policy import blocks
from tests.gate.stage import Stage

pytestmark = pytest.mark.django_db

EXPORTING = [seat for seat, who in SEATS.items() if who.role in GRANTED["exports.request"]]


@pytest.mark.parametrize("seat", SEATS)
def test_no_answer_tells_a_seat_that_a_foreign_child_exists(stage: Stage, seat: str) -> None:
    faults = list(differences(stage, seat))
    assert not faults, "\n".join(faults[:30])


@pytest.mark.parametrize("seat", EXPORTING)
def test_an_export_holds_the_list_of_its_seat_and_no_sealed_fact(stage: Stage, seat: str) -> None:
    before = exported_words(stage, seat)
    plant(stage, foreign_village(seat))
    after = exported_words(stage, seat)
    assert before == after
    assert not any(word in after for word in WORDS)
    for label in CHILDREN:
        seen = blocks(seat, label)
        wrong = [token for token in tokens(label) if token.text in after and (token.sealed or token.block not in seen)]
        assert wrong == []
        assert (CHILDREN[label].name[0] in after) == ("roster" in seen)


def test_a_planted_child_of_ones_own_is_noticed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the very same comparison sees a child of the seat's own village."""
    monkeypatch.setattr("tests.gate.planted.foreign_village", lambda _seat: 990101001001)
    assert len(list(differences(stage, "county_clerk"))) > 5
