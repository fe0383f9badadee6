import numpy as np
import pytest

from xiangban.matching.linking import Linking, link
from xiangban.matching.rows import REGISTER, Roster
from xiangban.matching.tests.cast import number, other_family, roster, row, without_number
from xiangban.matching.trees import default_trees
from xiangban.matching.verdicts import LOWER, UPPER


def children(linking: Linking) -> list[set[int]]:
    """The rows of each child."""
    labels = linking.child.tolist()
    return [{at for at, label in enumerate(labels) if label == child} for child in dict.fromkeys(labels)]


def test_three_agencies_write_of_one_child_in_three_ways() -> None:
    linking = link(
        [
            roster("education", row(child_name="王梓涵", village="", id_number="")),
            roster("police", row(child_name="王子涵")),
            roster("villages", other_family(), row(child_name="王子涵", birth_date="2014-05", contact_phone="")),
        ]
    )
    assert children(linking) == [{0, 1, 3}, {2}]


def test_two_different_trusted_numbers_are_two_children_however_alike_the_rows() -> None:
    linking = link([roster("education", row()), roster("police", row(id_number=number("2014-05-06", 33)))])
    assert children(linking) == [{0}, {1}]
    assert linking.candidates == {}
    assert linking.automatic.all()


def test_a_brothers_number_copied_does_not_make_two_boys_one() -> None:
    elder = row(child_name="王子轩", birth_date="2010-01-02", id_number=number("2010-01-02"))
    copied = row(id_number=number("2010-01-02"))
    linking = link([roster("police", elder, row()), roster("villages", copied, elder)])
    assert children(linking) == [{0, 3}, {1, 2}]


def test_a_twins_number_copied_does_not_make_the_twins_one_though_their_names_differ_by_a_character() -> None:
    first = row(child_name="王玥诺", id_number=number("2014-05-06", 11))
    second = row(child_name="王玥瑶", id_number=number("2014-05-06", 13))
    copied = second | {"id_number": first["id_number"]}
    linking = link([roster("police", first, second), roster("villages", copied)])
    assert children(linking) == [{0}, {1, 2}]


def test_a_number_cut_by_a_spreadsheet_joins_with_the_whole_one() -> None:
    cut = row(id_number=number("2014-05-06")[:15] + "000", village="")
    assert children(link([roster("education", cut), roster("police", row())])) == [{0, 1}]


def test_twins_go_each_with_the_own_name() -> None:
    first = row(child_name="王子涵", id_number="")
    second = row(child_name="王子轩", id_number="")
    linking = link([roster("education", first, second), roster("villages", second, first)])
    assert children(linking) == [{0, 3}, {1, 2}]


def test_a_child_holds_at_most_two_rows_of_an_agency() -> None:
    linking = link([roster("villages", row(), row(), row()), roster("police", row())])
    assert max(sum(at < 3 for at in rows) for rows in children(linking)) == 2


def test_an_import_never_joins_two_children_of_the_register() -> None:
    linking = link([roster(REGISTER, without_number(row()), without_number(row())), roster("villages", row())])
    assert all(not {0, 1} <= rows for rows in children(linking))


def test_a_child_named_in_the_guardians_column_is_found() -> None:
    swapped = row(child_name="王德福", guardian_name="王子涵", id_number="")
    assert children(link([roster("police", row()), roster("villages", swapped)])) == [{0, 1}]


def test_a_former_name_is_a_name() -> None:
    renamed = row(child_name="王一诺", pet_or_former_name="王子涵", id_number="")
    assert children(link([roster("police", renamed), roster("villages", without_number(row()))])) == [{0, 1}]


def test_not_the_same_is_remembered() -> None:
    rosters = [roster("police", row()), roster("villages", without_number(row()))]
    assert children(link(rosters)) == [{0, 1}]
    linking = link(rosters, apart=[(1, 0)])
    assert children(linking) == [{0}, {1}]
    assert linking.candidates == {}


def test_not_the_same_holds_through_a_third_row() -> None:
    rosters = [roster(name, without_number(row())) for name in ("education", "police", "villages")]
    linking = link(rosters, apart=[(0, 2)])
    assert all(not {0, 2} <= rows for rows in children(linking))


def test_the_same_is_remembered_though_nothing_speaks_for_it() -> None:
    rosters = [roster("police", without_number(row())), roster("villages", without_number(other_family()))]
    assert children(link(rosters)) == [{0}, {1}]
    linking = link(rosters, together=[(0, 1)])
    assert children(linking) == [{0, 1}]
    assert linking.automatic.all()


def test_a_doubtful_link_is_asked_about_once() -> None:
    nickname = row(child_name="毛毛", id_number="", village="", guardian_name="", mother_name="")
    linking = link([roster("police", row()), roster("villages", nickname)])
    asked = {(int(linking.child[at]), label) for at, labels in linking.candidates.items() for label in labels}
    assert len(asked) == 1
    assert not linking.automatic.any()


def test_strangers_are_settled_without_a_question() -> None:
    linking = link([roster("police", row()), roster("villages", other_family())])
    assert linking.automatic.all()
    assert np.isnan(linking.score).all()
    assert linking.candidates == {}


def test_scores_of_links_settled_alone_are_above_the_upper_threshold() -> None:
    linking = link([roster("police", row()), roster("villages", row())])
    assert LOWER < UPPER <= linking.score.min()


@pytest.mark.parametrize("name", ["阿木·吉克子尔", "阿卜杜热合曼·买买提", "达娃央金才让"])
def test_long_names_are_matched_without_any_number(name: str) -> None:
    family = {"guardian_name": "吉克阿木", "father_name": "吉克木果", "mother_name": "沙马约布", "id_number": ""}
    sister = row(child_name="阿依·吉克子尔", birth_date="2011-03-04", sex="2", **family)
    mine = row(child_name=name, **family)
    written = row(child_name=name.replace("·", "").replace("尔", "儿"), village="", **family)
    linking = link([roster("education", sister, mine), roster("villages", written, sister)])
    assert children(linking) == [{0, 3}, {1, 2}]


def test_rosters_may_lack_columns_and_rows() -> None:
    rosters = [Roster("education", {}), Roster("police", {"child_name": ["王子涵", "赵奕辰"]})]
    assert children(link(rosters)) == [{0}, {1}]
    assert len(link([]).child) == 0


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="unequal"):
        Roster("education", {"child_name": ["王子涵"], "sex": []})


def test_the_order_of_the_rosters_changes_nothing() -> None:
    first, second = roster("education", row(), other_family()), roster("police", other_family(), row())
    straight, turned = children(link([first, second])), children(link([second, first]))
    assert sorted(map(sorted, straight)) == sorted(sorted((at + 2) % 4 for at in rows) for rows in turned)


def test_progress_is_told_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    link([roster("police", row())], model=default_trees(), tell=lambda done, steps: told.append((done, steps)))
    assert told[-1][0] == told[-1][1] == len(told)
