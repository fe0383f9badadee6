"""The run of kills: a home of its own, writers killed at random moments, everything compared after each kill.

Usage: python -m tests.crash.kill_run --kills 500 [--postgresql] [--too-early]
"""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tools.temporary_postgresql import HOW_TO_INSTALL, folder_of_programs, running
from xiangban.lib.keyring import Keyring


def main() -> None:
    """Exit 0 when nothing was lost, 1 with what was; with --too-early a loss is what must be found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=40)
    reader.add_argument("--seed", type=int, default=20260901)
    reader.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    reader.add_argument("--too-early", action="store_true", help="acknowledge before the commit, which must be found")
    given = reader.parse_args()
    with home() as folder, database(wanted=given.postgresql):
        os.environ["XIANGBAN_HOME"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "xiangban.config.settings"
        django.setup()
        # Its models can be imported only now that the home is set.
        campaign = importlib.import_module("tests.crash.campaign")
        outcome = campaign.run(folder / "acknowledged", given.kills, given.seed, too_early=given.too_early)
    sys.stdout.write(f"{outcome}\n")
    sys.exit(1 if outcome.faults else 0)


@contextmanager
def home() -> Iterator[Path]:
    """A new home with keys of its own, taken away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="xiangban-crash-"))
    Keyring.create(folder / "keys")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(*, wanted: bool) -> Iterator[None]:
    """SQLite in the home, or a PostgreSQL of its own when that is wanted."""
    if not wanted:
        os.environ.pop("XIANGBAN_DATABASE", None)
        yield
        return
    programs = folder_of_programs()
    if programs is None:
        sys.exit(HOW_TO_INSTALL)
    with running(programs) as url:
        os.environ["XIANGBAN_DATABASE"] = url
        yield


if __name__ == "__main__":
    main()
