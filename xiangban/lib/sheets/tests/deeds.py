"""What test_apart lets a child do; functions of a module, because they go over by name."""

import os
import signal
import subprocess
import time
from pathlib import Path


def sleep_long() -> None:
    time.sleep(60)


def count_for_ever() -> None:
    while True:
        pass


def eat_memory() -> int:
    return len([bytes(1 << 20) for _ in range(4096)])


def abort() -> None:
    os.abort()


def fall_over() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail_with_a_name() -> None:
    raise ValueError("甲")


def look_round() -> tuple[list[str], int]:
    return list(os.environ), len(list(Path("/proc/self/fd").iterdir()))


def chatter() -> str:
    os.write(1, b"noise")
    os.write(2, b"noise")
    return "answer"


class Call:
    """Asks whoever unpickles it to start a program."""

    def __reduce__(self) -> tuple[object, tuple[list[str]]]:
        return subprocess.check_output, (["true"],)


def answer_with_a_call() -> Call:
    return Call()
