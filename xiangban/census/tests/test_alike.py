"""What speaks for and against two files being one child."""

import pytest

from xiangban.census.alike import evidence_between
from xiangban.census.reason_words import REASONS

HE = {"child_name": "田小禾", "birth_date": "2018-03-04", "sex": "2", "county": "青禾县", "village": "上湾村"}


@pytest.mark.parametrize(
    ("other", "kind", "speaks"),
    [
        ({"child_name": "田小禾"}, "name_exact", 1),
        ({"child_name": "田禾小"}, "name_turned", 1),
        ({"child_name": "小禾"}, "name_shortened", 1),
        ({"child_name": "王小禾"}, "name_given_same", 0),
        ({"child_name": "田小和"}, "name_one_differs", 0),
        ({"child_name": "石大林"}, "name_nothing", -1),
        ({"birth_date": "2018-03-04"}, "birth_equal", 1),
        ({"birth_date": "2018-03"}, "birth_within_month", 1),
        ({"birth_date": "2018"}, "birth_within_year", 1),
        ({"birth_date": "2018-03-09"}, "birth_same_month", 0),
        ({"birth_date": "2017-03-04"}, "birth_same_day_and_month", 0),
        ({"birth_date": "2016-01-09"}, "birth_other", -1),
        ({"sex": "1"}, "sex_other", -1),
        ({"county": "青禾县", "village": "上湾村"}, "place_same_village", 1),
        ({"county": "白石县", "village": "上湾村"}, "place_other_county", -1),
    ],
)
def test_each_fact_speaks_for_itself(other: dict[str, str], kind: str, speaks: int) -> None:
    assert (kind, speaks) in [(one[0], one[1]) for one in evidence_between(HE, other)]
    assert kind in REASONS


def test_what_one_side_does_not_tell_speaks_for_nothing() -> None:
    assert evidence_between(HE, {}) == []
    shared = evidence_between({"mother_phone": "199"}, {"guardian_phone": "199"})
    assert shared == [("phone_same", 1, "199", "199")]
