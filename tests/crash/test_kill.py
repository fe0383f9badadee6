"""Writers killed with kill -9 lose nothing they acknowledged, on both engines; and a loss would be seen.

Each run is a process of its own with the product's settings: the tests' own database is never killed.
"""

import os
import re
import subprocess
import sys

import pytest

from tests.house.sources import CHECKOUT
from tools.temporary_postgresql import HOW_TO_INSTALL, folder_of_programs


def kill_run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of kill_run.py, with what it said."""
    return subprocess.run(
        [sys.executable, "-m", "tests.crash.kill_run", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def saves_before_kills(said: str, kills: int) -> int:
    """How many saves were acknowledged in a run of so many kills."""
    found = re.match(rf"{kills} kills, (\d+) acknowledged saves, ", said)
    assert found, said
    return int(found[1])


@pytest.mark.slow
def test_forty_kills_cost_no_acknowledged_save_and_leave_none_without_its_trail() -> None:
    done = kill_run("--kills", "40")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert saves_before_kills(done.stdout, 40) >= 40


@pytest.mark.slow
def test_a_save_acknowledged_before_its_commit_is_found_to_be_lost() -> None:
    done = kill_run("--kills", "40", "--too-early")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "\nlost: Promise(" in done.stdout


@pytest.mark.slow
@pytest.mark.postgresql
def test_kills_on_postgresql_cost_no_acknowledged_save_either() -> None:
    if folder_of_programs() is None:
        assert os.environ.get("XIANGBAN_REQUIRE_ALL") != "1", HOW_TO_INSTALL
        pytest.skip(HOW_TO_INSTALL)
    done = kill_run("--kills", "10", "--postgresql")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert saves_before_kills(done.stdout, 10) >= 10


def kill_imports(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of kill_imports.py, with what it said."""
    return subprocess.run(
        [sys.executable, "-m", "tests.crash.kill_imports", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_an_import_killed_on_its_way_in_or_out_stands_whole_or_not_at_all_and_goes_on_afterwards() -> None:
    done = kill_imports("--kills", "6")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert done.stdout.startswith("6 kills ")


@pytest.mark.slow
def test_an_import_whose_rows_last_before_its_state_does_is_found() -> None:
    done = kill_imports("--kills", "12", "--in-two")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "the register is not as it must be then" in done.stdout


@pytest.mark.slow
def test_a_site_whose_processes_are_killed_goes_on_and_its_jobs_end_well_without_a_hand() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.kill_site", "idle process 0", "whole tree at work"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "whole tree at work: done" in done.stdout
