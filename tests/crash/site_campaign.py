"""A whole site serves, its processes are killed one after another, and every job must come to its end by itself.

How the home is made is in kill_site.py; importing this needs Django set up.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.db import connections

from tests.crash.import_campaign import AFTER, faults_of_import
from tests.crash.import_stage import Stage, set_stage
from tests.crash.processes import children_of, command_of, free_port, kill, tree_of
from tests.crash.standing import faults_of_chain, faults_of_database
from xiangban.access.models import Job, JobState
from xiangban.census.models import Import
from xiangban.census.rules import ImportState, UndoReason
from xiangban.census.starting import start_work
from xiangban.children.bulk.content_hash import content_hash

PATIENCE = 60
WORDS: dict[str, dict[str, str]] = {"commit": {}, "undo": {"reason": UndoReason.WRONG_FILE}}
HALF_AN_UPLOAD = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 500_000


class SiteStuck(Exception):
    """The site did not come back, or a job did not end, in PATIENCE seconds."""


class SiteCampaign:
    """One import after another goes in and out as from its page; at each stroke another process is killed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._dice, self._port = random.Random(seed), free_port()
        self._stage: Stage = set_stage(folder / "rosters")
        self._batch = self._stage.ready()
        self._hashes = {"undo": content_hash()}
        self._said = folder / "said"
        self._site = self._serve()
        self.told: list[str] = []
        self.faults: list[str] = []

    def run(self, names: list[str]) -> None:
        """The named killings, or all, after one import went in unkilled; stops at the first fault."""
        try:
            self._await(self._answers, "the first answer")
            self._stroke("commit", "nothing")
            self._hashes["commit"] = content_hash()
            for name in names or list(self._killings()):
                if not self.faults:
                    self._stroke("undo" if self._batch.state == AFTER["commit"] else "commit", name)
        finally:
            kill(tree_of(self._site.pid))
            self._site.wait()

    def _killings(self) -> dict[str, Callable[[], None]]:
        """What is killed, by name: the idle before the job is given, those at work while they are."""
        idle = {f"idle process {number}": self._killer_of_idle(number) for number in range(3)}
        return {
            "nothing": lambda: None,
            **idle,
            "idle sentinel": lambda: kill([self._sentinel()]),
            "idle worker": lambda: kill([self._worker()]),
            "web during an upload": self._kill_web,
            "job's process at work": lambda: kill(children_of(self._sentinel())[:1]),
            "worker at work": lambda: kill([self._worker()]),
            "whole tree at work": self._kill_tree,
        }

    def _stroke(self, verb: str, name: str) -> None:
        """Give the job as the page does, kill, and see that it ends well and all stands whole."""
        if verb == "commit" and self._batch.state == ImportState.UNDONE:
            self._batch = self._stage.ready()
        killing = self._killings()[name]
        if "at work" not in name:
            killing()
        job = start_work(f"census.{verb}", self._batch, self._stage.by, **WORDS[verb])
        if "at work" in name:
            self._await(lambda: Job.objects.get(pk=job.pk).state != JobState.WAITING, "a job to begin")
            time.sleep(self._dice.uniform(0, 0.2))
            killing()
        self._await(lambda: self._ended(job.pk), f"{verb} to end after a kill of {name}")
        self._await(self._answers, f"an answer after a kill of {name}")
        job.refresh_from_db()
        self._batch.refresh_from_db()
        taken_up = ", taken up" if job.taken_up else ""
        self.told.append(f"{verb}, killed: {name}: {job.state}{taken_up}")
        self.faults += [f"{name}: {fault}" for fault in self._faults(verb, job, self._batch)]

    def _faults(self, verb: str, job: Job, batch: Import) -> Iterator[str]:
        if (job.state, batch.state) != (JobState.DONE, AFTER[verb]):
            yield f"{verb} {job.state} ({job.message}), the import is {batch.state}"
        if verb in self._hashes and content_hash() != self._hashes[verb]:
            yield f"the register is not as it must be after {verb}"
        yield from faults_of_import(batch)
        yield from faults_of_database()
        yield from faults_of_chain()

    def _serve(self) -> "subprocess.Popen[bytes]":
        connections.close_all()
        with self._said.open("ab") as said:
            command = [sys.executable, "-m", "xiangban", "run_site", "--port", str(self._port)]
            return subprocess.Popen(command, stdout=said, stderr=said)

    def _kill_tree(self) -> None:
        kill(tree_of(self._site.pid))
        self._site.wait()
        self._site = self._serve()

    def _kill_web(self) -> None:
        """Half an upload has arrived when its process is killed."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=5)
        connection.connect()
        connection.sock.sendall(HALF_AN_UPLOAD)
        kill(children_of(self._child("xiangban.config.server")))
        connection.close()

    def _killer_of_idle(self, number: int) -> Callable[[], None]:
        return lambda: kill(children_of(self._sentinel())[number : number + 1])

    def _worker(self) -> int:
        return self._child("xiangban.config.worker")

    def _sentinel(self) -> int:
        self._await(lambda: len(children_of((children_of(self._worker()) or [0])[0])) >= 3, "the worker")
        return children_of(self._worker())[0]

    def _child(self, program: str) -> int:
        found: list[int] = []

        def look() -> bool:
            found[:] = [child for child in children_of(self._site.pid) if program in command_of(child)]
            return bool(found)

        self._await(look, program)
        return found[0]

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", "/account/login/", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def _ended(self, job: int) -> bool:
        return Job.objects.get(pk=job).state not in (JobState.WAITING, JobState.RUNNING)

    def _await(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > deadline:
                raise SiteStuck(f"waited in vain for {what}\n" + self._said.read_text()[-2000:])
            time.sleep(0.1)
