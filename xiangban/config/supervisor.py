"""Server and worker as two children of one process: signals are handed on, and one that dies is started again.

What must hold before they start stands in start_checks.py.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from http.client import HTTPConnection, HTTPException
from types import FrameType

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from xiangban.config import environment
from xiangban.config.start_checks import StartRefused

# TERM first; whoever is left after this many seconds is killed, so that both are gone within ten.
SECONDS_TO_END = 8.0
SECONDS_TO_ANSWER = 60.0
# One that ends so often in a row, each time so soon, would end again: then all are stopped and the operator is told.
ENDS_AT_MOST, SECONDS_TO_PROVE = 5, 5.0
# This machine only: in an office a proxy stands before it.
HOST = "127.0.0.1"
LAST_PORT = 65_535
# What a process need not keep: glibc's arena for each thread and its freed pages, the columns of lines in tracebacks.
LEAN_MEMORY = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TOP_PAD_": "16384",
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "PYTHONNODEBUGRANGES": "1",
}


def server_command(port: int, processes: int) -> list[str]:
    """How the web server is started."""
    return [sys.executable, "-m", "xiangban.config.server", HOST, str(port), str(processes)]


def worker_command() -> list[str]:
    """How the worker of jobs is started."""
    return [sys.executable, "-m", "xiangban.config.worker"]


class PortRefused(StartRefused):
    """The number given as a port cannot be used: the command line is wrong, not the house."""

    exit_code = 2


def refuse_taken_port(port: int) -> None:
    """Raise PortRefused when there is no such port, when it is not for us, or when another program listens on it."""
    if not 1 <= port <= LAST_PORT:
        raise PortRefused(
            _("{port} is no port: choose a number from 1 to {last}, for example PORT={other}.").format(
                port=port, last=LAST_PORT, other=8000
            )
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as fault:
            raise PortRefused(
                _("This account may not use port {port}: choose one above 1023, for example PORT={other}.").format(
                    port=port, other=8000
                )
            ) from fault
        except OSError as fault:
            raise PortRefused(
                _("Port {port} is in use by another program: choose another one, for example PORT={other}.").format(
                    port=port, other=port + 1 if port < LAST_PORT else port - 1
                )
            ) from fault


def serve(port: int, out: OutputWrapper) -> int:
    """Run server and worker until a signal comes; the line READY follows the server's first answer."""

    def say_ready() -> None:
        out.write(f"READY http://localhost:{port}")
        out.flush()

    commands = {
        _("The server"): server_command(port, environment.number("XIANGBAN_SERVERS", 2)),
        _("The worker"): worker_command(),
    }
    return run_together(commands, port, say_ready)


def work_alone() -> int:
    """Run the worker until a signal comes."""
    return run_together({_("The worker"): worker_command()}, None, lambda: None)


def run_together(commands: Mapping[str, list[str]], port: int | None, ready: Callable[[], None]) -> int:
    """Run the named commands until a signal comes, or one of them ends before it is ready, or again and again.

    They are ready once the port answers, without a port at once. The exit code is 0 only after a signal.
    """
    stopping: list[int] = []

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    children = {name: _start(command) for name, command in commands.items()}
    try:
        ended = _await_answer(children, port, stopping) if port is not None else None
        if ended is None and not stopping:
            ready()
            ended = _keep_running(children, commands, stopping)
    finally:
        _end(children.values())
    if ended and not stopping:
        words = _("{name} ended unexpectedly (exit code {code}), so everything was stopped.")
        sys.stderr.write(words.format(name=ended, code=children[ended].returncode) + "\n")
        return 1
    return 0


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # setpriv lets a child end when we are killed ourselves; without it the child would keep the port.
    guard = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    # A session of its own: Ctrl-C reaches the children through us alone, and stragglers can be killed as a group.
    return subprocess.Popen([*guard, *command], start_new_session=True, env={**LEAN_MEMORY, **os.environ})


def _await_answer(children: Mapping[str, subprocess.Popen[bytes]], port: int, stopping: list[int]) -> str | None:
    """The name of a child that ended before the port answered; None when it answers or a signal asks to stop."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not stopping and not _answers(port):
        if ended := _ended(children):
            return ended
        if time.monotonic() > deadline:
            raise StartRefused(_("The server does not answer on port {port}: see the lines above.").format(port=port))
        time.sleep(0.1)
    return None


def _keep_running(
    children: dict[str, subprocess.Popen[bytes]], commands: Mapping[str, list[str]], stopping: list[int]
) -> str | None:
    """Start again what ends; the name of one that ends again and again, None when a signal asks to stop."""
    begun = dict.fromkeys(commands, 0.0)
    soon = dict.fromkeys(commands, 0)
    while not stopping:
        if name := _ended(children):
            now = time.monotonic()
            soon[name] = soon[name] + 1 if now - begun[name] < SECONDS_TO_PROVE else 1
            if soon[name] >= ENDS_AT_MOST:
                return name
            _end([children[name]])
            words = _("{name} ended unexpectedly (exit code {code}) and is started again.")
            sys.stderr.write(words.format(name=name, code=children[name].returncode) + "\n")
            children[name], begun[name] = _start(commands[name]), now
        time.sleep(0.5)
    return None


def _ended(children: Mapping[str, subprocess.Popen[bytes]]) -> str | None:
    return next((name for name, child in children.items() if child.poll() is not None), None)


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        # By a name of its own: any other would be an error in the log of every start.
        host = environment.words("XIANGBAN_HOSTS", ["localhost"])[0].lstrip("*.") or "localhost"
        connection.request("GET", "/account/login/", headers={"Host": host})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask every child to end, and kill with its whole group what has not after SECONDS_TO_END."""
    living = list(children)
    for child in living:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + SECONDS_TO_END
    for child in living:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
