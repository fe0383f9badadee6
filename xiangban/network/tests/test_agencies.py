"""Agencies open, change their names, get staff and close; what was before stays on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from tests.world import FOREIGN_TOWNSHIP, TOWNSHIP, VILLAGE, World
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.network.actions.agencies import (
    NewAgency,
    NewStaff,
    close_agency,
    end_staffing,
    open_agency,
    rename_agency,
    staff_agency,
)
from xiangban.network.models import Duty, Staffing
from xiangban.network.queries import staff_of
from xiangban.territories.models import Agency, AgencyKind

ON, LATER = date(2024, 5, 1), date(2025, 5, 1)
HOME = NewAgency(AgencyKind.CHILDRENS_HOME, "上湾村儿童之家", phone="0990-0000001")
AsSeat = Callable[[Seat], Client]


@pytest.fixture
def home(world: World) -> Agency:
    return open_agency(world.places[VILLAGE], world.viewer(Role.COUNTY_CLERK), new=HOME, on=ON)


def test_a_new_agency_stands_at_its_place_with_its_first_name(home: Agency) -> None:
    assert (home.place_code, home.level) == (VILLAGE, 5)
    assert list(home.names.values_list("name", "since", "until")) == [("上湾村儿童之家", ON, None)]


def test_the_same_agency_is_not_opened_twice(world: World, home: Agency) -> None:
    with pytest.raises(Refused):
        open_agency(world.places[VILLAGE], world.viewer(Role.COUNTY_CLERK), new=HOME, on=ON)


def test_an_agency_keeps_its_old_name_with_its_days(world: World, home: Agency) -> None:
    rename_agency(home, world.viewer(Role.COUNTY_CLERK), name="上湾村关爱之家", since=LATER)
    assert list(home.names.order_by("since").values_list("name", "until")) == [
        ("上湾村儿童之家", date(2025, 4, 30)),
        ("上湾村关爱之家", None),
    ]


def test_a_new_name_cannot_begin_before_the_present_one(world: World, home: Agency) -> None:
    with pytest.raises(Refused) as refusal:
        rename_agency(home, world.viewer(Role.COUNTY_CLERK), name="上湾村关爱之家", since=ON)
    assert refusal.value.field == "since"


def test_an_agency_with_an_open_post_does_not_close(world: World) -> None:
    with pytest.raises(Refused):
        close_agency(world.school, world.viewer(Role.COUNTY_CLERK), on=LATER, reason="撤并")
    assert Agency.objects.get(pk=world.school.pk).closed_on is None


def test_a_closed_agency_keeps_its_staff_as_history_and_takes_nobody_new(world: World, home: Agency) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    staff_agency(home, clerk, new=NewStaff(Duty.VOLUNTEER, ON, name="何小满"))
    close_agency(home, clerk, on=LATER, reason="并入镇站")
    assert Staffing.objects.get(agency=home).until == LATER
    with pytest.raises(Refused):
        staff_agency(home, clerk, new=NewStaff(Duty.VOLUNTEER, LATER, name="何小满"))


def test_a_post_shows_whoever_holds_it_today(world: World, home: Agency) -> None:
    seat = world.seats[Role.VILLAGE_DIRECTOR]
    staff_agency(home, world.viewer(Role.TOWNSHIP_SUPERVISOR), new=NewStaff(Duty.DIRECTOR, ON, post=seat.post))
    assert [row.name for row in staff_of([home.pk], LATER)[home.pk]] == [seat.user.display_name]
    Seat.objects.filter(pk=seat.pk).update(until=date(2025, 1, 1))
    assert [row.name for row in staff_of([home.pk], LATER)[home.pk]] == [""]


def test_a_duty_ends_on_a_day_and_only_once(world: World, home: Agency) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    row = staff_agency(home, clerk, new=NewStaff(Duty.VOLUNTEER, ON, name="何小满"))
    end_staffing(home, clerk, staffing=row.pk, until=LATER)
    with pytest.raises(Refused):
        end_staffing(home, clerk, staffing=row.pk, until=LATER)


def test_a_county_clerk_opens_no_agency_in_another_county(world: World) -> None:
    with pytest.raises(NotPermitted) as refusal:
        open_agency(world.places[FOREIGN_TOWNSHIP], world.viewer(Role.COUNTY_CLERK), new=HOME, on=ON)
    assert not refusal.value.seen


def test_a_phone_of_staff_stands_sealed_in_the_database(world: World, home: Agency) -> None:
    row = staff_agency(
        home, world.viewer(Role.COUNTY_CLERK), new=NewStaff(Duty.VOLUNTEER, ON, name="何小满", phone="19900001234")
    )
    assert Staffing.objects.get(pk=row.pk).phone == "19900001234"
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM network_staffing")
        assert b"19900001234" not in bytes(cursor.fetchone()[0])


def test_the_forms_of_an_agency_do_what_they_say(world: World, as_seat: AsSeat) -> None:
    clerk = as_seat(world.seats[Role.COUNTY_CLERK])
    place = f"/network/places/{VILLAGE}/agencies/open/"
    assert clerk.get(place).status_code == 200
    sent = {"kind": "childrens_home", "unit_kind": "", "name": "上湾村儿童之家", "on": "2024-05-01"}
    assert clerk.post(place, sent).status_code == 302
    home = Agency.objects.get(name="上湾村儿童之家")
    base = f"/network/agencies/{home.pk}"
    assert clerk.post(f"{base}/rename/", {"name": "上湾之家", "since": "2025-05-01"}).status_code == 302
    assert (
        clerk.post(f"{base}/staff/", {"duty": "volunteer", "name": "何小满", "since": "2025-05-01"}).status_code == 302
    )
    row = Staffing.objects.get(agency=home)
    page = clerk.get(f"{base}/").content.decode()
    assert "何小满" in page
    assert "上湾村儿童之家" in page
    assert clerk.post(f"{base}/staff/end/", {"staffing": row.pk, "until": "2025-06-01"}).status_code == 302
    assert clerk.post(f"{base}/close/", {"on": "2025-07-01", "reason": "并入镇站"}).status_code == 302
    assert clerk.get(f"{base}/rename/").status_code == 200
    assert clerk.post(f"{base}/rename/", {"name": "又一名", "since": "2025-08-01"}).status_code == 422


def test_a_form_with_nothing_in_it_names_every_field_that_is_missing(world: World, as_seat: AsSeat) -> None:
    clerk = as_seat(world.seats[Role.COUNTY_CLERK])
    answer = clerk.post(f"/network/places/{TOWNSHIP}/agencies/open/", {})
    assert answer.status_code == 422
    assert {"kind", "name", "on"} == set(answer.context["form"].errors)


@pytest.mark.parametrize("verb", ["rename", "close", "staff"])
def test_who_may_not_change_an_agency_finds_no_form_and_is_refused_a_post(
    world: World, as_seat: AsSeat, verb: str
) -> None:
    village, stranger = as_seat(world.seats[Role.VILLAGE_DIRECTOR]), as_seat(world.li)
    url = f"/network/agencies/{world.school.pk}/{verb}/"
    assert [village.get(url).status_code, stranger.get(url).status_code] == [404, 404]
    assert [village.post(url).status_code, stranger.post(url).status_code] == [404, 404]
    assert TrailRow.objects.filter(outcome="refused").count() == 2


def test_a_village_director_in_sight_of_an_agency_is_told_that_the_verb_is_not_hers(
    world: World, as_seat: AsSeat, home: Agency
) -> None:
    answer = as_seat(world.seats[Role.VILLAGE_DIRECTOR]).post(f"/network/agencies/{home.pk}/close/")
    assert answer.status_code == 403
