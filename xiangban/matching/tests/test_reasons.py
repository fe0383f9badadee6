from xiangban.matching.linking import link
from xiangban.matching.reasons import REASON_KINDS, Reason, explain
from xiangban.matching.rows import Roster
from xiangban.matching.tests.cast import number, other_family, roster, row


def reasons(left: Roster, right: Roster) -> dict[str, Reason]:
    return {reason.kind: reason for reason in explain(link([left, right]), (0, 1))}


def test_a_pair_says_what_speaks_for_it_with_both_values() -> None:
    mine = row(child_name="王梓涵", id_number="", father_name="", village="")
    found = reasons(roster("education", mine), roster("police", row()))
    assert found["name_same_sound"] == Reason("name_same_sound", 1, "王梓涵", "王子涵")
    assert found["birth_equal"].speaks == found["sex_same"].speaks == found["place_same_town"].speaks == 1
    assert found["phone_same"].left == "13900010001"
    assert not any(kind.startswith("number") for kind in found)


def test_a_pair_says_what_speaks_against_it() -> None:
    other = row(child_name="王建军", sex="2", birth_date="2010-01-09", id_number=number("2010-01-09", 22))
    found = reasons(roster("villages", row()), roster("villages", other | {"mother_name": "孙丽"}))
    against = {kind for kind, reason in found.items() if reason.speaks == -1}
    assert against == {"number_different", "name_surname", "birth_other", "sex_other", "relative_other", "agency_same"}
    assert (found["relative_other"].left, found["relative_other"].right) == ("李秀英", "孙丽")


def test_a_guardian_who_is_the_others_father_is_one_relative() -> None:
    found = reasons(roster("education", row(guardian_name="王建国", father_name="")), roster("police", row()))
    assert found["relative_same"] == Reason("relative_same", 1, "王建国", "王建国") or "relative_same" in found
    assert "relative_other" not in found


def test_every_kind_that_is_said_stands_in_the_list() -> None:
    pairs = [(row(), row()), (row(), other_family()), (row(id_number=""), row(birth_date="2014-05", village=""))]
    for left, right in pairs:
        assert set(reasons(roster("education", left), roster("police", right))) <= set(REASON_KINDS)
