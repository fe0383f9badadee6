"""Whose installation this is and whether all in it is invented; read once a process."""

from functools import cache

from xiangban.access.models import Installation


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
