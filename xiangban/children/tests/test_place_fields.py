"""Places written by name: which are offered, and how two of one name are told apart."""

from collections.abc import Callable

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from tests.world import (
    CITY,
    COUNTY,
    COUSIN_VILLAGE,
    FOREIGN_TOWNSHIP,
    FOREIGN_VILLAGE,
    LONG_AGO,
    SIBLING_VILLAGE,
    VILLAGE,
    World,
)
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.children.place_fields import PlaceField, told_apart, villages_offered
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, interval_of

AsSeat = Callable[[Seat], Client]


def village(code: int, name: str) -> int:
    Territory.objects.create(level=Level.VILLAGE, code=code, name=name, valid_from=LONG_AGO)
    return code


def test_a_director_is_offered_the_own_village_first_then_those_of_the_county(world: World) -> None:
    offered = villages_offered(interval_of(Level.VILLAGE, SIBLING_VILLAGE))
    assert offered[0] == "柳溪镇下湾村"
    assert set(offered) == {"柳溪镇下湾村", "柳溪镇上湾村", "桃坪乡桃源村"}


def test_villages_of_one_name_are_offered_with_their_counties(world: World) -> None:
    Territory.objects.filter(code=FOREIGN_TOWNSHIP).update(name="柳溪镇")
    Territory.objects.filter(code=FOREIGN_VILLAGE).update(name="上湾村")
    offered = villages_offered(interval_of(Level.CITY, CITY))
    assert "溪宁市青禾县柳溪镇上湾村" in offered
    assert "溪宁市白石县柳溪镇上湾村" in offered
    assert "桃坪乡桃源村" in offered


def test_two_villages_of_one_name_in_one_township_are_told_apart_by_their_codes(world: World) -> None:
    twin = village(VILLAGE + 50, "上湾村")
    names = told_apart([VILLAGE, twin, COUSIN_VILLAGE])
    field = PlaceField(interval_of(Level.COUNTY, COUNTY))
    assert field.clean(names[twin]) == twin
    assert field.clean(names[VILLAGE]) == VILLAGE
    with pytest.raises(forms.ValidationError, match="上湾村"):
        field.clean("柳溪镇上湾村")


def test_the_page_of_a_handover_offers_villages(world: World, as_seat: AsSeat) -> None:
    page = as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get(reverse("children:propose_handover", args=[world.ming.pk]))
    assert "桃坪乡桃源村" in page.content.decode()
