"""The command `xiangban`: its list, its language, its one sentence where something is wrong."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from xiangban.config.command import list_of_commands, reader_language


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ({}, "zh-hans"),
        ({"LANG": "C.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-hans"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-hant"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_terminal_is_answered_in_its_language(said: dict[str, str], language: str) -> None:
    assert reader_language(said) == language


def test_every_command_of_the_house_is_a_verb_and_a_noun_and_has_its_line() -> None:
    ours = [name for name, room in get_commands().items() if str(room).startswith("xiangban.")]
    listed = list_of_commands()
    assert len(ours) >= 5
    for name in ours:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", name)
        assert re.search(rf"^  {name} +\S", listed, re.MULTILINE), f"{name} says nothing of itself"


def run(home: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xiangban", *arguments],
        env={
            **os.environ,
            "XIANGBAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "xiangban.config.settings",
            "LANG": "en_US.UTF-8",
            "LC_ALL": "",
            **surroundings,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_damaged_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "database.sqlite3").write_bytes(b"no database at all, but long enough to be read as one" * 100)
    ended = run(tmp_path, "migrate_database", XIANGBAN_DATABASE="")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "The database is damaged: stop, keep a copy of it, and restore the last backup."
    ]


def test_a_worker_without_keys_does_not_start(tmp_path: Path) -> None:
    ended = run(tmp_path, "run_worker", XIANGBAN_DATABASE="")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "keys" in ended.stderr


def test_a_wrong_variable_is_one_sentence(tmp_path: Path) -> None:
    ended = run(tmp_path, "run_worker", XIANGBAN_DATABASE="oracle://somewhere/else")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "XIANGBAN_DATABASE" in ended.stderr


@pytest.mark.parametrize("port", ["99999", "0"])
@pytest.mark.parametrize("command", ["run_demo", "run_site"])
def test_a_number_that_is_no_port_is_one_sentence(tmp_path: Path, command: str, port: str) -> None:
    ended = run(tmp_path, command, "--port", port, XIANGBAN_DATABASE="")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [f"{port} is no port: choose a number from 1 to 65535, for example PORT=8000."]
    assert not (tmp_path / "keys").exists()


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run(tmp_path, "run_demo", "--port", str(port), XIANGBAN_DATABASE="")
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert f"Port {port} is in use" in ended.stderr
