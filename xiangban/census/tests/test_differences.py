"""What differs from the last round, and the cause a person gives: counted by place, last word counting, undoable."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.world import CITY, COUNTY, VILLAGE, World
from xiangban.access.acts import Refused
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.explaining import explain
from xiangban.census.actions.rounds import lock_round, open_round
from xiangban.census.actions.submissions import submit_place
from xiangban.census.causes import Cause
from xiangban.census.differences import count_by_place, count_unexplained, differing, found_again
from xiangban.census.models import CensusRound, Explanation
from xiangban.census.queries import round_to_compare, rounds_before
from xiangban.census.reconciliation import Since, Stood, since_of
from xiangban.census.submitting import Statement
from xiangban.census.tests.stage import CHILDREN, HE, LIN, MIAO, SHU, clerk, committed, person, roster, round_of, silent
from xiangban.children.models import Child, Merge, MergeState
from xiangban.children.rules import ChildState
from xiangban.territories.rules import Level

SPRING = "2026年春季排查"
NEWCOMER = person("柏青", "2017-09-09", "155")
MOVED = {**MIAO, "乡镇": "桃坪乡", "村": "桃源村"}
OLD = person("严松", "2010-10-01", "166")  # 16 between the two rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn(world: World) -> CensusRound:
    """In spring five children stood on the lists; in autumn two of them, one moved, and one who is new."""
    spring = open_round(world.places[CITY], clerk(world), name=SPRING, days=(date(2026, 3, 1), date(2026, 4, 30)))
    committed(world, spring, education=roster([*CHILDREN, OLD]))
    autumn = open_round(
        world.places[CITY], clerk(world), name="2026年冬季排查", days=(date(2026, 10, 31), date(2026, 12, 31))
    )
    committed(world, autumn, education=roster([HE, MOVED, NEWCOMER]))
    return autumn


def named(person: dict[str, str]) -> int:
    return int(Child.objects.get(name=person["姓名"]).pk)


def kinds(world: World, sweep: CensusRound, role: Role, code: int) -> dict[str, str]:
    names = dict(Child.objects.values_list("pk", "name"))
    found = differing(world.viewer(role), sweep, world.places[code])
    return {names[one.child]: one.since.value for one in found}


def test_each_child_who_differs_has_its_kind(world: World, autumn: CensusRound) -> None:
    assert kinds(world, autumn, Role.CITY_CLERK, CITY) == {
        "石树林": "gone",
        "方林杉": "gone",
        "田小苗": "moved",
        "柏青": "new",
        "严松": "aged_out",
    }


def test_a_seat_is_told_of_its_own_place_alone(world: World, autumn: CensusRound) -> None:
    assert set(kinds(world, autumn, Role.VILLAGE_DIRECTOR, VILLAGE)) == {"方林杉", "柏青", "严松"}
    lines = count_by_place(differing(clerk(world), autumn, world.places[CITY]), Level.COUNTY)
    assert [(line.code, line.numbers[Since.GONE], line.unexplained) for line in lines] == [(COUNTY, 2, 5)]


def test_the_last_cause_counts_and_the_earlier_ones_are_kept(world: World, autumn: CensusRound) -> None:
    director, village = world.viewer(Role.VILLAGE_DIRECTOR), world.places[VILLAGE]
    child = named(LIN)
    assert explain(village, director, sweep=autumn, causes={child: Cause.PARENT_BACK}) == 1
    assert explain(village, director, sweep=autumn, causes={child: Cause.MIGRATED}) == 1
    assert explain(village, director, sweep=autumn, causes={child: Cause.MIGRATED}) == 0
    [one] = [one for one in differing(director, autumn, village) if one.child == child]
    assert one.given is not None
    assert one.given.cause == Cause.MIGRATED
    explain(village, director, sweep=autumn, causes={child: ""})
    assert [row.cause for row in Explanation.objects.order_by("pk")] == ["parent_back", "migrated", ""]
    assert count_unexplained(director, autumn, village, Since.GONE) == 1


def test_a_cause_must_fit_and_another_reason_wants_words(world: World, autumn: CensusRound) -> None:
    director, village = world.viewer(Role.VILLAGE_DIRECTOR), world.places[VILLAGE]
    with pytest.raises(Refused):
        explain(village, director, sweep=autumn, causes={named(LIN): Cause.NEWLY_LEFT})
    with pytest.raises(Refused):
        explain(village, director, sweep=autumn, causes={named(LIN): Cause.OTHER})
    explain(village, director, sweep=autumn, causes={named(LIN): Cause.OTHER}, words="随姑妈去外地，年底回来")
    assert Explanation.objects.get().words == "随姑妈去外地，年底回来"


def test_nobody_explains_a_child_of_another_place(world: World, autumn: CensusRound) -> None:
    director, village = world.viewer(Role.VILLAGE_DIRECTOR), world.places[VILLAGE]
    assert explain(village, director, sweep=autumn, causes={named(SHU): Cause.PARENT_BACK}) == 0


def test_a_locked_round_takes_no_cause(world: World, autumn: CensusRound) -> None:
    lock_round(autumn, clerk(world))
    with pytest.raises(Refused):
        explain(world.places[CITY], clerk(world), sweep=autumn, causes={named(SHU): Cause.PARENT_BACK})


def test_the_file_of_a_child_who_left_the_register_says_the_cause(world: World, autumn: CensusRound) -> None:
    Child.objects.filter(pk=named(OLD)).update(state="exited", exit_reason="sixteen")
    [one] = [one for one in differing(clerk(world), autumn, world.places[CITY]) if one.child == named(OLD)]
    assert one.explained


def test_a_county_is_not_submitted_while_the_gone_have_no_cause(world: World, autumn: CensusRound) -> None:
    county, by = world.places[COUNTY], world.viewer(Role.COUNTY_CLERK)
    for code in (990101001000, 990101002000):
        submit_place(world.places[code], by, sweep=autumn, statement=Statement.SWEPT, reason="代报")
    with pytest.raises(Refused, match="2"):
        submit_place(county, by, sweep=autumn, statement=Statement.SWEPT)
    explain(county, by, sweep=autumn, causes={named(SHU): Cause.PARENT_BACK, named(LIN): Cause.DIED})
    submit_place(county, by, sweep=autumn, statement=Statement.SWEPT)


def test_a_place_for_which_no_roster_came_misses_nobody(world: World) -> None:
    spring = open_round(world.places[CITY], clerk(world), name=SPRING, days=(date(2026, 3, 1), date(2026, 4, 30)))
    committed(world, spring, education=roster(CHILDREN))
    autumn = round_of(world)
    assert differing(clerk(world), autumn, world.places[CITY]) == []


def test_an_import_taken_back_takes_the_children_it_founded_out_of_the_comparison(
    world: World, autumn: CensusRound
) -> None:
    explain(world.places[CITY], clerk(world), sweep=autumn, causes={named(NEWCOMER): Cause.NEWLY_LEFT})
    undo_import(autumn.imports.get(), clerk(world), reason="wrong_file", progress=silent)
    assert Child.objects.filter(name="柏青").count() == 0
    assert differing(clerk(world), autumn, world.places[CITY]) == []


def test_twenty_are_explained_on_one_page(world: World, autumn: CensusRound, as_seat: Callable[[Seat], Client]) -> None:
    translation.activate("en")
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    where = {"pk": autumn.pk, "code": VILLAGE}
    shown = client.get(reverse("census:differences", kwargs=where), {"since": "gone"}).content.decode()
    assert "方林杉" in shown
    assert f'name="cause_{named(LIN)}"' in shown
    sent = {f"cause_{named(LIN)}": "", "rest": "parent_back", "since": "gone"}
    answer = client.post(reverse("census:explain", kwargs=where), sent, follow=True)
    assert "方林杉" not in answer.content.decode()  # nobody is left without a cause
    assert Explanation.objects.get().cause == Cause.PARENT_BACK


def test_who_sees_no_names_reads_none_here(
    world: World, autumn: CensusRound, as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[Role.CITY_CLERK])
    address = reverse("census:differences", kwargs={"pk": autumn.pk, "code": CITY})
    shown = client.get(address, {"since": "gone"}).content.decode()
    assert "石树林" not in shown
    assert "石" in shown


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        (Stood(990101001000), None, Since.GONE),
        (Stood(990101001000, date(2010, 8, 31)), None, Since.AGED_OUT),
        (None, Stood(990101001000), Since.NEW),
        (Stood(990101001000), Stood(990101002000), Since.MOVED),
        (Stood(990101001000), None, Since.GONE),
        (Stood(990101001000), Stood(990101001000), Since.FOUND_AGAIN),
        (Stood(None), Stood(990101002000), Since.FOUND_AGAIN),
    ],
)
def test_a_township_that_one_list_does_not_name_is_no_move(then: Stood | None, now: Stood | None, kind: Since) -> None:
    assert since_of(then, now, date(2026, 9, 1)) is kind


def test_a_county_s_round_is_compared_with_the_city_s_before_it(world: World) -> None:
    days = (date(2026, 3, 1), date(2026, 4, 30))
    spring = open_round(world.places[CITY], clerk(world), name=SPRING, days=days)
    county = open_round(world.places[COUNTY], clerk(world), name="县级排查", days=(date(2026, 9, 1), date(2026, 9, 30)))
    between = open_round(world.places[CITY], clerk(world), name="空轮次", days=(date(2026, 6, 1), date(2026, 6, 30)))
    assert round_to_compare(county) is None
    committed(world, spring, education=roster(CHILDREN))
    assert round_to_compare(county) == spring
    assert list(rounds_before(county)) == [between, spring]


def test_a_file_that_was_merged_into_another_counts_with_it(world: World, autumn: CensusRound) -> None:
    stays, double, now = named(LIN), named(NEWCOMER), timezone.now()
    again = found_again(clerk(world), autumn, world.places[CITY])
    Merge.objects.create(child_id=stays, double_id=double, place_code=VILLAGE, proposed_at=now, state=MergeState.MERGED)
    Child.objects.filter(pk=double).update(state=ChildState.MERGED)
    assert kinds(world, autumn, Role.CITY_CLERK, CITY) == {"石树林": "gone", "田小苗": "moved", "严松": "aged_out"}
    assert found_again(clerk(world), autumn, world.places[CITY]) == again + 1
