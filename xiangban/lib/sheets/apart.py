"""A function run in a process of its own, which may die of a hostile file without harm to this one.

The other side of the pipe is apart_child.py.
"""

import dataclasses
import enum
import io
import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from xiangban.lib.sheets.apart_child import FAILED, OUT_OF_MEMORY, REFUSED
from xiangban.lib.sheets.workbook import CITY, Limits, Refusal, SheetRefused

Given = ParamSpec("Given")
Result = TypeVar("Result")

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from xiangban.lib.sheets.apart_child import main; main()"
)
PATIENCE = 2  # a child that works on a busy machine has its seconds of the processor within so many times the clock's
# Nothing of this process' surroundings goes over: keys and passwords of the database stand there.
_SURROUNDINGS = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_PLAIN = {("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")}


class ApartFailed(Exception):
    """The function raised what it does not promise; the message names its kind and place, never a value."""


def apart(function: Callable[..., Result], *arguments: object, limits: Limits = CITY) -> Result:
    """What a module's own function returns, run in a child process held to memory and time.

    Arguments and result are plain data, dataclasses and enums of this package. Raises SheetRefused as the function
    does, and when the child dies or is too slow; ApartFailed for any other exception in it.
    """
    call = pickle.dumps((function.__module__, function.__qualname__, arguments), protocol=5)
    status, answer = _run(call, limits)
    if status < 0 or status == OUT_OF_MEMORY:
        raise _death(status, limits)
    if status == REFUSED:
        kind, detail = json.loads(answer)
        raise SheetRefused(Refusal(kind), detail)
    if status == FAILED:
        raise ApartFailed(answer.decode())
    if status != 0:
        raise ApartFailed(f"status {status}")
    try:
        return _Plain(io.BytesIO(answer)).load()  # type: ignore[no-any-return]  # pickle knows no types
    except (pickle.UnpicklingError, EOFError) as unread:
        raise ApartFailed(f"the answer: {unread}") from unread


def _run(call: bytes, limits: Limits) -> tuple[int, bytes]:
    """The child's status and all it said. No descriptor of ours but these two is open in it."""
    paths = json.dumps([os.path.abspath(path) for path in sys.path])  # noqa: PTH100 - an empty entry means here
    command = [sys.executable, "-I", "-S", "-B", "-c", _START, paths, str(limits.memory), str(limits.seconds)]
    # In memory, not in a file: what stands in the call may not lie on the disk in clear.
    with os.fdopen(os.memfd_create("call"), "w+b") as given:
        given.write(call)
        given.seek(0)
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_SURROUNDINGS, cwd="/"
        )
    with process:
        try:
            answer, _ = process.communicate(timeout=limits.seconds * PATIENCE)
        except subprocess.TimeoutExpired as late:
            raise SheetRefused(Refusal.TOO_SLOW, {"seconds": limits.seconds}) from late
        finally:
            # Whatever interrupts us, the child does not outlive the call.
            process.kill()
    return process.returncode, answer


def _death(status: int, limits: Limits) -> SheetRefused:
    if -status == signal.SIGXCPU:
        return SheetRefused(Refusal.TOO_SLOW, {"seconds": limits.seconds})
    # A library that cannot get memory aborts; the system kills what takes too much.
    if status == OUT_OF_MEMORY or -status in {signal.SIGABRT, signal.SIGKILL}:
        return SheetRefused(Refusal.TOO_MUCH_MEMORY, {"limit": limits.memory})
    return SheetRefused(Refusal.DAMAGED, {"why": signal.Signals(-status).name})


class _Plain(pickle.Unpickler):
    """Builds dates, and dataclasses and enums of this package; nothing else that a child names is called."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("xiangban."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (dataclasses.is_dataclass(found) or issubclass(found, enum.Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain data")
