"""What a row told is kept in one text and read back as it was."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from xiangban.census.rosters.tables import FIELDS, ID_PREFIX, NO_ID_REASON, Doubt, Trouble
from xiangban.census.told import MARKS, packed, told_in

TEXTS = st.text(st.sampled_from("张一1 {\x1e\x1f\n\"'"), min_size=1, max_size=5)
VALUES = st.dictionaries(st.sampled_from([*FIELDS, NO_ID_REASON, "unheard_of"]), TEXTS, max_size=5)
DOUBT = st.builds(Doubt, st.integers(1, 9), st.integers(-1, 9), TEXTS, TEXTS, TEXTS, st.sampled_from(Trouble))


@settings(deadline=None, max_examples=60)  # a busy machine stops the clock at any example
@given(VALUES, st.lists(DOUBT, max_size=2))
def test_whatever_a_row_told_is_read_back_in_its_order(values: dict[str, str], doubts: list[Doubt]) -> None:
    found, doubted = told_in(packed(values, doubts))
    assert (list(found.items()), doubted) == (list(values.items()), doubts)


def test_every_field_of_a_roster_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == {*FIELDS, NO_ID_REASON, ID_PREFIX}
    assert len(set(MARKS.values())) == len(MARKS)
    assert all(len(mark) == 1 and mark != "{" for mark in MARKS.values())


def test_rows_kept_as_json_are_read_still() -> None:
    kept = {"values": {"child_name": "张一"}, "doubts": [[7, 2, "姓名", "child_name", "张一1", "strange_name"]]}
    values, doubts = told_in(json.dumps(kept))
    assert values == {"child_name": "张一"}
    assert doubts == [Doubt(7, 2, "姓名", "child_name", "张一1", Trouble.STRANGE_NAME)]


def test_a_row_whose_roster_was_deleted_tells_nothing() -> None:
    assert told_in("") == ({}, [])
