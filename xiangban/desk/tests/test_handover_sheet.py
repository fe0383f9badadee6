"""The handover sheet: what is open at a post, for its holder and for whoever may hand it over."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.world import World
from xiangban.access.installation import forget_installation, name_installation
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.children.models import Child
from xiangban.children.rules import ChildState

AsSeat = Callable[[Seat], Client]


@pytest.fixture
def demo(world: World) -> Iterator[None]:
    name_installation("溪宁市", demo=True)
    yield
    forget_installation()


def sheet_of(seat: Seat) -> str:
    return f"/desk/handover/{seat.post.pk}/"


def test_a_director_prints_what_is_open_in_the_village(world: World, as_seat: AsSeat) -> None:
    Child.objects.update(state=ChildState.DRAFT)
    director = world.seats[Role.VILLAGE_DIRECTOR]
    body = as_seat(director).get(sheet_of(director)).content.decode()
    assert "田小明" in body
    assert "田小红" not in body
    assert "seat_village_director(虚构)</dd>" in body


def test_the_township_prints_the_sheet_of_its_village_and_sees_only_that_village(world: World, as_seat: AsSeat) -> None:
    Child.objects.update(state=ChildState.DRAFT)
    supervisor = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    body = supervisor.get(sheet_of(world.seats[Role.VILLAGE_DIRECTOR])).content.decode()
    assert "田小明" in body
    assert "田小红" not in body


@pytest.mark.parametrize(
    "role", [Role.VILLAGE_DIRECTOR, Role.SCHOOL, Role.SECURITY_ADMINISTRATOR, Role.CONVENER, Role.PARENT]
)
def test_who_may_not_hand_over_finds_no_sheet_of_another_post(world: World, as_seat: AsSeat, role: Role) -> None:
    assert as_seat(world.seats[role]).get(sheet_of(world.seats[Role.TOWNSHIP_SUPERVISOR])).status_code == 404


def test_a_clerk_of_the_other_county_finds_no_such_sheet(world: World, as_seat: AsSeat) -> None:
    assert as_seat(world.li).get(sheet_of(world.seats[Role.VILLAGE_DIRECTOR])).status_code == 404


def test_a_social_worker_s_sheet_names_the_assigned_children(world: World, as_seat: AsSeat) -> None:
    worker = world.seats[Role.SOCIAL_WORKER]
    assert "田小明" in as_seat(worker).get(sheet_of(worker)).content.decode()
    assert "田小明" in as_seat(world.seats[Role.COUNTY_HEAD]).get(sheet_of(worker)).content.decode()


def test_the_city_s_sheet_keeps_names_masked(world: World, as_seat: AsSeat) -> None:
    Child.objects.update(state=ChildState.DRAFT)
    city = as_seat(world.seats[Role.CITY_HEAD])
    body = city.get(sheet_of(world.seats[Role.VILLAGE_DIRECTOR])).content.decode()
    assert "田小明" not in body
    assert "田*明" in body


def test_the_demo_s_sheet_bears_the_day_at_which_its_register_stands(world: World, as_seat: AsSeat, demo: None) -> None:
    director = world.seats[Role.VILLAGE_DIRECTOR]
    body = as_seat(director).get(sheet_of(director)).content.decode()
    assert "柳溪镇上湾村 · 2026年9月1日" in body
    assert "seat_village_director(虚构)</dd>" in body


def test_the_demo_s_coverage_says_the_same_day(world: World, as_seat: AsSeat, demo: None) -> None:
    assert "2026年9月1日" in as_seat(world.seats[Role.COUNTY_HEAD]).get("/network/coverage/").content.decode()
