"""What must hold before the site serves: a writable home with space, keys, a sound database of this version.

Each fault is one sentence in the reader's language; advice on safety is in safety_checks.py.
"""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from xiangban.lib.keyring import FILE_NAME, Keyring, KeyringMissing, KeyringUnreadable

MEBIBYTE = 1024 * 1024
SPACE_NEEDED = 200 * MEBIBYTE
# Reading every page of a larger file would take longer than starting may; check_installation reads it whole.
QUICK_CHECK_UP_TO = 512 * MEBIBYTE


class StartRefused(Exception):
    """The site cannot start; the one sentence says why and what to do."""

    exit_code = 1


def refuse_to_start_if_unsound() -> None:
    """Raise StartRefused with the first fault found; silent when the site may serve."""
    home = Path(settings.XIANGBAN_HOME)
    refuse_unwritable_home(home)
    refuse_full_disk(home)
    refuse_without_keys(Path(settings.XIANGBAN_KEYS))
    refuse_damaged_database()
    refuse_wrong_migrations()


def refuse_unwritable_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home, prefix=".probe-") as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as fault:
        raise StartRefused(
            _(
                "The folder {home} cannot be written ({reason}): free space or give this account the right to write."
            ).format(home=home, reason=fault.strerror)
        ) from fault


def refuse_full_disk(home: Path) -> None:
    free = shutil.disk_usage(home).free
    if free < SPACE_NEEDED:
        raise StartRefused(
            _(
                "Only {free} MiB are free at {home}, and {needed} MiB are needed: free some space, then start again."
            ).format(free=free // MEBIBYTE, home=home, needed=SPACE_NEEDED // MEBIBYTE)
        )


def refuse_without_keys(keys: Path) -> None:
    try:
        Keyring.load(keys)
    except KeyringMissing as fault:
        raise StartRefused(
            _("The keys {path} are missing: put them back from the backup, or prepare an empty home first.").format(
                path=keys / FILE_NAME
            )
        ) from fault
    except KeyringUnreadable as fault:
        raise StartRefused(
            _("The keys {path} cannot be read ({reason}): put them back from the backup.").format(
                path=fault.path, reason=fault.reason
            )
        ) from fault


def refuse_damaged_database() -> None:
    try:
        answer = _database_says()
    except DatabaseError as fault:
        raise StartRefused(database_sentence(fault)) from fault
    if answer != "ok":
        raise StartRefused(
            _("The database is damaged ({reason}): stop, keep a copy of it, and restore the last backup.").format(
                reason=answer.splitlines()[0]
            )
        )


def _database_says() -> str:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1")
            return "ok"
        path = Path(connection.settings_dict["NAME"])
        if path.exists() and path.stat().st_size <= QUICK_CHECK_UP_TO:
            cursor.execute("PRAGMA quick_check(1)")
            return str(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM sqlite_master")
        return "ok"


def database_sentence(fault: DatabaseError) -> str:
    """One sentence for an error of the database itself, without the data it was about."""
    text = str(fault).lower()
    if "malformed" in text or "not a database" in text:
        return _("The database is damaged: stop, keep a copy of it, and restore the last backup.")
    if "disk i/o error" in text or "input/output error" in text:
        return _("The disk reports a fault in reading or writing the database: check the disk and its free space.")
    if "unable to open" in text or "readonly" in text:
        return _("The database file cannot be opened for writing: give this account the right to its folder.")
    if "full" in text or "no space" in text:
        return _("The disk is full: nothing was stored. Free some space, then try again.")
    if "locked" in text:
        return _("The database is held by another process: wait until it is done, then try again.")
    if "no such table" in text or "does not exist" in text:
        return _("The database is not of this version: run `xiangban migrate_database` first.")
    return _("The database cannot be reached: see that it runs and that XIANGBAN_DATABASE names it.")


def refuse_wrong_migrations() -> None:
    refuse_newer_database()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise StartRefused(
            _("The database is older than the program: back it up, then run `xiangban migrate_database`.")
        )


def refuse_newer_database() -> None:
    """Raise StartRefused when a migration was applied that this version of the program does not know."""
    loader = MigrationExecutor(connection).loader
    known = set(loader.disk_migrations)
    known |= {replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces}
    rooms = {room for room, _name in known}
    strange = sorted(
        f"{room}.{name}" for room, name in loader.applied_migrations if room in rooms and (room, name) not in known
    )
    if strange:
        raise StartRefused(
            _("The database belongs to a newer version of the program (it has {migration}): install that one.").format(
                migration=strange[-1]
            )
        )
