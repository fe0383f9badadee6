"""A file that comes back corrected only fixes: what was settled stays, what was in doubt is answered."""

from tests.world import World
from xiangban.census.actions.commit import undo_import
from xiangban.census.models import CensusRecord, Import, Settlement
from xiangban.census.rules import Decision
from xiangban.census.tests.stage import HE, LIN, MIAO, SHU, clerk, committed, person, roster, round_of, silent
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Child

GROWN = person("向晚晴", "2007-02-02", "155")  # the year is wrong: she is nine
RIGHT = person("向晚晴", "2017-02-02", "155")


def verdicts(batch: Import) -> list[str]:
    return list(CensusRecord.objects.filter(batch=batch).order_by("row").values_list("verdict", flat=True))


def test_a_corrected_row_answers_for_the_one_that_was_refused(world: World) -> None:
    sweep = round_of(world)
    first = committed(world, sweep, police=roster([HE, MIAO, SHU, GROWN]))
    assert verdicts(first) == ["new", "new", "new", "refused"]
    second = committed(world, sweep, police=roster([HE, MIAO, SHU, RIGHT]))
    assert second.counts["files"] == {"new": 1, "changed": 0, "unchanged": 3, "conflict": 0, "gone": 3}
    assert verdicts(first) == ["new", "new", "new", "linked"]
    assert CensusRecord.objects.get(batch=first, row=6).child == Child.objects.get(name="向晚晴")
    assert Settlement.objects.get(batch=first).decision == Decision.CORRECTED


def test_when_the_correction_is_taken_back_the_row_is_in_doubt_again(world: World) -> None:
    sweep = round_of(world)
    first = committed(world, sweep, police=roster([HE, MIAO, SHU, GROWN]))
    before = content_hash()
    second = committed(world, sweep, police=roster([HE, MIAO, SHU, RIGHT]))
    undo_import(second, clerk(world), reason="", progress=silent)
    assert verdicts(first) == ["new", "new", "new", "refused"]
    assert content_hash() == before


def test_another_list_of_the_same_agency_answers_for_nothing(world: World) -> None:
    sweep = round_of(world)
    first = committed(world, sweep, police=roster([HE, MIAO, SHU, GROWN]))
    committed(world, sweep, police=roster([LIN, person("丁小满", "2016-05-06", "188"), HE, RIGHT]))
    assert verdicts(first)[-1] == "refused"
