"""The running round on everybody's day: what the own place owes, and what waits from below."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests.world import CITY, COUNTY, VILLAGE, World
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.census.actions.rounds import lock_round, open_round
from xiangban.census.actions.submissions import return_place, submit_place
from xiangban.census.models import CensusRound
from xiangban.census.submitting import Statement
from xiangban.desk.cards import Card
from xiangban.desk.rounds import cards_of_rounds
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.web.badges import Tone

BY = system_viewer("a test")
DAY, DEADLINE = date(2026, 9, 10), date(2026, 10, 31)


@pytest.fixture
def sweep(world: World) -> CensusRound:
    translation.activate("en")
    return open_round(world.places[CITY], BY, name="秋季排查", days=(date(2026, 9, 1), DEADLINE))


def cards(world: World, role: Role, today: date = DAY) -> dict[str, Card]:
    return {str(card.title): card for card in cards_of_rounds(world.viewer(role), place_names(), today)}


def hand_in(world: World, sweep: CensusRound, code: int) -> None:
    submit_place(world.places[code], BY, sweep=sweep, statement=Statement.SWEPT, reason="代报")


def test_a_village_owes_until_it_has_submitted(world: World, sweep: CensusRound) -> None:
    assert set(cards(world, Role.VILLAGE_DIRECTOR)) == {"Round to submit"}
    hand_in(world, sweep, VILLAGE)
    assert cards(world, Role.VILLAGE_DIRECTOR) == {}


def test_a_township_is_told_what_waits_and_who_owes(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE)
    told = cards(world, Role.TOWNSHIP_SUPERVISOR)
    assert told["Places to accept"].count == 1
    assert "1 of 2" in str(told["Round to submit"].hint)


def test_what_was_sent_back_and_what_is_late_stand_out(world: World, sweep: CensusRound) -> None:
    hand_in(world, sweep, VILLAGE)
    return_place(world.places[VILLAGE], BY, sweep=sweep, reason="缺第三组")
    assert cards(world, Role.VILLAGE_DIRECTOR)["Round to submit"].tone == Tone.WARNING
    assert cards(world, Role.VILLAGE_DIRECTOR, date(2026, 11, 1))["Round to submit"].tone == Tone.DANGER


def test_a_locked_round_and_a_round_next_door_ask_nothing(world: World, sweep: CensusRound) -> None:
    lock_round(sweep, BY)
    open_round(world.places[990102000000], BY, name="邻县排查", days=(date(2026, 9, 1), DEADLINE))
    assert cards(world, Role.VILLAGE_DIRECTOR) == {}
    assert cards(world, Role.COUNTY_CLERK) == {}


def test_a_seat_whose_place_is_gone_has_a_day_all_the_same(world: World, sweep: CensusRound) -> None:
    viewer = world.viewer(Role.COUNTY_CLERK)
    Territory.objects.filter(code=COUNTY).update(valid_to=timezone.localdate())
    # Another place is opened with it, as a change of places does: the names are read anew.
    Territory.objects.create(level=3, code=990109000000, name="新禾县", valid_from=timezone.localdate())
    assert cards_of_rounds(viewer, place_names(), DAY) == []


def test_who_takes_no_part_in_rounds_is_told_nothing(world: World, sweep: CensusRound) -> None:
    assert cards(world, Role.SCHOOL) == {}
    assert cards(world, Role.CONVENER) == {}


@pytest.mark.parametrize("role", [Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_HEAD, Role.CITY_HEAD])
def test_a_day_with_a_running_round_asks_the_database_at_most_seventeen_times(
    world: World, sweep: CensusRound, as_seat: Callable[[Seat], Client], role: Role
) -> None:
    client = as_seat(world.seats[role])
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 17
