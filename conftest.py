"""Which tests run and which are skipped with the reason; what the whole house's tests share stands in tests/.

XIANGBAN_REQUIRE_ALL=1 turns every skip for want of a program into a failure.
"""

import os
import shutil
from pathlib import Path

import pytest

# Playwright runs a loop in the thread of the test; the database is used from the same thread, in turn.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The cast of the tests stands on every room's stage, not on the whole house's alone.
pytest_plugins = ["tests.world", "tests.emptying"]

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
REQUIRE_ALL = os.environ.get("XIANGBAN_REQUIRE_ALL") == "1"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="only tests that use the database, without a browser")
    parser.addoption("--skip-because", default="", help="skip every chosen test with this reason")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        chosen = [item for item in items if _uses_database(item) and not item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
    if reason := config.getoption("--skip-because"):
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))
    if not Path(CHROMIUM).exists() and not REQUIRE_ALL:
        missing = pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium, or name it in CHROMIUM")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(missing)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; without it browser tests have been skipped, or fail here when all are required."""
    if not shutil.which(CHROMIUM):
        pytest.fail(f"Chromium is required and not at {CHROMIUM}: apt-get install chromium")
    return CHROMIUM
