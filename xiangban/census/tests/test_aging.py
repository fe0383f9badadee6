"""A child is too old for a round or not: judged once for all its rows, by the birth date that counts."""

from tests.world import World
from xiangban.census.models import CensusRecord, Import
from xiangban.census.previews import remarks_on
from xiangban.census.tests.stage import HE, MIAO, committed, number_of, person, prepared, roster, round_of

OLD = person("丁二树", "2010-02-05", "167")


def verdicts(batch: Import) -> set[tuple[str, str, int]]:
    rows = CensusRecord.objects.filter(batch=batch).values_list("verdict", "why", "cluster")
    return set(rows)


def test_a_child_who_is_too_old_is_listed_once_with_all_its_rows(world: World) -> None:
    batch = prepared(world, round_of(world), police=roster([HE, OLD]), villages=roster([HE, OLD], title="各村花名册"))
    assert batch.counts["rows"] == {"linked": 1, "new": 1, "waiting": 0, "refused": 2, "not_a_child": 0}
    assert batch.counts["aged_out"] == 1
    assert len({cluster for verdict, why, cluster in verdicts(batch) if why == "aged_out"}) == 1
    assert any("1" in remark for remark in remarks_on(batch.counts))


def test_a_slip_in_the_year_refuses_nobody_whom_the_police_know_better(world: World) -> None:
    slip = {**HE, "出生日期": "2009-03-04", "身份证号码": ""}
    batch = committed(world, round_of(world), police=roster([HE, MIAO]), villages=roster([slip, MIAO]))
    assert batch.counts["rows"]["refused"] == 0
    assert batch.counts["aged_out"] == 0


def test_a_file_whose_child_is_too_old_now_is_refused_and_not_gone_as_well(world: World) -> None:
    sweep = round_of(world)
    young = {**OLD, "出生日期": "2011-02-05", "身份证号码": number_of("2011-02-05", "167")}
    committed(world, sweep, villages=roster([HE, young]))
    before = prepared(world, sweep, police=roster([HE]))
    told = {**young, "身份证号码": "", "出生日期": "2010-02-05"}
    after = prepared(world, sweep, police=roster([HE, told], title="花名册（重报）"))
    assert (after.counts["rows"]["refused"], after.counts["aged_out"]) == (1, 1)
    assert after.counts["files"]["gone"] == before.counts["files"]["gone"] - 1
