"""What an office is told to put in order before it works with children's data."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests.world import World
from xiangban.access.installation import forget_installation, name_installation
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.config import safety_checks
from xiangban.network.models import CalendarYear


@pytest.fixture(autouse=True)
def installation_is_read_anew() -> None:
    forget_installation()


@pytest.mark.django_db
def test_every_check_answers_and_has_a_name_of_its_own(home: Path) -> None:
    found = list(safety_checks.findings())
    assert len({finding.title for finding in found}) == len(found) >= 25


def test_keys_that_others_may_read_are_named_with_the_command_that_closes_them(home: Path) -> None:
    keyring = home / "keys" / "keyring.json"
    assert safety_checks.keys_are_closed() is None
    keyring.chmod(0o644)
    assert f"chmod go= {keyring}" in str(safety_checks.keys_are_closed())


@pytest.mark.parametrize("hosts", [["*"], ["localhost"], ["127.0.0.1", "[::1]"]])
def test_a_site_without_a_name_of_its_own_is_not_ready(settings: Settings, hosts: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts
    assert safety_checks.hosts_are_named()
    settings.ALLOWED_HOSTS = ["xiangban.example"]
    assert safety_checks.hosts_are_named() is None


def test_a_policy_that_allows_inline_scripts_is_noticed(settings: Settings) -> None:
    assert safety_checks.content_policy_is_strict() is None
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**directives, "script-src": ["'self'", "'unsafe-inline'"]}}
    assert safety_checks.content_policy_is_strict()


def test_a_lock_by_name_alone_is_noticed_because_it_shuts_people_out(settings: Settings) -> None:
    assert safety_checks.guessing_is_stopped() is None
    settings.AXES_LOCKOUT_PARAMETERS = ["username"]
    assert safety_checks.guessing_is_stopped()


@pytest.mark.django_db
def test_the_demo_is_no_office() -> None:
    assert safety_checks.nothing_is_invented() is None
    name_installation("溪宁市", demo=True)
    assert safety_checks.nothing_is_invented()
    forget_installation()


def test_one_person_with_two_administrators_posts_is_noticed(world: World) -> None:
    assert safety_checks.administrators_are_seated() is None
    assert safety_checks.administrators_are_apart() is None
    second = world.seats[Role.AUDIT_ADMINISTRATOR]
    second.user = world.seats[Role.SYSTEM_ADMINISTRATOR].user
    second.save()
    assert safety_checks.administrators_are_apart()


def test_an_administrator_who_left_is_missed(world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Seat.objects.filter(post__role=Role.AUDIT_ADMINISTRATOR).update(until=yesterday)
    assert str(Role.AUDIT_ADMINISTRATOR.label) in str(safety_checks.administrators_are_seated())


@pytest.mark.django_db
def test_a_trail_without_its_triggers_is_noticed() -> None:
    assert safety_checks.trail_only_grows() is None
    where = " ON access_trailrow" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER access_trailrow_no_update{where}")
    assert safety_checks.trail_only_grows()


@pytest.mark.django_db
def test_from_december_on_next_year_s_working_days_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    CalendarYear.objects.update_or_create(year=2030, defaults={"complete": True, "edited_at": _moment()})
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 11, 30))
    assert safety_checks.working_days_are_known() is None
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 12, 1))
    assert "2031" in str(safety_checks.working_days_are_known())


def _moment() -> datetime:
    return datetime(2030, 1, 1, tzinfo=timezone.get_default_timezone())
