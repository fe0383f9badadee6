"""A round goes up level by level: who hands in what, who judges it, and what is refused with which sentence."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.world import CITY, COUNTY, SIBLING_VILLAGE, TOWNSHIP, VILLAGE, World
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.census.actions.rounds import lock_round, open_round
from xiangban.census.actions.submissions import accept_place, reopen_place, return_place, submit_place
from xiangban.census.completeness import progress_of
from xiangban.census.models import CensusRound, Submission, SubmissionMove
from xiangban.census.submitting import Statement, SubmissionState, offered
from xiangban.census.tests.stage import DEADLINE, REFERENCE, round_of
from xiangban.children.models import Child
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.rules import Level

S = SubmissionState
SWEPT, NOBODY = Statement.SWEPT, Statement.NOBODY


@pytest.fixture
def sweep(world: World) -> CensusRound:
    return round_of(world)


def director(world: World) -> Viewer:
    return world.viewer(Role.VILLAGE_DIRECTOR)


def supervisor(world: World) -> Viewer:
    return world.viewer(Role.TOWNSHIP_SUPERVISOR)


def hand_in(world: World, sweep: CensusRound, code: int, role: Role, **said: str) -> None:
    submit_place(world.places[code], world.viewer(role), sweep=sweep, **{"statement": SWEPT, **said})


def state_of(code: int) -> str:
    return str(Submission.objects.get(place_code=code).state)


def test_a_village_hands_in_and_its_township_sends_it_back_with_a_reason(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    return_place(world.places[VILLAGE], supervisor(world), sweep=sweep, reason="第三组还有两户未入户")
    assert state_of(VILLAGE) == S.RETURNED
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    accept_place(world.places[VILLAGE], supervisor(world), sweep=sweep)
    told = [(move.move, move.reason, move.post_id is not None) for move in SubmissionMove.objects.order_by("pk")]
    assert told == [
        ("submit_place", "", True),
        ("return_place", "第三组还有两户未入户", True),
        ("submit_place", "", True),
        ("accept_place", "", True),
    ]


def test_a_township_waits_for_its_villages_and_says_which(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    with pytest.raises(Refused, match="下湾村"):
        hand_in(world, sweep, TOWNSHIP, Role.TOWNSHIP_SUPERVISOR)
    hand_in(world, sweep, TOWNSHIP, Role.TOWNSHIP_SUPERVISOR, reason="下湾村道路中断，三日内补报")
    move = SubmissionMove.objects.get(submission__place_code=TOWNSHIP)
    assert (move.missing, move.reason) == (["下湾村"], "下湾村道路中断，三日内补报")
    assert state_of(VILLAGE) == S.ACCEPTED  # whoever hands in answers for what was handed in below


def test_a_village_without_a_child_says_so_and_one_with_a_child_cannot(world: World, sweep: CensusRound) -> None:
    with pytest.raises(Refused, match="1"):
        hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR, statement=NOBODY)
    Child.objects.filter(pk=world.hong.pk).update(state="exited", exit_reason="parent_back")
    with pytest.raises(Refused):
        hand_in(world, sweep, SIBLING_VILLAGE, Role.TOWNSHIP_SUPERVISOR)
    hand_in(world, sweep, SIBLING_VILLAGE, Role.TOWNSHIP_SUPERVISOR, statement=NOBODY)
    row = Submission.objects.get(place_code=SIBLING_VILLAGE)
    assert (row.statement, row.files) == (NOBODY, 0)


def test_a_place_does_not_judge_itself_and_a_director_judges_nobody(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, TOWNSHIP, Role.TOWNSHIP_SUPERVISOR, reason="先行上报")
    with pytest.raises(Refused):
        accept_place(world.places[TOWNSHIP], supervisor(world), sweep=sweep)
    with pytest.raises(NotPermitted):
        accept_place(world.places[VILLAGE], director(world), sweep=sweep)
    accept_place(world.places[TOWNSHIP], world.viewer(Role.COUNTY_CLERK), sweep=sweep)
    assert state_of(TOWNSHIP) == S.ACCEPTED


def test_nobody_hands_in_or_judges_the_next_county(world: World, sweep: CensusRound) -> None:
    from_next_door = world.li
    viewer = world.viewer(Role.COUNTY_CLERK)
    assert from_next_door.post.place_code != viewer.interval.low
    with pytest.raises(NotPermitted):
        submit_place(world.places[990102000000], viewer, sweep=sweep, statement=SWEPT, reason="代报")


def test_a_round_climbs_to_the_city_which_nobody_accepts(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, COUNTY, Role.COUNTY_CLERK, reason="两镇迟报")
    accept_place(world.places[COUNTY], world.viewer(Role.CITY_CLERK), sweep=sweep)
    hand_in(world, sweep, CITY, Role.CITY_CLERK, reason="白石县迟报")
    with pytest.raises(Refused):
        accept_place(world.places[CITY], world.viewer(Role.CITY_HEAD), sweep=sweep)
    with pytest.raises(Refused, match="溪宁市"):
        reopen_place(world.places[COUNTY], world.viewer(Role.CITY_CLERK), sweep=sweep, reason="漏报")
    reopen_place(world.places[CITY], world.viewer(Role.CITY_CLERK), sweep=sweep, reason="漏报")
    reopen_place(world.places[COUNTY], world.viewer(Role.CITY_CLERK), sweep=sweep, reason="漏报")
    assert (state_of(CITY), state_of(COUNTY)) == (S.SWEEPING, S.SWEEPING)


def test_a_locked_round_takes_no_submission(world: World, sweep: CensusRound) -> None:
    lock_round(sweep, world.viewer(Role.CITY_CLERK))
    with pytest.raises(Refused, match="2026年秋季排查"):
        hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    assert not Submission.objects.exists()


def test_what_was_handed_in_is_not_handed_in_twice(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    with pytest.raises(MoveNotAllowed):
        hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)


def test_a_county_round_is_no_business_of_the_city_s_other_counties(world: World) -> None:
    sweep = open_round(
        world.places[COUNTY], world.viewer(Role.COUNTY_CLERK), name="县级排查", days=(REFERENCE, DEADLINE)
    )
    with pytest.raises(Refused):
        submit_place(world.places[CITY], world.viewer(Role.CITY_CLERK), sweep=sweep, statement=SWEPT, reason="代报")


def test_two_counties_may_call_their_rounds_alike_and_one_may_not_twice(world: World) -> None:
    days = (REFERENCE, DEADLINE)
    here, there = world.places[COUNTY], world.places[990102000000]
    city = world.viewer(Role.CITY_CLERK)
    open_round(here, city, name="2026年秋季", days=days)
    open_round(there, city, name="2026年秋季", days=days)
    with pytest.raises(Refused, match="青禾县"):
        open_round(here, city, name="2026年秋季", days=days)


def test_progress_counts_each_place_in_three_questions(
    world: World, sweep: CensusRound, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    viewer = supervisor(world)
    progress_of(viewer, sweep, world.places[TOWNSHIP], DEADLINE)  # what was given to the seat is read once a request
    with django_assert_num_queries(3):
        found = progress_of(viewer, sweep, world.places[TOWNSHIP], DEADLINE)
    lines = {line.code: (line.state, line.late, line.figures.files) for line in found.below}
    assert lines == {VILLAGE: (S.SUBMITTED, False, 1), SIBLING_VILLAGE: (S.SWEEPING, False, 1)}
    assert found.own.figures.files == 2


def test_a_place_is_late_once_the_deadline_passed_and_it_owes(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    found = progress_of(supervisor(world), sweep, world.places[TOWNSHIP], date(2026, 11, 1))
    assert [(line.code, line.late) for line in found.below] == [(VILLAGE, False), (SIBLING_VILLAGE, True)]


def test_facts_that_lack_are_counted_by_name(world: World, sweep: CensusRound) -> None:
    found = progress_of(director(world), sweep, world.places[VILLAGE], REFERENCE)
    assert found.own.figures.lacking == 1
    assert found.own.figures.lacks["schooling"] == 1
    assert found.own.figures.lacks["birth_date"] == 0


def test_every_move_stands_in_the_trail(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE, Role.VILLAGE_DIRECTOR)
    row = TrailRow.objects.filter(verb="census.submit_place").get()
    assert row.detail["files"] == 1


@pytest.mark.parametrize(
    ("state", "place", "seat", "verbs"),
    [
        (S.SWEEPING, Level.VILLAGE, Level.VILLAGE, ("submit_place",)),
        (S.SUBMITTED, Level.VILLAGE, Level.VILLAGE, ()),
        (S.SUBMITTED, Level.VILLAGE, Level.TOWNSHIP, ("accept_place", "return_place")),
        (S.ACCEPTED, Level.TOWNSHIP, Level.COUNTY, ("reopen_place",)),
        (S.SUBMITTED, Level.CITY, Level.CITY, ("reopen_place",)),
        (S.ACCEPTED, Level.TOWNSHIP, Level.TOWNSHIP, ()),
    ],
)
def test_a_seat_is_offered_what_leads_on(
    state: SubmissionState, place: Level, seat: Level, verbs: tuple[str, ...]
) -> None:
    assert offered(state, place, Level.CITY, seat) == verbs


def test_the_last_round_s_number_stands_beside_as_it_was_submitted(world: World, sweep: CensusRound) -> None:
    days = (date(2026, 3, 1), date(2026, 4, 30))
    spring = open_round(world.places[CITY], world.viewer(Role.CITY_CLERK), name="春季排查", days=days)
    hand_in(world, spring, VILLAGE, Role.VILLAGE_DIRECTOR)
    Child.objects.filter(pk=world.ming.pk).update(state="exited", exit_reason="parent_back")
    found = progress_of(supervisor(world), sweep, world.places[TOWNSHIP], REFERENCE)
    assert {line.code: (line.figures.before, line.figures.files) for line in found.below}[VILLAGE] == (1, 0)
    assert progress_of(director(world), sweep, world.places[VILLAGE], REFERENCE).own.figures.before == 1
