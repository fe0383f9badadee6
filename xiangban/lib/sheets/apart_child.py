"""The child's side of apart.py: take the limits on, read the call, run it, write what came of it, and be gone.

Started as a fresh interpreter, so that no thread, lock or open database of the parent is in it.
"""

import gc
import importlib
import json
import os
import pickle
import resource
import sys
import traceback
from typing import IO, Any

from xiangban.lib.sheets.workbook import SheetRefused

REFUSED, FAILED, OUT_OF_MEMORY = 71, 72, 73  # how the process ends, besides 0 and the signals


def main() -> None:
    """Run the one call that stands on standard input; never returns."""
    _take_limits(memory=int(sys.argv[2]), seconds=int(sys.argv[3]))
    # The answer has the pipe for itself: whatever a library prints goes nowhere.
    answer = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    # Millions of cells live to the end; looking through them for rings costs a third of the time.
    gc.disable()
    try:
        status = _answer(answer)
        answer.flush()
    except MemoryError:
        status = OUT_OF_MEMORY
    # Without tidying up: taking a city's cells apart one by one takes as long as reading them.
    os._exit(status)


def _take_limits(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(answer: IO[bytes]) -> int:
    try:
        result = _call()
    except SheetRefused as refused:
        answer.write(json.dumps([refused.kind, refused.detail]).encode())
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as failed:
        answer.write(_place(failed).encode())
        return FAILED
    pickle.dump(result, answer, protocol=5)
    return 0


def _call() -> Any:
    with os.fdopen(0, "rb") as given:
        module, name, arguments = pickle.load(given)  # noqa: S301 - written by our own parent
    function: Any = importlib.import_module(module)
    for part in name.split("."):
        function = getattr(function, part)
    return function(*arguments)


def _place(failed: Exception) -> str:
    frames = traceback.extract_tb(failed.__traceback__)[-3:]
    return " ".join([type(failed).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames)])
