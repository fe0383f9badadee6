"""Background work: begun once, stopped on request, never lost in silence."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule

from tests.world import World
from xiangban.access import jobs
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.jobs import Progress, hand_out_again, run_job, start_job, stop_job, take_up_lost_jobs
from xiangban.access.kinds import UnknownKind, register_job
from xiangban.access.models import Job, JobState, Seat
from xiangban.access.roles import Role

KIND = "tests.counting"
register_job(KIND, f"{__name__}.count_up", "counting")
register_job("tests.failing", f"{__name__}.fail", "failing")
register_job("tests.refusing", f"{__name__}.refuse", "refusing")
calls: list[int] = []


def count_up(progress: Progress, upto: int) -> dict[str, Any]:
    calls.append(upto)
    for number in range(upto):
        progress.step(number + 1, upto)
    return {"counted": upto}


def fail(progress: Progress) -> None:
    raise ValueError("田小明 990101201605010017")


def refuse(progress: Progress) -> None:
    raise Refused("no such round")


@pytest.fixture
def job(world: World) -> Job:
    calls.clear()
    return start_job(KIND, world.viewer(Role.COUNTY_CLERK), upto=3)


def test_a_job_is_queued_with_its_row_and_holds_ids_only(job: Job) -> None:
    assert OrmQ.objects.count() == 1
    assert (job.state, job.arguments) == (JobState.WAITING, {"upto": 3})


def test_a_job_of_a_transaction_that_fails_was_never_queued(world: World) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        start_job(KIND, world.viewer(Role.COUNTY_CLERK), upto=3)
        raise RuntimeError
    assert (OrmQ.objects.count(), Job.objects.count()) == (0, 0)


def test_a_kind_nobody_registered_is_refused(world: World) -> None:
    with pytest.raises(UnknownKind):
        start_job("tests.unknown", world.viewer(Role.COUNTY_CLERK))


def test_a_job_runs_to_its_result(job: Job) -> None:
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == (JobState.DONE, {"counted": 3}, 3, 3)


def test_a_job_delivered_twice_runs_once(job: Job) -> None:
    run_job(job.pk)
    run_job(job.pk)
    assert calls == [3]


def test_a_fault_is_told_without_what_it_was_about(world: World, caplog: pytest.LogCaptureFixture) -> None:
    failing = start_job("tests.failing", world.viewer(Role.COUNTY_CLERK))
    run_job(failing.pk)
    failing.refresh_from_db()
    assert failing.state == JobState.FAILED
    assert str(failing.pk) in failing.message
    assert "田小明" not in failing.message + caplog.records[-1].getMessage()


def test_a_rule_that_says_no_is_told_in_its_own_sentence(world: World) -> None:
    refusing = start_job("tests.refusing", world.viewer(Role.COUNTY_CLERK))
    run_job(refusing.pk)
    assert Job.objects.get(pk=refusing.pk).message == "no such round"


def test_a_waiting_job_that_is_stopped_never_begins(world: World, job: Job) -> None:
    stop_job(job, world.viewer(Role.COUNTY_CLERK))
    run_job(job.pk)
    assert (calls, Job.objects.get(pk=job.pk).state) == ([], JobState.STOPPED)


def test_a_running_job_stops_at_its_next_step(world: World, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)

    def ask(progress: Progress, upto: int) -> None:
        stop_job(progress.job, clerk)
        progress.step(1, upto)
        calls.append(upto)

    monkeypatch.setattr(sys.modules[__name__], "count_up", ask)
    run_job(job.pk)
    assert (calls, Job.objects.get(pk=job.pk).state) == ([], JobState.STOPPED)


def test_nobody_stops_the_job_of_another(world: World, job: Job) -> None:
    with pytest.raises(NotPermitted):
        stop_job(job, world.viewer(Role.COUNTY_HEAD))


def killed_at_work(job: Job) -> None:
    """A worker takes the job and is killed; until somebody waits for it, it is still listed."""
    worker = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    host, mark = jobs._this_worker().split(" ")[0], jobs._start_of(worker.pid)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, began_at=timezone.now(), worker=f"{host} {worker.pid} {mark}"
    )
    take_up_lost_jobs()
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING
    worker.kill()
    os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
    take_up_lost_jobs()
    worker.communicate()


def test_the_job_of_a_killed_worker_is_begun_again_and_told_to_be_lost_the_second_time(job: Job) -> None:
    killed_at_work(job)
    found = Job.objects.get(pk=job.pk)
    assert (found.state, found.taken_up, OrmQ.objects.count()) == (JobState.WAITING, True, 2)
    killed_at_work(job)
    found.refresh_from_db()
    assert (found.state, found.message != "") == (JobState.FAILED, True)
    run_job(job.pk)  # the queue delivers it again
    assert calls == []


def test_a_job_that_was_taken_up_runs_to_its_result(job: Job) -> None:
    killed_at_work(job)
    for queued in OrmQ.objects.all():
        run_job(*queued.task["args"])
    assert (calls, Job.objects.get(pk=job.pk).state) == ([3], JobState.DONE)


def test_a_job_that_was_asked_to_stop_is_not_begun_again(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(stop_asked=True)
    killed_at_work(job)
    assert Job.objects.get(pk=job.pk).state == JobState.STOPPED


def test_one_sees_ones_own_jobs_and_the_system_administrator_all(
    world: World, job: Job, as_seat: Callable[[Seat], Client]
) -> None:
    page = f"/jobs/{job.pk}/"
    assert as_seat(world.seats[Role.COUNTY_CLERK]).get(page).status_code == 200
    assert as_seat(world.seats[Role.SYSTEM_ADMINISTRATOR]).get(page).status_code == 200
    assert as_seat(world.li).get(page).status_code == 404
    assert as_seat(world.li).post(f"{page}stop/").status_code == 404


def test_the_page_asks_again_while_the_job_runs_and_rests_when_it_has_ended(
    world: World, job: Job, as_seat: Callable[[Seat], Client]
) -> None:
    client, page = as_seat(world.seats[Role.COUNTY_CLERK]), f"/jobs/{job.pk}/"
    asked = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" in asked
    assert "<html" not in asked
    run_job(job.pk)
    assert "every 2s" not in client.get(page, headers={"HX-Request": "true"}).content.decode()


def test_the_worker_keeps_a_timetable(db: None) -> None:
    assert {"access.take_up_lost_jobs", "access.write_anchor", "access.expire_exports"} <= set(
        Schedule.objects.values_list("name", flat=True)
    )


def test_what_a_dead_worker_took_and_never_began_is_handed_out_again(job: Job) -> None:
    broker = get_broker()
    assert len(broker.dequeue()) == 1
    assert not broker.dequeue(), "taken by the worker that then died"
    hand_out_again()
    assert len(broker.dequeue()) == 1
