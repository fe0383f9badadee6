"""What the environment may say: the home folder, the database, hosts and numbers, each with a default.

What Django is told stands in settings.py.
"""

import base64
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from xiangban.lib.keyring import Keyring, KeyringMissing, KeyringUnreadable

CHECKOUT = Path(__file__).resolve().parents[2]

# FULL: an acknowledged save survives a power cut. recursive_triggers: REPLACE cannot pass the trail's triggers.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
    "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
)


class EnvironmentWrong(Exception):
    """A variable of the environment has a value that means nothing here."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(f"{variable}={value!r}: expected {expected}")
        self.variable, self.value, self.expected = variable, value, expected


def home_folder() -> Path:
    """The folder of database, keys, anchors, attachments and logs: XIANGBAN_HOME, or var/ of the checkout."""
    return Path(os.environ.get("XIANGBAN_HOME") or CHECKOUT / "var").expanduser().resolve()


def flag(variable: str) -> bool:
    """True when the variable is 1, yes, true or on, in any case."""
    return os.environ.get(variable, "").strip().lower() in {"1", "yes", "true", "on"}


def number(variable: str, default: int) -> int:
    """The variable as a whole number above zero; raises EnvironmentWrong for anything else."""
    text = os.environ.get(variable, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise EnvironmentWrong(variable, text, "a whole number above zero")
    return int(text)


def words(variable: str, default: list[str]) -> list[str]:
    """The variable split at commas, without empty parts."""
    return [word.strip() for word in os.environ.get(variable, "").split(",") if word.strip()] or default


def session_secrets(keys: Path) -> list[str]:
    """Django's secret keys, newest first; without a keyring one that ends with the process.

    Reading settings writes nothing: home.py founds the keyring, start_checks.py keeps a site without one closed.
    """
    try:
        keyring = Keyring.load(keys)
    except (KeyringMissing, KeyringUnreadable):
        return [secrets.token_urlsafe(48)]
    return [
        base64.urlsafe_b64encode(keyring.version("session", version).secret).decode()
        for version in keyring.versions("session")
    ]


def database(home: Path) -> dict[str, Any]:
    """Django's description of the database: PostgreSQL by XIANGBAN_DATABASE, or SQLite in the home folder."""
    url = os.environ.get("XIANGBAN_DATABASE", "").strip()
    return _postgresql(url) if url else _sqlite(home / "database.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening a connection costs more than the list page's queries, so it stays open.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        # The value is not shown: it may carry a password.
        raise EnvironmentWrong("XIANGBAN_DATABASE", "…", "postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
