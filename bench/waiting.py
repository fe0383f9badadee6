"""How long others wait while a city is taken into the register and out of it: a reader and a writer beside it.

Run: .venv/bin/python -m bench.waiting [--children 34711] [--postgresql]
The writer puts an opening of a file into the trail, as a page does; the reader counts children. Both again and again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep

from bench.import_city import AGENCIES, LEFT_WAITING, ROUND, SEAT
from tests.crash.kill_run import database, home
from xiangban.demo.shares import PUBLISHED_COUNT

BETWEEN = 0.02  # seconds between two of one kind
_XIANGBAN = (sys.executable, "-m", "xiangban")


class Waits(Thread):
    """One kind of work, done again and again in a thread of its own until it is stopped; the longest in seconds."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._work, self._ended = work, Event()
        self.longest, self.times = 0.0, 0

    def run(self) -> None:
        """Time each piece of work until stop() is called."""
        while not self._ended.is_set():
            began = perf_counter()
            self._work()
            self.longest, self.times = max(self.longest, perf_counter() - began), self.times + 1
            sleep(BETWEEN)

    def stop(self) -> None:
        """Let the piece of work that runs be the last; raises AssertionError when none was done."""
        self._ended.set()
        self.join()
        assert self.times


def main() -> None:
    """Print for commit and undo the longest wait of a reading and of a writing page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=PUBLISHED_COUNT)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    asked = parser.parse_args()
    with home() as folder, database(wanted=asked.postgresql), tempfile.TemporaryDirectory() as rosters:
        os.environ |= {"XIANGBAN_HOME": str(folder), "LANG": "en_US.UTF-8"}
        number = _prepared(Path(rosters), asked.children)
        for command in ("commit_roster", "undo_roster"):
            print(_beside([*_XIANGBAN, command, number, "--as", SEAT]), flush=True)


def _prepared(rosters: Path, children: int) -> str:
    """The number of a city's import that lies ready."""
    _run([*_XIANGBAN, "make_rosters", str(rosters), "--children", str(children), "--verbosity", "0"])
    _run([*_XIANGBAN, "migrate_database"])
    _run([sys.executable, "-m", "bench.import_peer", "stage", SEAT])
    _run([*_XIANGBAN, "open_round", ROUND, "--on", "2026-09-01", "--as", SEAT])
    named = [f"{agency}={rosters / agency}.xlsx" for agency in AGENCIES]
    return _run([*_XIANGBAN, "import_roster", *named, "--round", ROUND, "--as", SEAT]).split()[-1]


def _beside(command: list[str]) -> str:
    """Run the command with two pages' work beside it, in a process of its own as a server is."""
    watch = [sys.executable, "-m", "bench.waiting_pages"]
    with subprocess.Popen(watch, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as pages:
        assert pages.stdin is not None and pages.stdout is not None
        pages.stdout.readline()
        began = perf_counter()
        _run(command)
        seconds = perf_counter() - began
        pages.stdin.close()
        return f"{command[3]}: {seconds:.1f} s; {pages.stdout.read().strip()}"


def _run(command: list[str]) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, LEFT_WAITING):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return done.stdout.strip()


if __name__ == "__main__":
    main()
