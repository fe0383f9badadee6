"""Keys are made once, kept from other eyes and never lost by a crash or a second start."""

import json
import multiprocessing
import stat
from pathlib import Path

import pytest

from xiangban.lib.keyring import Keyring, KeyringExists, KeyringMissing, KeyringUnreadable, UnknownVersion


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _start(folder: Path, found: "multiprocessing.Queue[bytes]") -> None:
    found.put(Keyring.load_or_create(folder).current("data")[1])


def test_a_new_keyring_is_for_its_owner_only(tmp_path: Path) -> None:
    Keyring.create(tmp_path / "keys")
    assert mode(tmp_path / "keys") == 0o700
    assert mode(tmp_path / "keys" / "keyring.json") == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["keyring.json"]


def test_the_keys_are_the_same_after_a_restart(tmp_path: Path) -> None:
    first = Keyring.create(tmp_path)
    second = Keyring.load(tmp_path)
    assert first.current("data") == second.current("data")
    assert first.current("session") == second.current("session")


def test_every_purpose_has_its_own_key(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path)
    assert len({keyring.current(purpose)[1] for purpose in ("data", "index", "trail", "session")}) == 4


def test_a_missing_keyring_is_said_and_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(KeyringMissing) as refusal:
        Keyring.load(tmp_path)
    assert refusal.value.path == tmp_path / "keyring.json"
    assert not list(tmp_path.iterdir())


def test_a_keyring_is_never_overwritten(tmp_path: Path) -> None:
    before = Keyring.create(tmp_path).current("data")
    with pytest.raises(KeyringExists):
        Keyring.create(tmp_path)
    assert Keyring.load(tmp_path).current("data") == before


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"keys": {}}', '{"keys": []}', "null", "\x00"])
def test_a_damaged_keyring_is_said_to_be_unreadable(tmp_path: Path, damage: str) -> None:
    (tmp_path / "keyring.json").write_text(damage)
    with pytest.raises(KeyringUnreadable):
        Keyring.load(tmp_path)


def test_a_shortened_key_is_refused(tmp_path: Path) -> None:
    Keyring.create(tmp_path)
    path = tmp_path / "keyring.json"
    document = json.loads(path.read_text())
    document["keys"]["data"]["1"]["secret"] = "c2hvcnQ="
    path.write_text(json.dumps(document))
    with pytest.raises(KeyringUnreadable):
        Keyring.load(tmp_path)


def test_a_new_version_leaves_the_old_one_readable(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path)
    _, old = keyring.current("data")
    keyring.add_version("data")
    assert keyring.current("data")[0] == 2
    assert keyring.version("data", 1).secret == old
    assert keyring.versions("data") == (2, 1)
    assert keyring.versions("index") == (1,)


def test_a_running_server_sees_the_version_a_command_added(tmp_path: Path) -> None:
    server = Keyring.create(tmp_path)
    added = Keyring.load(tmp_path).add_version("index")
    assert server.versions("index") == (2, 1)
    assert server.version("index", 2) == added


def test_a_running_server_keeps_its_keys_when_the_folder_goes_away(tmp_path: Path) -> None:
    server = Keyring.create(tmp_path)
    before = server.current("trail")
    (tmp_path / "keyring.json").unlink()
    assert server.current("trail") == before


def test_an_unknown_version_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersion) as refusal:
        Keyring.create(tmp_path).version("data", 9)
    assert refusal.value.version == 9


def test_versions_end_where_their_byte_ends(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path)
    path = tmp_path / "keyring.json"
    document = json.loads(path.read_text())
    document["keys"]["data"]["255"] = document["keys"]["data"]["1"]
    path.write_text(json.dumps(document))
    with pytest.raises(ValueError, match="255"):
        keyring.add_version("data")


def test_a_key_does_not_show_itself_in_a_traceback(tmp_path: Path) -> None:
    assert "secret" not in repr(Keyring.create(tmp_path).newest("data"))


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    found: multiprocessing.Queue[bytes] = context.Queue()
    starts = [context.Process(target=_start, args=(tmp_path / "keys", found)) for _ in range(4)]
    for start in starts:
        start.start()
    keys = {found.get(timeout=10) for _ in starts}
    for start in starts:
        start.join()
    assert len(keys) == 1
