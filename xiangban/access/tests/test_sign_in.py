"""How people come in, how long they stay, and what sends them out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import World
from xiangban.access.actions import users
from xiangban.access.actions.seats import Term, begin_seat, end_seat
from xiangban.access.models import SeatKind, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.roles import Role
from xiangban.access.session import BEGAN_KEY, SEEN_KEY

PASSWORD = "a-long-password-of-tests"
HOME = "/seats/choose/"


@pytest.fixture
def browser(world: World) -> Client:
    client = Client()
    assert client.post("/account/login/", {"login": "seat_village_director", "password": PASSWORD}).status_code == 302
    return client


def is_inside(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def sooner(client: Client, **keys: timedelta) -> None:
    """Move moments of the session into the past."""
    session = client.session
    for key, span in keys.items():
        session[key] = session[key] - int(span.total_seconds())
    session.save()


def test_the_right_password_opens_a_session_that_knows_when_it_began(browser: Client) -> None:
    assert is_inside(browser)
    assert browser.session[BEGAN_KEY] == browser.session[SEEN_KEY]
    assert TrailRow.objects.filter(verb="session.sign_in", outcome=Outcome.DONE).count() == 1


def test_signing_in_changes_the_session_id(world: World) -> None:
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.post("/account/login/", {"login": "seat_village_director", "password": PASSWORD})
    assert client.session.session_key != before


def test_half_an_hour_without_a_click_ends_the_session(browser: Client) -> None:
    sooner(browser, **{SEEN_KEY: timedelta(minutes=29)})
    assert is_inside(browser)
    sooner(browser, **{SEEN_KEY: timedelta(minutes=31)})
    assert not is_inside(browser)


def test_twelve_hours_end_a_session_that_is_in_use(browser: Client) -> None:
    sooner(browser, **{BEGAN_KEY: timedelta(hours=11, minutes=59)})
    assert is_inside(browser)
    sooner(browser, **{BEGAN_KEY: timedelta(minutes=2)})
    assert not is_inside(browser)


def test_disabling_the_account_ends_its_sessions_at_once(browser: Client, world: World) -> None:
    person = world.seats[Role.VILLAGE_DIRECTOR].user
    users.disable(person, world.viewer(Role.SYSTEM_ADMINISTRATOR), reason="left the office")
    assert not is_inside(browser)


def test_a_new_seat_ends_the_sessions_of_its_person_at_once(browser: Client, world: World) -> None:
    post, person = world.seats[Role.TOWNSHIP_SUPERVISOR].post, world.seats[Role.VILLAGE_DIRECTOR].user
    security = world.viewer(Role.SECURITY_ADMINISTRATOR)
    begin_seat(post, security, user=person, term=Term(SeatKind.STAND_IN, timezone.localdate()))
    assert not is_inside(browser)


def test_the_end_of_a_seat_ends_the_sessions_of_its_person_at_once(browser: Client, world: World) -> None:
    end_seat(world.seats[Role.VILLAGE_DIRECTOR], world.viewer(Role.SECURITY_ADMINISTRATOR), reason="moved")
    assert not is_inside(browser)


def test_a_new_password_ends_the_other_sessions(browser: Client) -> None:
    other = Client()
    other.post("/account/login/", {"login": "seat_village_director", "password": PASSWORD})
    new = "another-long-password-of-tests"
    answer = browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert not is_inside(other)


def test_a_wrong_password_and_an_unknown_name_answer_alike(world: World) -> None:
    def answer(name: str) -> str:
        page = Client().post("/account/login/", {"login": name, "password": "wrong-password-here"})
        assert page.status_code == 200
        body = page.content.decode().replace(name, "NAME")
        return "\n".join(line for line in body.splitlines() if "csrfmiddlewaretoken" not in line)

    assert answer("seat_village_director") == answer("nobody_at_all_here")
    refused = TrailRow.objects.filter(verb="session.sign_in", outcome=Outcome.REFUSED)
    assert [row.user_id for row in refused.order_by("seq")] == [world.seats[Role.VILLAGE_DIRECTOR].user_id, None]


def test_guessing_locks_the_guesser_and_not_the_person(world: World) -> None:
    guesser = Client(REMOTE_ADDR="203.0.113.7")
    wrong = {"login": "seat_village_director", "password": "guess"}
    answers = [guesser.post("/account/login/", wrong).status_code for _ in range(8)]
    assert answers[0] == 200
    assert answers[-1] == 429
    right = {"login": "seat_village_director", "password": PASSWORD}
    assert guesser.post("/account/login/", right).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.9").post("/account/login/", right).status_code == 302


def test_unknown_names_are_locked_like_known_ones(world: World) -> None:
    def last_of_eight(name: str) -> tuple[int, bytes]:
        guesser = Client(REMOTE_ADDR="203.0.113.8")
        answer = [guesser.post("/account/login/", {"login": name, "password": "guess"}) for _ in range(8)][-1]
        return answer.status_code, answer.content

    assert last_of_eight("seat_village_director") == last_of_eight("nobody_at_all_here")


def test_whoever_is_not_signed_in_is_asked_to_sign_in_and_comes_back(world: World) -> None:
    answer = Client().get(HOME)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/account/login/?next={HOME}"


def test_a_page_without_a_rule_does_not_exist(world: World, as_seat: Callable[..., Client]) -> None:
    assert as_seat(world.seats[Role.COUNTY_CLERK]).get("/account/2fa/trust/").status_code == 404


def test_a_person_without_a_seat_reads_what_to_do(world: World) -> None:
    User.objects.create_user("newcomer", "新人(虚构)", PASSWORD)
    client = Client()
    client.post("/account/login/", {"login": "newcomer", "password": PASSWORD})
    assert client.get("/posts/").headers["Location"] == HOME
    assert is_inside(client)


def test_choosing_another_seat_is_in_the_trail_once(world: World, as_seat: Callable[..., Client]) -> None:
    seat = world.seats[Role.VILLAGE_DIRECTOR]
    post = world.seats[Role.SOCIAL_WORKER].post
    security = world.viewer(Role.SECURITY_ADMINISTRATOR)
    end_seat(world.seats[Role.SOCIAL_WORKER], security, reason="moved")
    second = begin_seat(post, security, user=seat.user, term=Term(SeatKind.HOLDER, timezone.localdate()))
    client = as_seat(User.objects.get(pk=seat.user_id).seats.get(pk=seat.pk))
    for _ in range(2):
        assert client.post(HOME, {"seat": second.pk}).status_code == 302
    assert TrailRow.objects.filter(verb="seats.choose", seat_id=second.pk).count() == 1
    assert client.post(HOME, {"seat": world.li.pk}).status_code == 404
