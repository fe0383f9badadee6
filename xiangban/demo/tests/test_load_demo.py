"""Loading the invented city: everything stands in the tables, once, and a real installation is never touched."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from xiangban.access.installation import DEMO_DAY, forget_installation, is_demo
from xiangban.access.models import GivenSight, Post, Seat, TrailRow, User
from xiangban.access.roles import Role
from xiangban.children.models import BreakGlass, Child, FactChange, Handover, Kin, Person
from xiangban.children.rules import ChildState
from xiangban.demo.accounts import ABILITIES, PASSWORD
from xiangban.demo.place_names import VILLAGE_COUNT
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.network.models import Duty, Staffing
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Level

FEW = 4_500


@pytest.fixture(autouse=True)
def _installation_read_anew() -> Iterator[None]:
    forget_installation()
    yield
    forget_installation()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demo_is_loaded_once_and_can_be_clicked_through() -> None:
    call_command("load_demo", "--children", str(FEW), verbosity=0)

    _everybody_is_there()
    _every_account_signs_in_to_one_seat()
    _something_is_waiting()
    rows = TrailRow.objects.count()
    call_command("load_demo", verbosity=0)
    assert TrailRow.objects.count() == rows


@pytest.mark.django_db
def test_a_real_installation_is_never_filled_with_invented_children() -> None:
    User.objects.create_user("somebody", "真人", "a-long-password-of-theirs")

    with pytest.raises(CommandError):
        call_command("load_demo", verbosity=0)

    assert not Child.objects.exists() and not Territory.objects.exists()


@pytest.mark.django_db
def test_too_few_children_are_refused_with_nothing_left_behind() -> None:
    with pytest.raises(CommandError):
        call_command("load_demo", "--children", "50", verbosity=0)

    assert not Territory.objects.exists() and not TrailRow.objects.exists()


def _everybody_is_there() -> None:
    assert is_demo()
    assert Child.objects.count() == FEW
    assert Territory.objects.current().of_level(Level.VILLAGE).count() == VILLAGE_COUNT
    assert Kin.objects.filter(carer=True).exists() and Person.objects.count() > FEW
    assert not FactChange.objects.filter(source__agency=None).exists()
    assert Agency.objects.filter(unit_kind="civil_affairs").count() == 9
    directors = Staffing.objects.filter(duty=Duty.DIRECTOR).count()
    assert 0.96 < directors / VILLAGE_COUNT < 0.98


def _every_account_signs_in_to_one_seat() -> None:
    roles = set()
    for username in ABILITIES:
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        roles.add(Seat.objects.get(user=user).post.role)
    assert roles == set(Role.values)
    director = Post.objects.get(seats__user__username="heguifang")
    assert director.agency is not None and director.agency.place_code == director.place_code


def _something_is_waiting() -> None:
    states = set(Child.objects.values_list("state", flat=True))
    assert {ChildState.DRAFT, ChildState.SUBMITTED, ChildState.REGISTERED} <= states
    assert Handover.objects.count() == 3
    assert BreakGlass.objects.filter(reviewed_at=None).count() == 1
    purposes = set(GivenSight.objects.values_list("purpose", flat=True))
    assert {"assigned", "own_child", "handover", "break_glass", "reason_given"} <= purposes


def test_ages_and_figures_of_the_demo_are_counted_on_the_day_its_people_were_made_for() -> None:
    assert DEMO_DAY == REFERENCE_DATE
