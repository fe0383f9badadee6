"""What the roof's tests share: a home of the test's own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from xiangban.lib.keyring import Keyring


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of the test's own with keys, closed to others."""
    settings.XIANGBAN_HOME = tmp_path
    for folder in ("keys", "anchors", "attachments", "logs"):
        setattr(settings, f"XIANGBAN_{folder.upper()}", tmp_path / folder)
    settings.STATIC_ROOT = tmp_path / "static"
    tmp_path.chmod(0o700)
    Keyring.create(tmp_path / "keys")
    return tmp_path
