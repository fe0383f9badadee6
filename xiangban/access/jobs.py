"""Background work: started by a person, run by the worker, seen on a page until it ends.

A job gets ids only; the work itself is a function of a room, known here by its dotted name.
"""

import logging
import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_q.conf import Conf
from django_q.exceptions import TimeoutException
from django_q.models import OrmQ
from django_q.tasks import async_task

from xiangban.access.acts import NotPermitted, Refused, action
from xiangban.access.kinds import job_kind, leave_job
from xiangban.access.models import Job, JobState
from xiangban.access.models.work import JOB_MOVES
from xiangban.access.viewer import Viewer
from xiangban.lib.moves import MoveNotAllowed

RUNNER = "xiangban.access.jobs.run_job"
RUNS_AT_MOST = 2000  # seconds; the job library ends a longer job itself
WRITE_EVERY = 1.0  # seconds between two notes of progress
log = logging.getLogger(__name__)


class JobStopped(Exception):
    """The starter asked the job to stop; raised inside the work at its next step."""


def start_job(kind: str, by: Viewer, **ids: int | str) -> Job:
    """Queue work inside the caller's transaction: it begins once that is committed; raises UnknownKind."""
    job_kind(kind)
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind, arguments=ids, started_by_id=by.user_id, post_id=by.post_id, queued_at=timezone.now()
        )
        _queue(job)
    return job


@action("jobs.stop")
def stop_job(job: Job, by: Viewer) -> None:
    """Ask a job to stop: one that waits never begins, one that runs stops at its next step."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.started_by_id != by.user_id and not by.may("jobs.see_all"):
        raise NotPermitted("jobs.stop", by, job, seen=False)
    if job.state == JobState.WAITING:
        _end(job, "stop", _("It was stopped on request."))
    elif job.state == JobState.RUNNING:
        Job.objects.filter(pk=job.pk).update(stop_asked=True)
    else:
        raise Refused(_("This job has already ended."))


class Progress:
    """What the work tells while it runs; `step` also hears that it shall stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._written = 0.0

    def step(self, done: int, total: int) -> None:
        """Note how far the work is, at most once a second; raises JobStopped when the starter asked for it."""
        now = time.monotonic()
        if now - self._written < WRITE_EVERY and done < total:
            return
        self._written = now
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total)
        if Job.objects.filter(pk=self.job.pk, stop_asked=True).exists():
            raise JobStopped


def run_job(job_id: int) -> None:
    """What the worker calls; a job delivered a second time, or stopped before, is left alone."""
    job = _take(job_id)
    if job is None:
        return
    language = job.started_by.language if job.started_by else settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            result = job_kind(job.kind).work()(Progress(job), **job.arguments)
        except JobStopped:
            _end(job, "stop", _("It was stopped on request."))
        except Refused as refusal:
            _end(job, "fail", refusal.sentence)
        except (Exception, TimeoutException) as fault:
            # The text of a fault may hold a child's data; its kind and place are enough for the log.
            log.error("job %s of kind %s failed: %s", job.pk, job.kind, type(fault).__name__, exc_info=fault)
            words = _("It failed for a reason of ours: tell the system administrator the number {number}.")
            _end(job, "fail", words.format(number=job.pk))
        else:
            _end(job, "finish", "", result)


def take_up_lost_jobs() -> None:
    """Begin again, once, every job whose worker is gone; a worker calls it at its start and by its timetable."""
    oldest = timezone.now() - timedelta(seconds=RUNS_AT_MOST)
    for job in Job.objects.filter(state=JobState.RUNNING).select_related("started_by"):
        alive = _is_alive(job.worker)
        if alive and job.began_at is not None and job.began_at > oldest:
            continue
        with translation.override(job.started_by.language if job.started_by else settings.LANGUAGE_CODE):
            _leave_or_take_up(job, alive=alive)


def hand_out_again() -> None:
    """Before a worker starts: what an earlier one took from the queue and never began waits no longer for its time.

    A job that runs elsewhere is not begun twice: it is taken only while it waits.
    """
    OrmQ.objects.update(lock=timezone.now() - timedelta(seconds=Conf.RETRY + 1))


def _take(job_id: int) -> Job | None:
    """The job, now running in this process; None when it is gone, ended, or another worker has it."""
    job = Job.objects.select_related("started_by").filter(pk=job_id).first()
    if job is None or job.state != JobState.WAITING:
        return None
    try:
        _move(job, "start", began_at=timezone.now(), worker=_this_worker())
    except MoveNotAllowed:
        return None
    return job


def _leave_or_take_up(job: Job, *, alive: bool) -> None:
    """What was lost stands whole or not at all, so it may be done again; what ends its worker twice may not."""
    if job.stop_asked:
        _end(job, "stop", _("It was stopped on request."))
    elif alive or job.taken_up:
        _end(job, "fail", _("The worker was ended while it worked on this: start it again."))
    else:
        with suppress(MoveNotAllowed), transaction.atomic():
            _move(job, "take_up", taken_up=True)
            _queue(job)


def _queue(job: Job) -> None:
    # The queue is a table of this database, so job and queue entry appear together or not at all.
    async_task(RUNNER, job.pk, task_name=f"{job.kind} {job.pk}", save=False)


def _end(job: Job, verb: str, message: str, result: Mapping[str, Any] | None = None) -> None:
    found = {"message": message[:200], "ended_at": timezone.now(), "result": dict(result or {})}
    try:
        _move(job, verb, **found)
    except MoveNotAllowed:
        log.warning("job %s had ended before", job.pk)
        return
    if verb != "finish":
        leave_job(job.kind, message, job.arguments)


def _move(job: Job, verb: str, **fields: Any) -> None:
    """The only place that writes a job's state; raises MoveNotAllowed also when somebody else was faster."""
    before = job.state
    target = JOB_MOVES.target(verb, before)
    if not Job.objects.filter(pk=job.pk, state=before).update(state=target, **fields):
        raise MoveNotAllowed(verb, before, ())
    job.state = target


def _this_worker() -> str:
    return f"{socket.gethostname()} {os.getpid()} {_start_of(os.getpid())}"[:120]


def _is_alive(worker: str) -> bool:
    """Whether the worker's process still runs; of another machine's worker we know only how long it takes."""
    parts = worker.split(" ")
    if len(parts) != 3 or parts[0] != socket.gethostname():
        return len(parts) == 3
    return _start_of(int(parts[1])) == parts[2]


def _start_of(process: int) -> str:
    """When the process started, in the kernel's ticks: process numbers are used again; "" when it is gone."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    # One that was killed and that nobody has waited for is still listed.
    return "" if words[0] in "ZX" else words[19]
