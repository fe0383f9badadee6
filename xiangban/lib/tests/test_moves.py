"""A table of moves says what may follow what."""

from enum import Enum, StrEnum

import pytest

from xiangban.lib.moves import Move, MoveNotAllowed, Moves


class Kite(StrEnum):
    FOLDED = "folded"
    FLYING = "flying"
    TORN = "torn"
    PATCHED = "patched"


class Lamp(Enum):
    OFF = 0
    ON = 1


KITE_MOVES = Moves[Kite](
    ("launch", [Kite.FOLDED, Kite.PATCHED], Kite.FLYING),
    ("tear", [Kite.FLYING], Kite.TORN),
    ("mend", [Kite.TORN], Kite.PATCHED),
    ("put_away", [Kite.FLYING], Kite.FOLDED),
    ("put_away", [Kite.TORN], Kite.TORN),
)


def test_a_verb_leads_from_each_of_its_states_to_its_target() -> None:
    assert KITE_MOVES.target("launch", Kite.FOLDED) is Kite.FLYING
    assert KITE_MOVES.target("launch", Kite.PATCHED) is Kite.FLYING


def test_one_verb_may_have_two_targets_from_different_states() -> None:
    assert KITE_MOVES.target("put_away", Kite.FLYING) is Kite.FOLDED
    assert KITE_MOVES.target("put_away", Kite.TORN) is Kite.TORN


def test_a_state_read_from_a_column_as_text_is_the_same_state() -> None:
    assert KITE_MOVES.target("mend", "torn") is Kite.PATCHED
    assert KITE_MOVES.verbs_from("flying") == ("tear", "put_away")


def test_a_forbidden_move_names_the_verb_the_state_and_what_is_allowed() -> None:
    with pytest.raises(MoveNotAllowed) as refusal:
        KITE_MOVES.target("mend", Kite.FLYING)
    assert (refusal.value.verb, refusal.value.state) == ("mend", Kite.FLYING)
    assert refusal.value.allowed == ("tear", "put_away")


def test_an_unknown_state_or_verb_leads_nowhere() -> None:
    assert KITE_MOVES.verbs_from("burnt") == ()
    with pytest.raises(MoveNotAllowed):
        KITE_MOVES.target("burn", Kite.FLYING)


def test_a_verb_that_would_leave_one_state_for_two_is_refused_when_written() -> None:
    with pytest.raises(ValueError, match="twice"):
        Moves[Kite](("mend", [Kite.TORN], Kite.PATCHED), ("mend", [Kite.TORN], Kite.FOLDED))


def test_a_plain_enumeration_works_too() -> None:
    moves = Moves[Lamp](("light", [Lamp.OFF], Lamp.ON))
    assert moves.target("light", Lamp.OFF) is Lamp.ON


def test_the_docs_see_the_rows_as_written() -> None:
    assert KITE_MOVES.as_table()[0] == Move("launch", (Kite.FOLDED, Kite.PATCHED), Kite.FLYING)
    assert KITE_MOVES.verbs == ("launch", "tear", "mend", "put_away")
