"""The home folder: founded once with its keys, refused where keys are gone, and its static files gathered.

What is checked at every start stands in start_checks.py.
"""

import fcntl
import hashlib
import os
import shutil
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from xiangban.config.start_checks import StartRefused, refuse_unwritable_home
from xiangban.lib.keyring import FILE_NAME, Keyring, KeyringExists


def is_new_home() -> bool:
    """Whether neither keys nor tables are there yet."""
    return not (Path(settings.XIANGBAN_KEYS) / FILE_NAME).exists() and not _tables()


def _tables() -> list[str]:
    if (
        connection.vendor == "sqlite"
        and connection.settings_dict["NAME"] == settings.XIANGBAN_HOME / "database.sqlite3"
    ):
        # SQLite would make the file readable by everybody.
        connection.settings_dict["NAME"].touch(mode=0o600)
    return connection.introspection.table_names()


def found_home() -> bool:
    """Make the folders and, for a database without tables, the keys; true when the keys are new.

    Raises StartRefused when tables exist without keys: new keys would make every sealed value unreadable for good.
    """
    home = Path(settings.XIANGBAN_HOME)
    refuse_unwritable_home(home)
    for folder in (settings.XIANGBAN_ANCHORS, settings.XIANGBAN_ATTACHMENTS, settings.XIANGBAN_LOGS):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = Path(settings.XIANGBAN_KEYS)
    if (keys / FILE_NAME).exists():
        return False
    if _tables():
        raise StartRefused(keys_are_missing(keys / FILE_NAME))
    try:
        Keyring.create(keys)
    except KeyringExists:
        return False
    return True


def keys_are_missing(path: Path) -> str:
    return _(
        "The keys {path} are missing though the database holds data: put them back from the backup. "
        "New keys cannot read what the old ones sealed, so none are made."
    ).format(path=path)


def hold_home() -> None:
    """Keep the home for this process until it ends. Raises StartRefused when another one serves from it."""
    home = Path(settings.XIANGBAN_HOME)
    refuse_unwritable_home(home)
    handle = os.open(home / "held", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(handle)
        raise StartRefused(
            _("Another server already runs from {home}: stop it first, or set XIANGBAN_HOME to another folder.").format(
                home=home
            )
        ) from fault


def empty_home() -> None:
    """Take away the database, keys, anchors, attachments, logs and static files: a fresh beginning."""
    home = Path(settings.XIANGBAN_HOME)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    connection.close()
    for folder in ("keys", "anchors", "attachments", "static", "logs"):
        shutil.rmtree(home / folder, ignore_errors=True)
    for database in home.glob("database.sqlite3*"):
        database.unlink()


def start_anew() -> None:
    """Replace this process by itself after keys were made, for Django reads its secret key only once."""
    # Closing lets SQLite fold its log into the file; a replaced process would leave it as it is.
    connection.close()
    sys.stdout.flush()
    os.environ.pop("FRESH", None)
    arguments = [argument for argument in sys.argv[1:] if argument != "--fresh"]
    os.execv(sys.executable, [sys.executable, "-m", "xiangban", *arguments])  # noqa: S606  no shell is wanted


def gather_static_files() -> None:
    """Copy, hash and compress the static files into the home, unless they are the same as the last time."""
    stamp = Path(settings.STATIC_ROOT) / "stamp"
    present = _fingerprint()
    if stamp.exists() and stamp.read_text() == present:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(present)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
