import numpy as np

from xiangban.matching.clustering import Links, cluster, outdone
from xiangban.matching.rows import REGISTER
from xiangban.matching.table import Table, read_table
from xiangban.matching.tests.cast import number, roster, row


def table_of(*agencies: str, numbers: tuple[str, ...] = ()) -> Table:
    """A row per agency, in this order; without numbers unless given."""
    given = numbers or ("",) * len(agencies)
    return read_table([roster(agency, row(id_number=one)) for agency, one in zip(agencies, given, strict=True)])


def links(*pairs: tuple[int, int, float]) -> Links:
    left, right, score = zip(*pairs, strict=True)
    return Links(np.array(left), np.array(right), np.array(score))


def children(table: Table, *pairs: tuple[int, int, float]) -> list[list[int]]:
    label = cluster(links(*pairs), table, 0.0)
    return sorted(np.flatnonzero(label == one).tolist() for one in np.unique(label))


def test_chains_of_good_links_are_one_child() -> None:
    table = table_of("education", "police", "villages")
    assert children(table, (0, 1, 9.0), (1, 2, 3.0), (0, 2, -1.0)) == [[0, 1, 2]]


def test_a_link_below_the_threshold_joins_nobody() -> None:
    assert children(table_of("education", "police"), (0, 1, -0.1)) == [[0], [1]]


def test_a_weak_link_gives_way_where_a_pair_of_the_group_speaks_against_it() -> None:
    table = table_of("education", "police", "villages")
    assert children(table, (0, 1, 9.0), (1, 2, 1.0), (0, 2, -9.0)) == [[0, 1], [2]]


def test_two_trusted_numbers_never_meet_through_a_third_row() -> None:
    numbers = (number("2014-05-06"), "", number("2014-05-06", 33))
    table = table_of("education", "police", "villages", numbers=numbers)
    assert children(table, (0, 1, 9.0), (1, 2, 8.0)) == [[0, 1], [2]]


def test_a_third_row_of_one_agency_stays_outside() -> None:
    table = table_of("police", "police", "police", "villages")
    found = children(table, (0, 3, 9.0), (0, 1, 5.0), (1, 3, 8.0), (2, 3, 7.0), (0, 2, 5.0), (1, 2, 5.0))
    assert found == [[0, 1, 3], [2]]


def test_two_rows_of_one_agency_are_a_child_only_if_they_speak_for_each_other() -> None:
    table = table_of("police", "police", "villages")
    assert children(table, (0, 2, 9.0), (1, 2, 8.0)) == [[0, 2], [1]]
    assert children(table, (0, 2, 9.0), (1, 2, 8.0), (0, 1, -2.0)) == [[0, 2], [1]]
    assert children(table, (0, 2, 9.0), (1, 2, 8.0), (0, 1, 2.0)) == [[0, 1, 2]]


def test_two_children_of_the_register_never_meet() -> None:
    table = table_of(REGISTER, REGISTER, "villages")
    assert children(table, (0, 2, 9.0), (1, 2, 8.0)) == [[0, 2], [1]]


def test_a_pair_gives_way_to_a_clearly_better_partner_in_the_others_agency() -> None:
    table = table_of("education", "police", "police")
    assert outdone(links((0, 1, 9.0), (0, 2, 2.0)), table).tolist() == [False, True]
    assert outdone(links((0, 1, 9.0), (0, 2, 8.0)), table).tolist() == [False, False]


def test_a_better_partner_in_another_agency_is_no_rival() -> None:
    table = table_of("education", "police", "villages")
    assert not outdone(links((0, 1, 9.0), (0, 2, 2.0)), table).any()
