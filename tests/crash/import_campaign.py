"""Kill by kill: a worker takes an import into the register or out of it, is killed, and all or nothing must stand.

How the home is made is in kill_imports.py; importing this needs Django set up.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL

from django.db import connection, connections

from tests.crash.import_stage import Stage, set_stage
from tests.crash.import_worker import BEGUN, ENDED
from tests.crash.processes import children_of, kill
from tests.crash.standing import faults_of_chain, faults_of_database
from xiangban.census.models import CensusRecord, Import, ImportMove
from xiangban.census.rules import SETTLED, ImportState
from xiangban.children.bulk.content_hash import content_hash
from xiangban.children.models import Kin, Person

PATIENCE = 120
AFTER = {"commit": ImportState.COMMITTED, "undo": ImportState.UNDONE}
SHARE_OF_HELPERS = 0.4  # of the kills that find a helper at work, so often it is killed in place of the worker
OTHERS_AT_WORK = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""
TIMES_IN_A_ROW = 3  # killed attempts at one stroke before it is let through, so that all is resumed in the end


class WorkerEnded(Exception):
    """The worker ended badly by itself, so nothing was interrupted."""


@dataclass
class Outcome:
    """How many kills at which verb were survived, how many fell before the end and after it, and what was lost.

    `helpers` are those at which a process that makes rows for the worker was killed alone.
    """

    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AFTER, 0))
    helpers: int = 0
    nothing: int = 0
    everything: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        killed = sum(self.kills.values())
        commits = f"{self.kills['commit']} of commit, {self.helpers} of them of a helper"
        told = f"{killed} kills ({commits}, {self.kills['undo']} of undo)"
        stood = f"nothing stood after {self.nothing}, everything after {self.everything}"
        return "\n".join([f"{told}: {stood}, {len(self.faults)} faults", *self.faults])


class Campaign:
    """One import after another, taken in and taken back, with kills in between; stops at the first fault."""

    def __init__(self, folder: Path, seed: int, children: int, *, in_two: bool) -> None:
        self._folder, self._dice, self._in_two = folder, random.Random(seed), in_two
        self._stage: Stage = set_stage(folder / "rosters", children)
        self._hashes = {"undo": content_hash()}
        self._seconds: dict[str, float] = {}
        self.outcome = Outcome()

    def run(self, kills: int) -> Outcome:
        """So many kills, the first stroke of each verb unkilled: it says how long one takes and what stands after."""
        batch = self._stage.ready()
        for verb in AFTER:
            self._seconds[verb] = self._let_through(verb, batch)
            self._hashes.setdefault(verb, content_hash())
        while not self.outcome.faults and sum(self.outcome.kills.values()) < kills:
            batch = self._stage.ready()
            for verb in AFTER:
                self._interrupt(verb, batch, kills)
        return self.outcome

    def _interrupt(self, verb: str, batch: Import, kills: int) -> None:
        """Kill the stroke some times; where nothing stood, it is done in the end as if there had been no kill."""
        for _attempt in range(self._dice.randint(1, TIMES_IN_A_ROW)):
            if self.outcome.faults or sum(self.outcome.kills.values()) >= kills:
                return
            acknowledged = self._kill(verb, batch)
            self._note(verb, batch, acknowledged)
            if batch.state == AFTER[verb]:
                return
        if not self.outcome.faults:
            self._let_through(verb, batch)
            self.outcome.faults += self._faults(verb, batch, acknowledged=True)

    def _kill(self, verb: str, batch: Import) -> bool:
        """Kill the worker at any moment of its stroke, or one of its helpers; whether it had acknowledged the end."""
        process, ledger = self._begin(verb, batch)
        time.sleep(self._dice.uniform(0, 1.1 * self._seconds[verb]))
        helpers = children_of(process.pid) if self._dice.random() < SHARE_OF_HELPERS else []
        self.outcome.helpers += bool(helpers)
        kill(helpers[:1] or [process.pid])
        if process.wait(PATIENCE) not in ((0, 1) if helpers else (-SIGKILL, 0)):
            raise WorkerEnded(f"{verb} ended with status {process.returncode}")
        return ENDED in ledger.read_text()

    def _let_through(self, verb: str, batch: Import) -> float:
        """The stroke without a kill, in seconds."""
        process, ledger = self._begin(verb, batch)
        began = time.monotonic()
        if process.wait(PATIENCE) or ENDED not in ledger.read_text():
            raise WorkerEnded(f"{verb} ended with status {process.returncode}")
        return time.monotonic() - began

    def _begin(self, verb: str, batch: Import) -> tuple["subprocess.Popen[bytes]", Path]:
        """Start the worker and wait until its stroke begins."""
        connections.close_all()
        ledger = self._folder / "acknowledged"
        ledger.write_text("")
        command = [sys.executable, "-m", "tests.crash.import_worker", verb, str(batch.pk), str(self._stage.by.seat_id)]
        process = subprocess.Popen([*command, str(ledger), *(["--in-two"] if self._in_two else [])])
        began = time.monotonic()
        while BEGUN not in ledger.read_text() and process.poll() is None and time.monotonic() - began < PATIENCE:
            time.sleep(0.001)
        return process, ledger

    def _note(self, verb: str, batch: Import, acknowledged: bool) -> None:
        self.outcome.kills[verb] += 1
        self.outcome.faults += self._faults(verb, batch, acknowledged=acknowledged)
        done = batch.state == AFTER[verb]
        self.outcome.everything += done
        self.outcome.nothing += not done

    def _faults(self, verb: str, batch: Import, *, acknowledged: bool) -> Iterator[str]:
        """What neither stands whole nor is wholly absent; a sentence for each."""
        await_server()
        batch.refresh_from_db()
        done = batch.state == AFTER[verb]
        if acknowledged and not done:
            yield f"lost: {verb} of import {batch.pk} was acknowledged and the import is {batch.state}"
        stands = verb if done else ("undo" if verb == "commit" else "commit")
        if content_hash() != self._hashes[stands]:
            yield f"{verb} of import {batch.pk}: it is {batch.state} and the register is not as it must be then"
        yield from faults_of_import(batch)
        yield from faults_of_database()
        yield from faults_of_chain()


def await_server() -> None:
    """Wait until the server has ended what a killed worker last said to it, which may have been a commit."""
    began = time.monotonic()
    while connection.vendor == "postgresql" and time.monotonic() - began < PATIENCE:
        with connection.cursor() as cursor:
            cursor.execute(OTHERS_AT_WORK)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def faults_of_import(batch: Import) -> Iterator[str]:
    """Rows that lead to files that were never founded, moves that do not end where the import stands, lost persons."""
    settled = CensusRecord.objects.filter(batch=batch, verdict__in=SETTLED)
    loose = settled.filter(child=None).count()
    if batch.state == ImportState.COMMITTED and loose:
        yield f"import {batch.pk} is in the register and {loose} of its rows lead to no file"
    last = ImportMove.objects.filter(batch=batch).order_by("-pk").first()
    if last is None or last.state_after != batch.state:
        yield f"import {batch.pk} is {batch.state}, its last move says otherwise"
    nobodys = Person.objects.exclude(pk__in=Kin.objects.values("person")).count()
    if nobodys:
        yield f"{nobodys} persons are nobody's kin"
