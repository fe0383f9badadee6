"""What stops a start, each with one sentence that says what to do."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import OperationalError
from django.utils import translation

from xiangban.config import start_checks
from xiangban.config.home import found_home, is_new_home
from xiangban.config.start_checks import StartRefused
from xiangban.lib.keyring import FILE_NAME

NEWER = "9999_from_the_future"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.mark.django_db
def test_a_sound_home_may_serve(home: Path) -> None:
    start_checks.refuse_to_start_if_unsound()


@pytest.mark.django_db
def test_keys_lost_beside_a_database_are_never_made_anew(home: Path) -> None:
    shutil.rmtree(home / "keys")
    assert not is_new_home()
    with pytest.raises(StartRefused, match=r"keyring\.json"):
        found_home()
    assert not (home / "keys" / FILE_NAME).exists()


def test_unreadable_keys_stop_the_start(home: Path) -> None:
    (home / "keys" / FILE_NAME).write_text("{}")
    with pytest.raises(StartRefused, match=r"keyring\.json"):
        start_checks.refuse_without_keys(home / "keys")


def test_a_full_disk_stops_the_start(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=3 * 1024 * 1024))
    with pytest.raises(StartRefused, match="3 MiB"):
        start_checks.refuse_full_disk(home)


def test_a_home_that_cannot_be_written_stops_the_start(home: Path) -> None:
    (home / "a file").write_text("")
    with pytest.raises(StartRefused, match="a file"):
        start_checks.refuse_unwritable_home(home / "a file")


@pytest.mark.django_db
def test_a_database_of_a_newer_version_stops_the_start(home: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('access', %s, '2030-01-01 00:00:00+00:00')",
            [NEWER],
        )
    with pytest.raises(StartRefused, match=NEWER):
        start_checks.refuse_newer_database()


@pytest.mark.django_db
def test_a_database_of_an_older_version_stops_the_start(home: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_q'")
    with pytest.raises(StartRefused, match="migrate_database"):
        start_checks.refuse_wrong_migrations()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database disk image is malformed", "damaged"),
        ("file is not a database", "damaged"),
        ("database or disk is full", "Free some space"),
        ("could not extend file: No space left on device", "Free some space"),
        ("database is locked", "another process"),
        ("disk I/O error", "check the disk"),
        ("unable to open database file", "opened for writing"),
        ("attempt to write a readonly database", "opened for writing"),
        ("no such table: access_user", "migrate_database"),
        ('relation "access_user" does not exist', "migrate_database"),
        ("connection refused: user 张三", "cannot be reached"),
    ],
)
def test_an_error_of_the_database_is_one_sentence_without_its_data(said: str, sentence: str) -> None:
    answer = str(start_checks.database_sentence(OperationalError(said)))
    assert sentence in answer
    assert "张三" not in answer


@pytest.mark.django_db
def test_migrating_a_database_that_is_of_this_version_changes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("migrate_database")
    assert "0" in capsys.readouterr().out
