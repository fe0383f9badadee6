"""Kill by kill: a forked writer saves and acknowledges, is killed, and what stands is compared with what was promised.

How the home is made is in kill_run.py; importing this needs Django set up.
"""

import os
import random
import signal
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from tests.crash.ledger import Ledger
from tests.crash.saves import save_for_ever
from tests.crash.standing import faults_of_database, faults_of_files, faults_of_promises, faults_of_trail
from tests.world import build_world
from xiangban.children.models import Child

# Seconds from the first acknowledged save to the kill; a save takes some milliseconds, so it falls at any point of one.
LONGEST = 0.08
PATIENCE = 60


class WriterEnded(Exception):
    """The writer stopped by itself or never began, so no save was interrupted."""


@dataclass(frozen=True)
class Outcome:
    """How many kills were survived, how many saves were acknowledged before them, and what was lost."""

    kills: int
    saves: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(
            [f"{self.kills} kills, {self.saves} acknowledged saves, {len(self.faults)} faults", *self.faults]
        )


def run(path: Path, kills: int, seed: int, *, too_early: bool) -> Outcome:
    """Set the stage, kill so often, stop at the first kill that cost something. Raises WriterEnded."""
    call_command("migrate", verbosity=0, interactive=False)
    build_world()
    cast = frozenset(Child._base_manager.values_list("pk", flat=True))
    ledger, dice = Ledger(path), random.Random(seed)
    for kill in range(1, kills + 1):
        # Half of them at once, which is where an acknowledgement before the commit shows.
        _kill_a_writer(ledger, dice.choice((0.0, dice.uniform(0, LONGEST))), too_early=too_early)
        if faults := tuple(_faults(ledger, cast)):
            return Outcome(kill, len(ledger.promises()), faults)
    return Outcome(kills, len(ledger.promises()), ())


def _kill_a_writer(ledger: Ledger, after: float, *, too_early: bool) -> None:
    connections.close_all()  # a connection must not be shared by a fork
    before = ledger.size()
    writer = os.fork()
    if writer == 0:
        _write_until_killed(ledger, too_early=too_early)
    began = time.monotonic()
    while ledger.size() == before and time.monotonic() - began < PATIENCE:
        time.sleep(0.001)
    time.sleep(after)
    os.kill(writer, signal.SIGKILL)
    _pid, status = os.waitpid(writer, 0)
    if ledger.size() == before:
        raise WriterEnded(f"the writer saved nothing in {PATIENCE} seconds")
    if not os.WIFSIGNALED(status):
        raise WriterEnded(f"the writer ended with status {os.waitstatus_to_exitcode(status)}")


def _write_until_killed(ledger: Ledger, *, too_early: bool) -> None:
    try:
        save_for_ever(ledger, too_early=too_early)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _faults(ledger: Ledger, cast: frozenset[int]) -> Iterator[str]:
    yield from faults_of_database()
    yield from faults_of_promises(ledger.promises())
    yield from faults_of_trail(cast)
    yield from faults_of_files(cast)
