"""The cast of every test: one city, two counties, their villages, one seat per role, three children.

All names and codes are invented. Rooms' own tests add what only they need.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from xiangban.access.middleware import SEAT_KEY
from xiangban.access.models import GivenSight, Post, Seat, User
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer, current_seats, viewer_from_seat
from xiangban.children.models import Child
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import Level, level_of

LONG_AGO = date(2020, 1, 1)
CITY = 990100000000
COUNTY, OTHER_COUNTY = 990101000000, 990102000000
TOWNSHIP, SIBLING_TOWNSHIP, FOREIGN_TOWNSHIP = 990101001000, 990101002000, 990102001000
VILLAGE, SIBLING_VILLAGE, COUSIN_VILLAGE, FOREIGN_VILLAGE = 990101001001, 990101001002, 990101002001, 990102001001

PLACES = {
    990000000000: "云岭省",
    CITY: "溪宁市",
    COUNTY: "青禾县",
    OTHER_COUNTY: "白石县",
    TOWNSHIP: "柳溪镇",
    SIBLING_TOWNSHIP: "桃坪乡",
    FOREIGN_TOWNSHIP: "石桥镇",
    VILLAGE: "上湾村",
    SIBLING_VILLAGE: "下湾村",
    COUSIN_VILLAGE: "桃源村",
    FOREIGN_VILLAGE: "石门村",
}

SEAT_PLACES: dict[Role, int] = {
    Role.VILLAGE_DIRECTOR: VILLAGE,
    Role.TOWNSHIP_SUPERVISOR: TOWNSHIP,
    Role.COUNTY_CLERK: COUNTY,
    Role.COUNTY_HEAD: COUNTY,
    Role.CITY_CLERK: CITY,
    Role.CITY_HEAD: CITY,
    Role.CONFERENCE_OFFICE: CITY,
    Role.LIAISON: COUNTY,
    Role.CONVENER: CITY,
    Role.SCHOOL: TOWNSHIP,
    Role.HOSPITAL: COUNTY,
    Role.POLICE: COUNTY,
    Role.COURT: COUNTY,
    Role.SOCIAL_WORKER: COUNTY,
    Role.PARENT: VILLAGE,
    Role.SYSTEM_ADMINISTRATOR: CITY,
    Role.SECURITY_ADMINISTRATOR: CITY,
    Role.AUDIT_ADMINISTRATOR: CITY,
}


@dataclass
class World:
    """Who and what every test may name."""

    places: dict[int, Territory] = field(default_factory=dict)
    seats: dict[Role, Seat] = field(default_factory=dict)
    school: Agency = field(init=False)
    foreign_school: Agency = field(init=False)
    ming: Child = field(init=False)  # in the village, pupil of the school
    hong: Child = field(init=False)  # in the next village of the same township
    lan: Child = field(init=False)  # in the other county
    li: Seat = field(init=False)  # clerk of the other county

    def viewer(self, role: Role) -> Viewer:
        """The viewer of the role's seat, read anew."""
        return as_viewer(self.seats[role])


def as_viewer(seat: Seat) -> Viewer:
    found = next(s for s in current_seats(seat.user_id, timezone.localdate()) if s.pk == seat.pk)
    return viewer_from_seat(found)


def make_seat(role: Role, place: Territory, name: str, agency: Agency | None = None) -> Seat:
    """A person on a new post of this role at this place."""
    post = Post.objects.create(
        role=role,
        title=f"{place.name} {role.label}",
        territory=place,
        place_code=place.code,
        level=place.level,
        agency=agency,
        opened_on=LONG_AGO,
    )
    user = User.objects.create_user(name, f"{name}(虚构)", "a-long-password-of-tests")
    return Seat.objects.create(user=user, post=post, since=LONG_AGO)


def make_child(name: str, village: int, school: Agency | None = None, state: str = ChildState.REGISTERED) -> Child:
    """A registered child living in this village; without history, for tests of sight."""
    return Child.objects.create(
        name=name,
        sex="1",
        birth_date=date(2016, 5, 1),
        birth_precision="day",
        hukou_kind="rural",
        care_reason="both_away",
        living_code=village,
        hukou_code=village,
        responsible_code=village,
        responsible_basis=PlaceBasis.LIVING,
        school=school,
        state=state,
        founded_on=date(2026, 1, 1),
    )


def _school(name: str, township: int) -> Agency:
    return Agency.objects.create(
        kind=AgencyKind.SCHOOL, name=name, place_code=township, level=Level.TOWNSHIP, opened_on=LONG_AGO
    )


def build_world() -> World:
    """Write the cast into the database."""
    world = World()
    for code, name in PLACES.items():
        world.places[code] = Territory.objects.create(level=level_of(code), code=code, name=name, valid_from=LONG_AGO)
    world.school = _school("柳溪镇中心小学", TOWNSHIP)
    world.foreign_school = _school("石桥镇中心小学", FOREIGN_TOWNSHIP)
    for role, code in SEAT_PLACES.items():
        agency = world.school if role is Role.SCHOOL else None
        world.seats[role] = make_seat(role, world.places[code], f"seat_{role.value}", agency)
    world.li = make_seat(Role.COUNTY_CLERK, world.places[OTHER_COUNTY], "li")
    world.ming = make_child("田小明", VILLAGE, world.school)
    world.hong = make_child("田小红", SIBLING_VILLAGE)
    world.lan = make_child("石小兰", FOREIGN_VILLAGE, world.foreign_school)
    _give(world.seats[Role.SOCIAL_WORKER], world.ming, "contact_only", "assigned")
    _give(world.seats[Role.PARENT], world.ming, "own_child", "own_child")
    return world


def _give(seat: Seat, child: Child, field_set: str, purpose: str) -> None:
    GivenSight.objects.create(
        post=seat.post,
        model=Child.sight_label(),
        key=str(child.pk),
        field_set=field_set,
        purpose=purpose,
        since=timezone.now(),
        given_by="children.assign",
    )


def sign_in(seat: Seat) -> Client:
    """A browser signed in as the seat's person, who has a second factor, acting from this seat."""
    factor = Authenticator(user=seat.user, type=Authenticator.Type.TOTP, data={"secret": "KRSXG5CTMVRXEZLU"})
    if not Authenticator.objects.filter(user=seat.user, type=factor.type).exists():
        Authenticator.objects.bulk_create([factor])  # without the row that the trail gets when a person sets one up
    client = Client()
    client.force_login(seat.user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[SEAT_KEY] = seat.pk
    session.save()
    return client


@pytest.fixture
def world(db: None) -> World:
    """The cast, fresh for each test."""
    return build_world()


@pytest.fixture
def as_seat() -> Callable[[Seat], Client]:
    """`as_seat(world.li).get(...)`: ask as somebody."""
    return sign_in
