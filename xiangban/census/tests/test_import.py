"""Files become a register: every row accounted for, nothing twice, all of it taken back again."""

import pytest

from tests.world import VILLAGE, World
from xiangban.access.acts import Refused
from xiangban.access.models import TrailRow
from xiangban.access.viewer import Viewer
from xiangban.census.actions.commit import undo_import
from xiangban.census.models import CensusRecord, Import
from xiangban.census.queries import usual_start
from xiangban.census.rules import ImportState, StartState
from xiangban.census.strokes import commit_import
from xiangban.census.taking_in import Stroke, made_ready
from xiangban.census.tests.stage import (
    CHILDREN,
    HE,
    HEADERS,
    LIN,
    MIAO,
    PLACE,
    SHU,
    clerk,
    committed,
    person,
    prepared,
    received,
    roster,
    round_of,
    silent,
)
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child
from xiangban.children.rules import ChildState


def sums(batch: Import) -> bool:
    return bool(sum(batch.counts["rows"].values()) == batch.counts["all_rows"])


def test_three_rosters_of_four_children_found_four_files(world: World) -> None:
    assert usual_start(clerk(world)) is StartState.REGISTERED, "the register is filled for the first time"
    batch = committed(
        world, round_of(world), education=roster([HE, MIAO, SHU]), police=roster(CHILDREN), villages=roster([HE, LIN])
    )
    assert batch.counts["rows"] == {"linked": 5, "new": 4, "waiting": 0, "refused": 0, "not_a_child": 0}
    child = Child.objects.get(name="田小禾")
    assert (child.state, child.responsible_code, child.sex) == (ChildState.REGISTERED, VILLAGE, "2")
    assert CensusRecord.objects.filter(child=child).count() == 3
    assert usual_start(clerk(world)) is StartState.SUBMITTED, "what comes later the township reviews"


def test_what_an_import_wrote_is_taken_back_to_the_last_value(world: World) -> None:
    sweep = round_of(world)
    before = content_hash()
    batch = committed(world, sweep, police=roster(CHILDREN))
    after_first = content_hash()
    changed = person("田小禾", "2018-03-04", "112", 监护人电话="19955554444")
    second = committed(world, sweep, villages=roster([changed, person("向晚晴", "2017-02-02", "155")]))
    assert content_hash() != after_first
    undo_import(second, clerk(world), reason="", progress=silent)
    assert content_hash() == after_first
    undo_import(batch, clerk(world), reason="", progress=silent)
    assert content_hash() == before


def test_an_import_that_several_processes_make_founds_the_same_files(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep, rosters = round_of(world), {"education": roster([HE, MIAO, SHU]), "police": roster(CHILDREN)}
    alone = committed(world, sweep, **rosters)
    founded = content_hash()
    undo_import(alone, clerk(world), reason="", progress=silent)
    monkeypatch.setattr("xiangban.children.bulk.sharing.WORTH_SHARING", 0)
    monkeypatch.setattr("xiangban.children.bulk.sharing.AT_ONCE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    shared = committed(world, sweep, **rosters)
    assert content_hash() == founded
    assert CensusRecord.objects.filter(batch=shared, child__isnull=False).count() == 7


def test_the_first_import_is_not_taken_back_under_the_second(world: World) -> None:
    sweep = round_of(world)
    first = committed(world, sweep, police=roster(CHILDREN))
    second = committed(world, sweep, villages=roster([HE, LIN]))
    with pytest.raises(Refused, match=str(second.pk)):
        undo_import(first, clerk(world), reason="", progress=silent)


def test_the_same_file_is_not_taken_twice(world: World) -> None:
    sweep, content = round_of(world), roster(CHILDREN)
    batch = committed(world, sweep, police=content)
    with pytest.raises(Refused, match=str(batch.pk)):
        received(world, sweep, police=content)


def test_the_same_rows_in_another_file_change_nothing(world: World) -> None:
    sweep = round_of(world)
    committed(world, sweep, police=roster(CHILDREN))
    before = content_hash()
    again = prepared(world, sweep, police=roster(CHILDREN, title="花名册（重报）"))
    assert again.counts["files"]["unchanged"] == 4
    commit_import(again, clerk(world), progress=silent)
    assert content_hash() == before
    assert Child.objects.filter(name__in=[one["姓名"] for one in CHILDREN]).count() == 4
    undo_import(again, clerk(world), reason="", progress=silent)
    assert content_hash() == before


def test_two_wards_of_one_grandmother_change_nothing_when_they_come_again(world: World) -> None:
    granny = {"监护人姓名": "田桂花", "监护人电话": "19912345678"}
    wards = [{**HE, **granny}, {**MIAO, **granny, "监护人住址": "青禾县柳溪镇上湾村三组18号"}]
    headers, sweep = [*HEADERS, "监护人住址"], round_of(world)
    committed(world, sweep, villages=roster(wards, headers))
    before = content_hash()
    again = committed(world, sweep, villages=roster(wards, headers, title="花名册（重报）"))
    assert (again.counts["files"]["unchanged"], content_hash()) == (2, before)


def test_two_imports_prepared_at_once_make_no_twins(world: World) -> None:
    sweep = round_of(world)
    one = prepared(world, sweep, police=roster([HE, MIAO, SHU]))
    other = prepared(world, sweep, villages=roster([SHU, LIN]))
    commit_import(one, clerk(world), progress=silent)
    commit_import(other, clerk(world), progress=silent)
    other.refresh_from_db()
    assert Child.objects.filter(name="石树林").count() == 1
    assert (other.counts["rows"]["linked"], other.counts["rows"]["new"]) == (1, 1)


def test_a_commit_refused_after_its_files_were_made_founds_nothing_and_is_in_the_trail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, before = prepared(world, round_of(world), police=roster(CHILDREN)), content_hash()
    monkeypatch.setattr("xiangban.census.strokes.made_ready", _made_while_it_is_withdrawn)
    with pytest.raises(Refused):
        commit_import(batch, clerk(world), progress=silent)
    assert content_hash() == before
    assert TrailRow.objects.filter(verb="census.commit", subject_key=str(batch.pk), outcome="refused").count() == 1


def _made_while_it_is_withdrawn(batch: Import, by: Viewer) -> Stroke:
    stroke = made_ready(batch, by)
    Import.objects.filter(pk=batch.pk).update(state=ImportState.WITHDRAWN)
    return stroke


def test_rows_that_can_be_no_child_of_the_round_are_refused_with_the_reason(world: World) -> None:
    people = [HE, person("丁大树", "2005-01-05", "166"), person("丁二树", "2010-02-05", "167"), {"监护人姓名": "丁山"}]
    batch = prepared(world, round_of(world), police=roster(people))
    assert sums(batch)
    whys = {record.row: record.why for record in CensusRecord.objects.filter(batch=batch, verdict="refused")}
    assert whys == {4: "adult", 5: "aged_out", 6: "no_name"}


def test_a_row_of_another_county_waits(world: World) -> None:
    elsewhere = person("石小山", "2015-05-05", "177", 县="白石县", 乡镇="石桥镇", 村="石门村")
    sweep = round_of(world)
    batch = prepared(world, sweep, police=roster([HE, MIAO, elsewhere]))
    assert batch.counts["rows"]["new"] == 3  # the city holds both counties
    assert PLACE["县"] == "青禾县"
