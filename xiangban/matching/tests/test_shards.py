import numpy as np

from xiangban.matching.rows import Roster
from xiangban.matching.shards import ShardLinks, find_strays, join_strays, link_shard
from xiangban.matching.tests.cast import Row, other_family, roster, row
from xiangban.matching.trees import default_trees
from xiangban.matching.verdicts import UPPER

HERE = [("police", row()), ("villages", row()), ("villages", other_family())]
STRAYED = row(county="龙泉县", town="大湾乡", village="老鹰岩村")


def shard(rows: list[tuple[str, Row]]) -> ShardLinks:
    return link_shard(rosters(rows), default_trees())


def rosters(rows: list[tuple[str, Row]]) -> list[Roster]:
    return [roster(agency, one) for agency, one in rows]


def test_a_row_that_strayed_into_another_place_is_fetched_with_its_child() -> None:
    strays = find_strays([shard(HERE), shard([("education", STRAYED)])])
    assert [rows.tolist() for rows in strays.rows] == [[0, 1], [0]]


def test_a_child_at_home_in_one_place_is_not_looked_for_elsewhere() -> None:
    strays = find_strays([shard(HERE), shard([("education", other_family(child_name="孙晓", id_number=""))])])
    assert [rows.tolist() for rows in strays.rows] == [[], []]


def test_a_strayed_row_joins_its_child_and_a_namesake_does_not() -> None:
    namesake = STRAYED | {
        "id_number": "",
        "contact_phone": "13900090009",
        "guardian_name": "钱多",
        "father_name": "钱少",
        "mother_name": "冯宝",
        "birth_date": "2014-05-06",
        "sex": "2",
    }
    fetched = [*HERE[:2], ("education", STRAYED), ("education", namesake)]
    joined = join_strays(
        rosters(fetched), shard=np.array([0, 0, 1, 1]), child=np.array([0, 0, 0, 1]), model=default_trees()
    )
    label = joined.child
    assert label[0] == label[1] == label[2] != label[3]
    assert joined.score[2] >= UPPER
    assert np.isnan(joined.score[3])
