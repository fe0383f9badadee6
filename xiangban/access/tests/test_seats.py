"""Who sits where, who may decide it, and what nobody does for themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import COUNTY, TOWNSHIP, VILLAGE, World, as_viewer
from xiangban.access.actions.seats import Term, begin_seat, close_post, end_seat, hand_over, open_post
from xiangban.access.actions.users import disable, enable, open_account
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import GivenSight, Post, Seat, SeatKind, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.post_rules import LEVELS_OF_ROLE, may_hand_over, may_share_a_person, stands_at
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer, current_seats
from xiangban.children.models import Child
from xiangban.territories.rules import Level

R = Role


@pytest.fixture
def security(world: World) -> Viewer:
    return world.viewer(R.SECURITY_ADMINISTRATOR)


@pytest.fixture
def newcomer(world: World) -> User:
    return User.objects.create_user("newcomer", "新人(虚构)")


def today() -> Term:
    return Term(SeatKind.HOLDER, timezone.localdate())


def test_every_role_stands_somewhere_and_a_village_director_only_in_villages() -> None:
    assert set(LEVELS_OF_ROLE) == set(Role)
    assert all(LEVELS_OF_ROLE.values())
    assert [level for level in Level if stands_at(R.VILLAGE_DIRECTOR, level)] == [Level.VILLAGE]


def test_administrators_share_no_person_with_anybody() -> None:
    assert not may_share_a_person(R.SYSTEM_ADMINISTRATOR, R.AUDIT_ADMINISTRATOR)
    assert not may_share_a_person(R.COUNTY_CLERK, R.SECURITY_ADMINISTRATOR)
    assert may_share_a_person(R.COUNTY_CLERK, R.TOWNSHIP_SUPERVISOR)


def test_heads_hand_over_below_them_and_never_an_administrator() -> None:
    assert may_hand_over(R.COUNTY_HEAD, Level.COUNTY, R.TOWNSHIP_SUPERVISOR, Level.TOWNSHIP)
    assert not may_hand_over(R.COUNTY_CLERK, Level.COUNTY, R.COUNTY_HEAD, Level.COUNTY)
    assert not may_hand_over(R.CITY_HEAD, Level.CITY, R.AUDIT_ADMINISTRATOR, Level.COUNTY)
    assert may_hand_over(R.SECURITY_ADMINISTRATOR, Level.CITY, R.CITY_HEAD, Level.CITY)


def test_a_post_opened_at_the_wrong_level_is_refused_with_its_field(world: World, security: Viewer) -> None:
    with pytest.raises(Refused) as refusal:
        open_post(world.places[COUNTY], security, role=R.VILLAGE_DIRECTOR, title="儿童主任")
    assert refusal.value.field == "place"
    assert TrailRow.objects.filter(verb="posts.open", outcome=Outcome.REFUSED).count() == 1


def test_a_school_post_needs_its_school(world: World, security: Viewer) -> None:
    with pytest.raises(Refused) as refusal:
        open_post(world.places[TOWNSHIP], security, role=R.SCHOOL, title="学校")
    assert refusal.value.field == "agency"
    post = open_post(world.places[TOWNSHIP], security, role=R.SCHOOL, title="学校", agency=world.school)
    assert post.agency == world.school


def test_a_person_put_on_a_post_acts_from_it(world: World, security: Viewer, newcomer: User) -> None:
    post = open_post(world.places[VILLAGE], security, role=R.VILLAGE_DIRECTOR, title="第二儿童主任")
    begin_seat(post, security, user=newcomer, term=today())
    assert [seat.post for seat in current_seats(newcomer.pk, timezone.localdate())] == [post]


def test_nobody_seats_or_unseats_themselves(world: World, security: Viewer) -> None:
    own = world.seats[R.SECURITY_ADMINISTRATOR]
    post = open_post(world.places[COUNTY], security, role=R.COUNTY_HEAD, title="局长")
    with pytest.raises(Refused):
        begin_seat(post, security, user=own.user, term=today())
    with pytest.raises(Refused):
        end_seat(own, security, reason="tired")
    with pytest.raises(Refused):
        hand_over(world.seats[R.SYSTEM_ADMINISTRATOR], security, user=own.user, reason="mine")


def test_an_administrator_gets_no_seat_that_sees_children(world: World, security: Viewer) -> None:
    post = open_post(world.places[COUNTY], security, role=R.COUNTY_HEAD, title="局长")
    with pytest.raises(Refused) as refusal:
        begin_seat(post, security, user=world.seats[R.AUDIT_ADMINISTRATOR].user, term=today())
    assert refusal.value.field == "user"


def test_a_post_has_one_holder_and_may_have_a_stand_in(world: World, security: Viewer, newcomer: User) -> None:
    post = world.seats[R.VILLAGE_DIRECTOR].post
    with pytest.raises(Refused):
        begin_seat(post, security, user=newcomer, term=today())
    begin_seat(post, security, user=newcomer, term=Term(SeatKind.STAND_IN, timezone.localdate()))


def test_a_hand_over_ends_one_seat_and_begins_another_in_one_row(world: World, newcomer: User) -> None:
    leaving, head = world.seats[R.TOWNSHIP_SUPERVISOR], world.viewer(R.COUNTY_HEAD)
    following = hand_over(leaving, head, user=newcomer, reason="调动")
    assert current_seats(leaving.user_id, timezone.localdate()) == []
    assert following.post_id == leaving.post_id
    assert TrailRow.objects.filter(verb="seats.hand_over", outcome=Outcome.DONE).count() == 1
    with pytest.raises(Refused):  # the second click
        hand_over(leaving, head, user=newcomer, reason="调动")
    assert Seat.objects.filter(post=leaving.post, ended_at=None).count() == 1


def test_a_clerk_of_another_county_finds_no_such_seat(world: World, as_seat: Callable[[Seat], Client]) -> None:
    seat = world.seats[R.TOWNSHIP_SUPERVISOR]
    assert as_seat(world.li).get(f"/seats/{seat.pk}/hand-over/").status_code == 404
    assert as_seat(world.li).post(f"/seats/{seat.pk}/hand-over/", {"user": "li", "reason": "x"}).status_code == 404


def test_a_post_that_is_held_is_not_closed(world: World, security: Viewer) -> None:
    seat = world.seats[R.VILLAGE_DIRECTOR]
    with pytest.raises(Refused):
        close_post(seat.post, security, reason="merged")
    end_seat(seat, security, reason="retired")
    close_post(seat.post, security, reason="merged")
    assert not Post.objects.open().filter(pk=seat.post_id).exists()


def test_a_seat_of_tomorrow_gives_nothing_today(world: World, security: Viewer, newcomer: User) -> None:
    post = open_post(world.places[VILLAGE], security, role=R.VILLAGE_DIRECTOR, title="第二儿童主任")
    tomorrow = timezone.localdate() + timedelta(days=1)
    begin_seat(post, security, user=newcomer, term=Term(SeatKind.HOLDER, tomorrow))
    assert current_seats(newcomer.pk, timezone.localdate()) == []
    assert len(current_seats(newcomer.pk, tomorrow)) == 1


def test_only_the_system_administrator_opens_accounts_and_nobody_disables_themselves(world: World) -> None:
    system = world.viewer(R.SYSTEM_ADMINISTRATOR)
    assert open_account(None, system, username="zhang.san", display_name="张三(虚构)")
    with pytest.raises(NotPermitted):
        open_account(None, world.viewer(R.SECURITY_ADMINISTRATOR), username="li.si", display_name="李四(虚构)")
    with pytest.raises(Refused):
        open_account(None, system, username="Zhang.San", display_name="张三(虚构)")
    with pytest.raises(Refused):
        disable(world.seats[R.SYSTEM_ADMINISTRATOR].user, system, reason="x")


def test_a_disabled_account_is_enabled_once(world: World) -> None:
    system, person = world.viewer(R.SYSTEM_ADMINISTRATOR), world.li.user
    disable(person, system, reason="leave")
    enable(person, system, reason="back")
    with pytest.raises(Refused):
        enable(person, system, reason="back")


PAGES = ["/posts/", "/posts/open/", "/users/", "/users/open/", "/jobs/", "/exports/", "/trail/", "/seats/choose/"]


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (R.SECURITY_ADMINISTRATOR, {"/posts/", "/posts/open/", "/users/", "/jobs/", "/seats/choose/"}),
        (R.SYSTEM_ADMINISTRATOR, {"/users/", "/users/open/", "/jobs/", "/seats/choose/"}),
        (R.AUDIT_ADMINISTRATOR, {"/jobs/", "/trail/", "/seats/choose/"}),
        (R.COUNTY_HEAD, {"/posts/", "/jobs/", "/exports/", "/seats/choose/"}),
        (R.VILLAGE_DIRECTOR, {"/jobs/", "/seats/choose/"}),
        (R.PARENT, {"/jobs/", "/seats/choose/"}),
    ],
)
def test_each_seat_finds_its_pages_and_no_other(
    world: World, as_seat: Callable[[Seat], Client], role: Role, found: set[str]
) -> None:
    client = as_seat(world.seats[role])
    assert {page for page in PAGES if client.get(page).status_code == 200} == found
    assert {client.get(page).status_code for page in PAGES if page not in found} == {404}


def test_the_security_administrator_walks_from_open_post_to_seat(
    world: World, as_seat: Callable[[Seat], Client], newcomer: User
) -> None:
    client = as_seat(world.seats[R.SECURITY_ADMINISTRATOR])
    answers = {"role": "village_director", "title": "儿童主任(二)", "place": str(VILLAGE), "agency": ""}
    opened = client.post("/posts/open/", answers)
    page = opened.headers["Location"]
    term = {"user": "newcomer", "kind": "holder", "since": timezone.localdate().isoformat(), "until": ""}
    assert client.post(f"{page}begin/", term).status_code == 302
    shown = client.get(page).content.decode()
    assert "新人(虚构)" in shown
    again = client.post(f"{page}begin/", term)
    assert again.status_code == 422


def test_a_new_account_shows_its_link_once_and_keeps_only_its_hash(
    world: World, as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[R.SYSTEM_ADMINISTRATOR])
    page = client.post("/users/open/", {"username": "wang.wu", "display_name": "王五(虚构)", "email": ""})
    assert page.status_code == 200
    assert "/welcome/" in page.content.decode()
    assert "/welcome/" not in client.get("/users/").content.decode()


def test_villages_of_one_name_are_told_apart_without_asking_for_each(
    world: World, as_seat: Callable[[Seat], Client]
) -> None:
    reader = as_seat(world.seats[R.SECURITY_ADMINISTRATOR])
    reader.get("/posts/")
    with CaptureQueriesContext(connection) as few:
        body = reader.get("/posts/?role=village_director").content.decode()
    assert "柳溪镇上湾村" in body
    for number in range(20):
        Post.objects.create(
            role=R.VILLAGE_DIRECTOR,
            title=f"儿童主任{number}",
            territory=world.places[VILLAGE],
            place_code=VILLAGE,
            level=Level.VILLAGE,
            opened_on=timezone.localdate(),
        )
    with CaptureQueriesContext(connection) as many:
        reader.get("/posts/?role=village_director")
    assert len(many) == len(few)


def test_a_hand_over_names_the_whole_place(world: World, as_seat: Callable[[Seat], Client]) -> None:
    seat = world.seats[R.VILLAGE_DIRECTOR]
    head = as_seat(world.seats[R.COUNTY_HEAD])
    assert "柳溪镇上湾村" in head.get(f"/seats/{seat.pk}/hand-over/").content.decode()
    assert "柳溪镇上湾村" in head.get(f"/posts/{seat.post_id}/").content.decode()


@pytest.mark.parametrize("role", [R.SOCIAL_WORKER, R.PARENT])
def test_a_child_given_to_a_person_does_not_pass_to_the_next_one(world: World, newcomer: User, role: Role) -> None:
    seat = world.seats[role]
    given = GivenSight.objects.in_force(timezone.now()).filter(post=seat.post)
    ended = sorted(given.values_list("pk", flat=True))
    assert ended
    following = hand_over(seat, world.viewer(R.SECURITY_ADMINISTRATOR), user=newcomer, reason="离职")
    assert not given.exists()
    assert not Child.objects.visible_to(as_viewer(following)).exists()
    row = TrailRow.objects.get(verb="seats.hand_over", outcome=Outcome.DONE)
    assert row.detail["given_ended"] == ended


def test_nothing_passes_on_when_one_seat_ran_out_and_another_begins_later(
    world: World, security: Viewer, newcomer: User
) -> None:
    seat = world.seats[R.SOCIAL_WORKER]
    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(pk=seat.pk).update(since=yesterday, until=yesterday)
    following = begin_seat(seat.post, security, user=newcomer, term=today())
    assert not Child.objects.visible_to(as_viewer(following)).exists()


def test_a_seat_begun_for_tomorrow_leaves_today_s_person_the_children_until_then(
    world: World, security: Viewer, newcomer: User
) -> None:
    seat, tomorrow = world.seats[R.SOCIAL_WORKER], timezone.localdate() + timedelta(days=1)
    Seat.objects.filter(pk=seat.pk).update(until=timezone.localdate())
    begin_seat(seat.post, security, user=newcomer, term=Term(SeatKind.HOLDER, tomorrow))
    given = GivenSight.objects.filter(post=seat.post)
    assert given.in_force(timezone.now()).exists()
    assert not given.in_force(timezone.now() + timedelta(days=1)).exists()


def test_the_same_person_again_and_a_stand_in_beside_the_holder_keep_the_children(
    world: World, security: Viewer, newcomer: User
) -> None:
    seat = world.seats[R.SOCIAL_WORKER]
    given = GivenSight.objects.in_force(timezone.now()).filter(post=seat.post)
    stand_in = begin_seat(seat.post, security, user=newcomer, term=Term(SeatKind.STAND_IN, timezone.localdate()))
    assert given.exists()
    end_seat(stand_in, security, reason="back")
    assert given.exists()
    stand_in.delete()
    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(pk=seat.pk).update(since=yesterday, until=yesterday)
    begin_seat(seat.post, security, user=seat.user, term=today())
    assert given.exists()


def test_what_the_police_were_given_stays_with_their_post(world: World, newcomer: User) -> None:
    seat = world.seats[R.POLICE]
    GivenSight.objects.create(
        post=seat.post,
        model=Child.sight_label(),
        key=str(world.ming.pk),
        field_set="contact_only",
        purpose="assigned",
        since=timezone.now(),
        given_by="children.assign",
    )
    hand_over(seat, world.viewer(R.SECURITY_ADMINISTRATOR), user=newcomer, reason="调动")
    assert GivenSight.objects.in_force(timezone.now()).filter(post=seat.post).exists()


def test_who_hands_over_is_told_what_does_not_pass_on(world: World, as_seat: Callable[[Seat], Client]) -> None:
    reader = as_seat(world.seats[R.SECURITY_ADMINISTRATOR])
    assert "不随岗位移交" in reader.get(f"/seats/{world.seats[R.SOCIAL_WORKER].pk}/hand-over/").content.decode()
    assert "不随岗位移交" not in reader.get(f"/seats/{world.seats[R.COURT].pk}/hand-over/").content.decode()
