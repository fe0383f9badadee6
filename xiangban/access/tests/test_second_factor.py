"""Who must prove a second factor, and the trail of what people change about their own signing in."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.world import World
from xiangban.access.housekeeping import sweep_out
from xiangban.access.models import Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.access.second_factor import must_prove
from xiangban.access.sign_in import OwnSessions

PASSWORD = "a-long-password-of-tests"


def test_only_a_village_and_a_parent_come_without_a_second_factor(world: World) -> None:
    free = {role for role in Role if not must_prove(world.viewer(role))}
    assert free == {Role.VILLAGE_DIRECTOR, Role.PARENT}


def test_a_second_factor_taken_away_is_missed_at_the_next_page(world: World, as_seat: Callable[[Seat], Client]) -> None:
    seat = world.seats[Role.COUNTY_CLERK]
    client = as_seat(seat)
    Authenticator.objects.all().delete()
    assert client.get("/children/").headers["Location"] == "/account/2fa/"
    factor = Authenticator.objects.create(user=seat.user, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert client.get("/children/").status_code == 200
    factor.delete()
    assert client.get("/children/").headers["Location"] == "/account/2fa/"


def test_recovery_codes_alone_are_no_second_factor(world: World, as_seat: Callable[[Seat], Client]) -> None:
    seat = world.seats[Role.SCHOOL]
    client = as_seat(seat)
    Authenticator.objects.all().delete()
    Authenticator.objects.create(user=seat.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get("/children/").headers["Location"] == "/account/2fa/"


def rows_of(seat: Seat) -> list[str]:
    own = TrailRow.objects.filter(user_id=seat.user_id, verb__startswith="session.").exclude(verb="session.sign_in")
    return list(own.order_by("seq").values_list("verb", flat=True))


def test_a_second_factor_that_comes_and_goes_is_in_the_trail(world: World) -> None:
    seat = world.seats[Role.COUNTY_CLERK]
    Client().get("/account/login/")  # any page: the gate listens from then on
    factor = Authenticator.objects.create(user=seat.user, type=Authenticator.Type.TOTP, data={"secret": ""})
    Authenticator.objects.create(user=seat.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    factor.record_usage()
    factor.delete()
    assert rows_of(seat) == ["session.add_factor", "session.make_recovery_codes", "session.remove_factor"]


def test_a_changed_password_is_in_the_trail(world: World) -> None:
    client, new = Client(), "another-long-password-of-tests"
    client.post("/account/login/", {"login": "seat_village_director", "password": PASSWORD})
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert "session.set_password" in rows_of(world.seats[Role.VILLAGE_DIRECTOR])


def test_sessions_ended_by_their_person_are_in_the_trail_with_their_number(world: World) -> None:
    seat = world.seats[Role.VILLAGE_DIRECTOR]
    for _ in range(2):
        Client().post("/account/login/", {"login": "seat_village_director", "password": PASSWORD})
    OwnSessions().end_sessions(list(UserSession.objects.filter(user=seat.user)))
    assert TrailRow.objects.get(verb="session.end_sessions", user_id=seat.user_id).count == 2


def test_what_is_over_is_swept_out_at_night_and_what_stands_stays(world: World) -> None:
    for name in ("seat_village_director", "seat_parent"):
        Client().post("/account/login/", {"login": name, "password": PASSWORD})
    Client().post("/account/login/", {"login": "seat_parent", "password": "wrong"})
    gone = UserSession.objects.get(user=world.seats[Role.PARENT].user).session_key
    Session.objects.filter(session_key=gone).update(expire_date=timezone.now() - timedelta(minutes=1))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(days=2))
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=200))
    sweep_out()
    assert [row.user for row in UserSession.objects.all()] == [world.seats[Role.VILLAGE_DIRECTOR].user]
    assert not Session.objects.filter(session_key=gone).exists()
    assert not AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()
