"""Which processes a program has started, and killing some of them; a free port to serve on."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def children_of(parent: int) -> list[int]:
    """The processes one has started, oldest first."""
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return sorted(int(line) for line in said.stdout.split())


def tree_of(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    for child in children_of(root):
        yield from tree_of(child)


def kill(processes: Iterable[int]) -> None:
    """Kill -9, all as nearly at once as can be."""
    for process in list(processes):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def command_of(process: int) -> str:
    """How the process was started; "" when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
