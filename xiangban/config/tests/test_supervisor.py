"""Server and worker live and end together, and one that is killed is started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PATIENT = "import time; print('up', flush=True); time.sleep(60)"
SCRIPT = """
import django, sys
django.setup()
from xiangban.config import supervisor
supervisor.SECONDS_TO_END = 1.0
commands = {{"first": [sys.executable, "-c", {first!r}], "second": [sys.executable, "-c", {second!r}]}}
sys.exit(supervisor.run_together(commands, {port}, lambda: None))
"""


def together(first: str, second: str, port: int | None = 9) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(first=first, second=second, port=port)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "xiangban.config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def alive_in(session_leader: int) -> bool:
    try:
        os.killpg(session_leader, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_both_even_one_that_will_not_listen(number: signal.Signals) -> None:
    parent = together(STUBBORN, PATIENT)
    assert parent.stdout
    said = "".join(parent.stdout.readline() for _child in range(2))
    assert said.split() in (["up", "up"], ["upup"])  # two writers may meet in one line
    children = list(children_of(parent.pid))
    began = time.monotonic()
    parent.send_signal(number)
    assert parent.wait(timeout=10) == 0
    assert time.monotonic() - began < 5
    assert len(children) == 2
    assert not any(alive_in(child) for child in children)


def test_one_that_dies_before_all_is_ready_ends_the_other_and_is_named() -> None:
    parent = together("raise SystemExit(3)", PATIENT)
    _out, said = parent.communicate(timeout=20)
    assert parent.returncode == 1
    assert "first" in said
    assert "3" in said
    assert len(said.splitlines()) == 1


def test_one_that_is_killed_is_started_again_and_the_other_goes_on() -> None:
    parent = together(PATIENT, PATIENT, port=None)
    assert parent.stdout
    assert parent.stderr
    said = "".join(parent.stdout.readline() for _child in range(2))
    assert said.split() in (["up", "up"], ["upup"])
    first, second = children_of(parent.pid)
    os.kill(first, signal.SIGKILL)
    assert "first" in parent.stderr.readline()
    assert parent.stdout.readline() == "up\n"
    assert second in children_of(parent.pid)
    parent.terminate()
    assert parent.wait(timeout=10) == 0


def test_one_that_ends_again_and_again_ends_all() -> None:
    parent = together("raise SystemExit(3)", PATIENT, port=None)
    _out, said = parent.communicate(timeout=30)
    assert parent.returncode == 1
    assert len(said.splitlines()) == 5


def children_of(parent: int) -> Iterator[int]:
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=True)
    return (int(line) for line in said.stdout.split())
