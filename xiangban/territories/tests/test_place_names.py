"""Names of places are kept in the process and forgotten when a place is new."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import CITY, COUNTY, TOWNSHIP, VILLAGE, World
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


def test_a_county_reads_township_and_village(world: World) -> None:
    assert place_names().long_names([VILLAGE], below=Level.COUNTY) == {VILLAGE: "柳溪镇上湾村"}
    assert place_names().long_names([VILLAGE], below=Level.VILLAGE) == {VILLAGE: "上湾村"}
    assert place_names().long_names([TOWNSHIP], below=Level.VILLAGE) == {TOWNSHIP: "柳溪镇"}
    assert place_names().long_names([VILLAGE], below=Level.PROVINCE) == {VILLAGE: "溪宁市青禾县柳溪镇上湾村"}


def test_known_names_cost_one_small_query(world: World) -> None:
    place_names().names([VILLAGE, COUNTY])
    with CaptureQueriesContext(connection) as queries:
        place_names().names([VILLAGE, COUNTY])
    assert len(queries) == 1


def test_a_renamed_place_is_called_by_its_new_name(world: World) -> None:
    assert place_names().name(VILLAGE) == "上湾村"
    Territory.objects.filter(code=VILLAGE).update(valid_to=date(2026, 1, 1))
    Territory.objects.create(level=Level.VILLAGE, code=VILLAGE, name="新湾社区", valid_from=date(2026, 1, 1))
    assert place_names().name(VILLAGE) == "新湾社区"


def test_the_places_below_come_in_the_order_of_their_codes(world: World) -> None:
    assert [name for _code, name in place_names().below(Level.CITY, CITY)] == ["青禾县", "白石县"]
    assert place_names().below(Level.VILLAGE, VILLAGE) == ()


@pytest.mark.django_db
def test_a_code_without_a_place_is_its_own_name() -> None:
    assert place_names().name(980101001001) == "980101001001"
