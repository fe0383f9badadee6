"""The folder of keys: created once, read at start, grown by a version when a key is to be replaced.

What the keys are used for is written in ciphers.py and chain.py.
"""

import base64
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Final, Literal

Purpose = Literal["data", "index", "trail", "session"]

KEY_BYTES = 32
LAST_VERSION = 255  # a version is one byte in every header
FILE_NAME = "keyring.json"
FIRST_ALGORITHMS: Final[Mapping[Purpose, str]] = {
    "data": "aes-256-gcm",
    "index": "hmac-sha256",
    "trail": "hmac-sha256",
    "session": "hmac-sha256",
}


class KeyringMissing(Exception):
    """No keyring.json in this folder; `path` says where it was looked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class KeyringUnreadable(Exception):
    """keyring.json is there but cannot be used; `reason` says what is wrong with it, never what is in it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


class KeyringExists(Exception):
    """A keyring is already here and is never overwritten: with it would go every sealed value."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class UnknownVersion(Exception):
    """The keyring holds no such version of this purpose's key."""

    def __init__(self, purpose: Purpose, version: int) -> None:
        super().__init__(purpose, version)
        self.purpose = purpose
        self.version = version


@dataclass(frozen=True)
class Key:
    """One version of one purpose's key: 32 random bytes and the algorithm they are for."""

    version: int
    algorithm: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.version}, {self.algorithm})"  # a secret must not reach a log by way of a traceback


Keys = dict[Purpose, dict[int, Key]]


class Keyring:
    """The keys of one folder, by purpose and version; a version another process adds is seen without a restart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp = _stamp(path)
        self._keys = _read(path)

    @classmethod
    def load(cls, folder: Path) -> "Keyring":
        """Read the folder's keyring. Raises KeyringMissing, KeyringUnreadable."""
        return cls(folder / FILE_NAME)

    @classmethod
    def create(cls, folder: Path) -> "Keyring":
        """Make the folder (0700) and its keyring (0600) with a first key for every purpose. Raises KeyringExists."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        path = folder / FILE_NAME
        keys: Keys = {purpose: {1: _new_key(1, name)} for purpose, name in FIRST_ALGORITHMS.items()}
        with _locked(folder):
            if path.exists():
                raise KeyringExists(path)
            _write(path, keys)
        return cls(path)

    @classmethod
    def load_or_create(cls, folder: Path) -> "Keyring":
        """The folder's keyring, made on the first call; two processes that start together get the same one."""
        try:
            return cls.load(folder)
        except KeyringMissing:
            pass
        try:
            return cls.create(folder)
        except KeyringExists:
            return cls.load(folder)

    def current(self, purpose: Purpose) -> tuple[int, bytes]:
        """Version and 32 bytes of the newest key of the purpose."""
        key = self.newest(purpose)
        return key.version, key.secret

    def newest(self, purpose: Purpose) -> Key:
        """The newest key of the purpose, with which new values are made."""
        self._refresh()
        versions = self._keys[purpose]
        return versions[max(versions)]

    def version(self, purpose: Purpose, version: int) -> Key:
        """One version of the purpose's key. Raises UnknownVersion."""
        if version not in self._keys[purpose]:
            self._refresh()
        try:
            return self._keys[purpose][version]
        except KeyError:
            raise UnknownVersion(purpose, version) from None

    def versions(self, purpose: Purpose) -> tuple[int, ...]:
        """The versions of the purpose's key, newest first."""
        self._refresh()
        return tuple(sorted(self._keys[purpose], reverse=True))

    def secrets(self, purpose: Purpose) -> dict[int, bytes]:
        """Every version's 32 bytes, as first_fault() takes the trail's keys."""
        return {version: self.version(purpose, version).secret for version in self.versions(purpose)}

    def add_version(self, purpose: Purpose, algorithm: str | None = None) -> Key:
        """Add a newer key, by default for the same algorithm; older values stay readable. Raises ValueError at 255."""
        with _locked(self.path.parent):
            keys = _read(self.path)
            newest = keys[purpose][max(keys[purpose])]
            if newest.version >= LAST_VERSION:
                raise ValueError(f"no version of {purpose!r} after {LAST_VERSION}")
            key = _new_key(newest.version + 1, algorithm or newest.algorithm)
            keys[purpose][key.version] = key
            _write(self.path, keys)
        self._refresh()
        return key

    def _refresh(self) -> None:
        stamp = _stamp(self.path)
        if stamp not in (None, self._stamp):  # a folder that went away leaves the keys in memory at work
            self._keys = _read(self.path)
            self._stamp = stamp


def _new_key(version: int, algorithm: str) -> Key:
    return Key(version, algorithm, token_bytes(KEY_BYTES))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ino


def _read(path: Path) -> Keys:
    try:
        document = json.loads(path.read_bytes())
        return {purpose: _read_purpose(document["keys"][purpose]) for purpose in FIRST_ALGORITHMS}
    except FileNotFoundError:
        raise KeyringMissing(path) from None
    except OSError as fault:
        raise KeyringUnreadable(path, fault.strerror or type(fault).__name__) from None
    except KeyError as fault:
        raise KeyringUnreadable(path, f"{fault.args[0]} is missing") from None
    except (ValueError, TypeError, AttributeError):
        raise KeyringUnreadable(path, "not a keyring") from None


def _read_purpose(rows: Mapping[str, Mapping[str, str]]) -> dict[int, Key]:
    keys = {
        int(version): Key(int(version), row["algorithm"], base64.b64decode(row["secret"], validate=True))
        for version, row in rows.items()
    }
    if not keys or any(len(key.secret) != KEY_BYTES for key in keys.values()):
        raise ValueError("a key is missing or too short")
    if min(keys) < 1 or max(keys) > LAST_VERSION:
        raise ValueError("a version does not fit one byte")
    return keys


def _write(path: Path, keys: Keys) -> None:
    """Whole or not at all: a crash leaves the old file or the new one."""
    rows = {
        purpose: {
            str(key.version): {"algorithm": key.algorithm, "secret": base64.b64encode(key.secret).decode()}
            for key in versions.values()
        }
        for purpose, versions in keys.items()
    }
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"format": 1, "keys": rows}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One writer at a time; the lock ends with the process that holds it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
