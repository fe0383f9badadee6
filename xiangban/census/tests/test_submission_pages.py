"""The pages of a round that goes up level by level: what each seat reads and may press, in its own place alone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import CITY, COUNTY, FOREIGN_VILLAGE, SIBLING_VILLAGE, TOWNSHIP, VILLAGE, World, make_child
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.census.actions.rounds import lock_round, open_round
from xiangban.census.models import CensusRound, Submission
from xiangban.census.queries import round_named
from xiangban.census.submitting import SubmissionState
from xiangban.census.tests.stage import DEADLINE, REFERENCE, clerk, round_of

AsSeat = Callable[[Seat], Client]
DAYS = (REFERENCE, DEADLINE)


@pytest.fixture
def sweep(world: World) -> CensusRound:
    return round_of(world)


def at(name: str, sweep: CensusRound, code: int) -> str:
    return reverse(f"census:{name}", kwargs={"pk": sweep.pk, "code": code})


def test_a_director_submits_and_the_township_sends_back(world: World, sweep: CensusRound, as_seat: AsSeat) -> None:
    director = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert at("submit_place", sweep, VILLAGE) in director.get(at("place", sweep, VILLAGE)).content.decode()
    director.post(at("submit_place", sweep, VILLAGE), {"statement": "swept"})
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    shown = supervisor.get(at("place", sweep, TOWNSHIP)).content.decode()
    assert at("accept_place", sweep, VILLAGE) in shown
    assert at("submit_place", sweep, SIBLING_VILLAGE) in shown
    answer = supervisor.post(at("return_place", sweep, VILLAGE), {"reason": "第三组还有两户未入户"})
    assert answer.headers["Location"] == at("place", sweep, TOWNSHIP)
    assert "第三组还有两户未入户" in director.get(at("place", sweep, VILLAGE)).content.decode()


def test_a_missing_village_is_named_beside_the_form(world: World, sweep: CensusRound, as_seat: AsSeat) -> None:
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    answer = supervisor.post(at("submit_place", sweep, TOWNSHIP), {"statement": "swept"})
    assert answer.status_code == 422
    assert "下湾村" in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_seat_finds_no_place_outside_its_own_or_outside_the_round(
    world: World, sweep: CensusRound, as_seat: AsSeat
) -> None:
    director = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    for code in (SIBLING_VILLAGE, TOWNSHIP, CITY, FOREIGN_VILLAGE, 10**17):
        assert director.get(at("place", sweep, code)).status_code == 404
        assert director.post(at("submit_place", sweep, code), {"statement": "swept"}).status_code == 404
    of_county = open_round(world.places[COUNTY], clerk(world), name="县级排查", days=DAYS)
    assert as_seat(world.seats[Role.CITY_CLERK]).get(at("place", of_county, CITY)).status_code == 404
    assert as_seat(world.li).get(at("place", of_county, COUNTY)).status_code == 404


def test_a_locked_round_offers_nothing_and_refuses_with_a_sentence(
    world: World, sweep: CensusRound, as_seat: AsSeat
) -> None:
    lock_round(sweep, clerk(world))
    director = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert at("submit_place", sweep, VILLAGE) not in director.get(at("place", sweep, VILLAGE)).content.decode()
    answer = director.post(at("submit_place", sweep, VILLAGE), {"statement": "swept"})
    assert answer.status_code == 422
    assert "已锁定" in answer.content.decode()


def test_a_double_press_is_answered_and_writes_once(world: World, sweep: CensusRound, as_seat: AsSeat) -> None:
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    supervisor.post(at("submit_place", sweep, VILLAGE), {"statement": "swept"})
    for _press in range(2):
        answer = supervisor.post(at("accept_place", sweep, VILLAGE), follow=True)
        assert answer.status_code == 200
    assert Submission.objects.get().state == SubmissionState.ACCEPTED


def test_a_township_has_the_round_on_its_menu_and_reads_its_lists(
    world: World, sweep: CensusRound, as_seat: AsSeat
) -> None:
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    listed = supervisor.get(reverse("census:rounds")).content.decode()
    assert reverse("census:round", kwargs={"pk": sweep.pk}) in listed
    assert at("place", sweep, TOWNSHIP) in listed
    assert "排查中" in listed
    assert reverse("census:open_round") not in listed
    shown = supervisor.get(reverse("census:round", kwargs={"pk": sweep.pk})).content.decode()
    assert at("place", sweep, TOWNSHIP) in shown
    assert reverse("census:receive", kwargs={"pk": sweep.pk}) not in shown


def test_a_round_is_found_by_its_name_inside_the_seat_s_sight(world: World) -> None:
    here = open_round(world.places[COUNTY], clerk(world), name="秋季", days=DAYS)
    there = open_round(world.places[990102000000], clerk(world), name="秋季", days=DAYS)
    assert round_named(world.viewer(Role.COUNTY_CLERK), "秋季") == here
    assert round_named(clerk(world), "秋季") is None  # two, and the city's seat means neither by itself
    whole = open_round(world.places[CITY], clerk(world), name="秋季", days=DAYS)
    assert round_named(clerk(world), "秋季") == whole
    assert round_named(world.viewer(Role.COUNTY_CLERK), "秋季") == here
    assert there != here


def test_a_number_of_what_lacks_leads_to_the_files_and_no_further_than_the_seat_reads(
    world: World, sweep: CensusRound, as_seat: AsSeat
) -> None:
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    assert (
        f"{at('lacking', sweep, TOWNSHIP)}?fact=schooling"
        in supervisor.get(at("place", sweep, TOWNSHIP)).content.decode()
    )
    shown = supervisor.get(at("lacking", sweep, TOWNSHIP), {"fact": "schooling"}).content.decode()
    assert "田小明" in shown
    assert "石小兰" not in shown
    city = as_seat(world.seats[Role.CITY_CLERK])
    assert f"{at('lacking', sweep, CITY)}?fact=schooling" not in city.get(at("place", sweep, CITY)).content.decode()
    assert "田小明" not in city.get(at("lacking", sweep, CITY), {"fact": "schooling"}).content.decode()


def test_what_changed_after_a_place_was_submitted_is_shown_as_an_amendment(
    world: World, sweep: CensusRound, as_seat: AsSeat
) -> None:
    director = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    director.post(at("submit_place", sweep, VILLAGE), {"statement": "swept"})
    assert "更正" not in director.get(at("place", sweep, VILLAGE)).content.decode()
    make_child("田晚报", VILLAGE)
    assert "上报时在册档案1份，现为2份" in director.get(at("place", sweep, VILLAGE)).content.decode()
