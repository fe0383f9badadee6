"""A one-time link alone takes over no account that holds a seat: a second person must have confirmed it."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.world import World
from xiangban.access.actions.users import confirm_link, open_account, renew_link
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Seat, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.roles import Role

NEW = {"password": "a-password-of-one-link", "again": "a-password-of-one-link"}


def test_the_system_administrator_alone_takes_over_nobody(world: World) -> None:
    token = renew_link(world.li.user, world.viewer(Role.SYSTEM_ADMINISTRATOR), reason="forgotten")
    answer = Client().post(f"/welcome/{token}/", NEW)
    assert answer.status_code == 422
    assert not User.objects.get(pk=world.li.user_id).check_password(NEW["password"])
    with pytest.raises(NotPermitted):
        confirm_link(world.li.user, world.viewer(Role.SYSTEM_ADMINISTRATOR))
    assert TrailRow.objects.filter(verb="users.confirm_link", outcome=Outcome.REFUSED).count() == 1


def test_a_confirmed_link_sets_the_password_and_leaves_the_second_factor(
    world: World, as_seat: Callable[[Seat], Client]
) -> None:
    as_seat(world.li)  # who has a second factor
    token = renew_link(world.li.user, world.viewer(Role.SYSTEM_ADMINISTRATOR), reason="forgotten")
    security, address = as_seat(world.seats[Role.SECURITY_ADMINISTRATOR]), f"/users/{world.li.user_id}/"
    assert f"{address}confirm-link/" in security.get(address).content.decode()
    assert security.post(f"{address}confirm-link/").status_code == 302
    assert f"{address}confirm-link/" not in security.get(address).content.decode()
    assert Client().post(f"/welcome/{token}/", NEW).status_code == 302
    assert User.objects.get(pk=world.li.user_id).check_password(NEW["password"])
    assert Authenticator.objects.filter(user=world.li.user).count() == 1


def test_nobody_confirms_their_own_link_or_one_that_is_not_there(world: World) -> None:
    system, security = world.viewer(Role.SYSTEM_ADMINISTRATOR), world.viewer(Role.SECURITY_ADMINISTRATOR)
    own = world.seats[Role.SECURITY_ADMINISTRATOR].user
    renew_link(own, system, reason="forgotten")
    for person in (own, world.li.user):
        with pytest.raises(Refused):
            confirm_link(person, security)


def test_a_link_confirmed_before_does_not_confirm_the_next_one(world: World) -> None:
    system, security = world.viewer(Role.SYSTEM_ADMINISTRATOR), world.viewer(Role.SECURITY_ADMINISTRATOR)
    renew_link(world.li.user, system, reason="forgotten")
    confirm_link(world.li.user, security)
    token = renew_link(world.li.user, system, reason="again")
    assert Client().post(f"/welcome/{token}/", NEW).status_code == 422


def test_a_newcomer_without_a_seat_needs_no_second_person(world: World) -> None:
    system = world.viewer(Role.SYSTEM_ADMINISTRATOR)
    token = open_account(None, system, username="zhang.san", display_name="张三(虚构)")
    assert Client().post(f"/welcome/{token}/", NEW).status_code == 302


def test_links_that_wait_are_listed_until_they_are_confirmed(world: World, as_seat: Callable[[Seat], Client]) -> None:
    system, security = world.viewer(Role.SYSTEM_ADMINISTRATOR), world.viewer(Role.SECURITY_ADMINISTRATOR)
    renew_link(world.li.user, system, reason="forgotten")
    open_account(None, system, username="zhang.san", display_name="张三(虚构)")
    reader = as_seat(world.seats[Role.SECURITY_ADMINISTRATOR])

    def listed() -> str:
        return reader.get("/users/?link=waiting").content.decode()

    assert f"/users/{world.li.user_id}/" in listed()
    assert "zhang.san" not in listed()
    confirm_link(world.li.user, security)
    assert f"/users/{world.li.user_id}/" not in listed()


@pytest.mark.parametrize("password", ["abababababab", "111111111111111", "12341234123412"])
def test_a_long_password_of_few_signs_is_refused(world: World, password: str) -> None:
    token = open_account(None, world.viewer(Role.SYSTEM_ADMINISTRATOR), username="zhang.san", display_name="张三(虚构)")
    answer = Client().post(f"/welcome/{token}/", {"password": password, "again": password})
    assert answer.status_code == 422
    assert not User.objects.get(username="zhang.san").has_usable_password()
