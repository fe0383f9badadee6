"""What the environment may say, and what it is told when it says nonsense."""

from pathlib import Path

import pytest

from xiangban.config import environment
from xiangban.lib.keyring import Keyring


def test_without_a_word_the_database_is_a_file_in_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XIANGBAN_DATABASE", raising=False)
    described = environment.database(tmp_path)
    assert described["NAME"] == tmp_path / "database.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]


def test_a_postgresql_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XIANGBAN_DATABASE", "postgresql://office:p%40ss@db.example:5433/xiangban?sslmode=require")
    described = environment.database(tmp_path)
    assert (described["NAME"], described["USER"], described["PASSWORD"]) == ("xiangban", "office", "p@ss")
    assert (described["HOST"], described["PORT"]) == ("db.example", "5433")
    assert described["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://host", "nonsense"])
def test_another_address_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("XIANGBAN_DATABASE", address)
    with pytest.raises(environment.EnvironmentWrong) as refused:
        environment.database(tmp_path)
    assert address not in str(refused.value)


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "２"])
def test_a_number_that_is_none_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("XIANGBAN_WORKERS", text)
    with pytest.raises(environment.EnvironmentWrong, match="XIANGBAN_WORKERS"):
        environment.number("XIANGBAN_WORKERS", 1)


def test_the_secret_of_sessions_comes_from_the_keyring_and_ends_with_the_process_without_one(tmp_path: Path) -> None:
    Keyring.create(tmp_path / "keys")
    assert environment.session_secrets(tmp_path / "keys") == environment.session_secrets(tmp_path / "keys")
    assert environment.session_secrets(tmp_path / "none") != environment.session_secrets(tmp_path / "none")


def test_after_a_rotation_the_new_secret_signs_and_the_old_one_still_reads(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path / "keys")
    (old,) = environment.session_secrets(tmp_path / "keys")
    keyring.add_version("session")
    newest, *older = environment.session_secrets(tmp_path / "keys")
    assert older == [old]
    assert newest != old
