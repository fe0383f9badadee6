"""Whose installation this is and whether all in it is invented; read once a process."""

from datetime import date
from functools import cache

from django.utils import timezone

from xiangban.access.models import Installation

DEMO_DAY = date(2026, 9, 1)  # so that the demo looks the same whenever it is run


@cache
def _installation() -> Installation | None:
    return Installation.objects.first()


def is_demo() -> bool:
    """Whether every child, person and place here is invented."""
    installation = _installation()
    return installation is not None and installation.demo


def installation_name() -> str:
    installation = _installation()
    return installation.name if installation else ""


def name_installation(name: str, *, demo: bool) -> None:
    """Say whose installation this is (once, at set-up)."""
    Installation.objects.update_or_create(pk=1, defaults={"name": name, "demo": demo})
    forget_installation()


def forget_installation() -> None:
    _installation.cache_clear()


def register_day() -> date:
    """The day on which ages and figures are counted: today, and in the demo the day at which its register stands."""
    return DEMO_DAY if is_demo() else timezone.localdate()
