"""The search page: one box, rows in sight, and a next step where nothing is found."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.children.models import Child, NameKey
from xiangban.lib.name_keys import keys_of_name
from xiangban.territories.rules import Level, ancestor_code

AsSeat = Callable[[Seat], Client]
SEARCH = "/children/search/"


@pytest.fixture
def keyed(world: World) -> World:
    for child in Child.objects.all():
        county = ancestor_code(child.responsible_code, Level.COUNTY)
        NameKey.objects.bulk_create(
            NameKey(county_code=county, key=key, child=child) for key in keys_of_name(child.name)
        )
    return world


def find(client: Client, text: str) -> str:
    answer = client.post(SEARCH, {"q": text}, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode().partition('id="found"')[2])


@pytest.mark.parametrize("text", ["小明", "田小明", "tianxiaoming", "txm", "xiaoming"])
def test_a_clerk_finds_a_child_by_name_sound_and_initials(keyed: World, as_seat: AsSeat, text: str) -> None:
    assert "田小明" in find(as_seat(keyed.seats[Role.COUNTY_CLERK]), text)


def test_the_city_finds_with_a_masked_name(keyed: World, as_seat: AsSeat) -> None:
    client = as_seat(keyed.seats[Role.CITY_CLERK])
    found = find(client, "田小明")
    assert "田*明" in found
    assert "田小明" not in found
    assert "田*明" not in find(client, "小明")


def test_the_city_is_told_that_only_a_whole_name_finds_and_a_county_that_parts_do(
    keyed: World, as_seat: AsSeat
) -> None:
    pages = {
        role: as_seat(keyed.seats[role]).get(SEARCH, headers={"accept-language": "en"}).content.decode()
        for role in (Role.CITY_CLERK, Role.COUNTY_CLERK)
    }
    assert "by the whole name only" in pages[Role.CITY_CLERK]
    assert "pinyin (" not in pages[Role.CITY_CLERK]
    assert "by the whole name only" not in pages[Role.COUNTY_CLERK]


def test_a_child_of_the_other_county_is_not_found_and_the_page_says_what_to_do(keyed: World, as_seat: AsSeat) -> None:
    found = find(as_seat(keyed.seats[Role.COUNTY_CLERK]), "石小兰")
    assert f"/children/{keyed.lan.pk}/" not in found
    assert "/children/claim/" in found


def test_a_village_leads_to_its_list(keyed: World, as_seat: AsSeat) -> None:
    assert "/children/?place=5-990101001001" in find(as_seat(keyed.seats[Role.COUNTY_CLERK]), "上湾")


def test_before_anything_is_typed_the_page_says_what_can_be(keyed: World, as_seat: AsSeat) -> None:
    assert "Whom do you look for?" in find(as_seat(keyed.seats[Role.VILLAGE_DIRECTOR]), " ")


def test_what_was_typed_comes_back_as_text(keyed: World, as_seat: AsSeat) -> None:
    answer = as_seat(keyed.seats[Role.COUNTY_CLERK]).post(SEARCH, {"q": '"><b>'})
    assert "<b>" not in answer.content.decode()


def test_what_is_looked_for_never_stands_in_an_address(keyed: World, as_seat: AsSeat) -> None:
    client = as_seat(keyed.seats[Role.COUNTY_CLERK])
    for page in ("/", "/children/", SEARCH):
        assert 'role="search" method="get"' not in client.get(page).content.decode()
    assert "田小明" not in client.get(SEARCH, {"q": "田小明"}).content.decode()
