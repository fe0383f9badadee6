"""The demo's home: marked when it is founded, filled once, emptied only when it is marked.

The invented data itself stands in demo/.
"""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from xiangban.access.installation import is_demo
from xiangban.access.models import User
from xiangban.config.home import empty_home, start_anew
from xiangban.config.start_checks import StartRefused


def _mark() -> Path:
    return Path(settings.XIANGBAN_HOME) / "demo"


def mark_as_demo() -> None:
    """Say in the home itself that all in it is invented; only such a home is ever emptied."""
    _mark().write_text("Everything in this folder is invented.\n", "utf-8")


def empty_demo() -> None:
    """Throw the demo's data away. Raises StartRefused when the home or the database is not the demo's."""
    home_is_new = not Path(settings.XIANGBAN_KEYS).exists()
    if not home_is_new and not _mark().exists():
        raise StartRefused(_not_the_demo())
    # A damaged database can be thrown away only where the home's mark alone says whose it is.
    if connection.vendor == "postgresql" and _holds_people() and not is_demo():
        raise StartRefused(_not_the_demo())
    empty_home()


def fill_with_demo() -> None:
    """Load the invented city where it is not yet; one that was interrupted has left nothing behind."""
    if is_demo():
        return
    if not _mark().exists():
        raise StartRefused(_not_the_demo())
    call_command("load_demo")
    # The memory that loading took is given back with the process.
    start_anew()


def _holds_people() -> bool:
    try:
        return User.objects.exists()
    except DatabaseError:
        return False


def _not_the_demo() -> str:
    return _(
        "{home} holds a real installation, which the demo never touches: set XIANGBAN_HOME to another folder."
    ).format(home=settings.XIANGBAN_HOME)
