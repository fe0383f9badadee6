"""Work that several processes share comes back in its order, and never hangs when one of them is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from xiangban.lib.forked import HelperFailed, beside, in_turn

MORE_THAN_A_LINE_HOLDS = 1_000_000  # bytes
PATIENCE = 20  # seconds


def asking(part: int) -> Generator[Any, Any, Any]:
    told = yield f"question {part}"
    return part, os.getpid(), told


def silent(part: int) -> Generator[Any, Any, Any]:
    yield None
    return part


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("parts", [0, 1, 2, 3, 10])
def test_answers_come_in_the_order_of_their_parts(parts: int, processes: int) -> None:
    assert list(in_turn(parts, silent, lambda _asked: None, processes=processes)) == list(range(parts))


def test_questions_are_replied_to_in_order_by_the_process_that_asked_for_help() -> None:
    heard: list[str] = []

    def reply(question: str) -> int:
        heard.append(question)
        return len(heard)

    answers = list(in_turn(5, asking, reply, processes=2))
    assert heard == [f"question {part}" for part in range(5)]
    assert [told for _part, _process, told in answers] == [1, 2, 3, 4, 5]
    assert len({process for _part, process, _told in answers} - {os.getpid()}) == 2


def test_answers_longer_than_the_line_between_processes_come_whole() -> None:
    def long(part: int) -> Generator[Any, Any, Any]:
        told = yield b"q" * MORE_THAN_A_LINE_HOLDS
        return bytes([part]) * told

    answers = list(in_turn(6, long, len, processes=2))
    assert answers == [bytes([part]) * MORE_THAN_A_LINE_HOLDS for part in range(6)]


def test_a_fault_is_told_by_kind_and_place_and_never_by_value() -> None:
    def failing(part: int) -> Generator[Any, Any, Any]:
        yield None
        raise ValueError("王小明")

    with pytest.raises(HelperFailed) as told:
        list(in_turn(3, failing, lambda _asked: None, processes=2))
    assert "ValueError in failing" in str(told.value)
    assert "王小明" not in str(told.value)


def test_a_process_that_the_system_kills_ends_the_work() -> None:
    def dying(part: int) -> Generator[Any, Any, Any]:
        yield None
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(HelperFailed, match="died"):
        list(in_turn(3, dying, lambda _asked: None, processes=2))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    with closing(in_turn(10, asking, lambda _asked: None, processes=2)) as answers:
        _part, process, _told = next(answers)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_work_is_done_beside_this_process_while_it_goes_on() -> None:
    with beside(lambda: [os.getpid(), b"q" * MORE_THAN_A_LINE_HOLDS]) as answer:
        mine = os.getpid()
        theirs, told = answer()
    assert theirs != mine
    assert told == b"q" * MORE_THAN_A_LINE_HOLDS


def test_a_fault_beside_is_told_and_nothing_is_waited_for() -> None:
    def failing() -> Any:
        raise ValueError("王小明")

    with beside(failing) as answer, pytest.raises(HelperFailed, match="ValueError in failing"):
        answer()
    with beside(signal.pause):
        pass


LEFT_ALONE = """
import os
import time
from xiangban.lib.forked import in_turn

def work(part):
    os.write(1, b"%d\\n" % os.getpid())
    yield None
    return b"more than a line holds" * 100_000

answers = in_turn(4, work, lambda asked: None, processes=2)
next(answers)
time.sleep(60)
"""


def test_helpers_end_when_the_process_that_split_them_off_is_killed() -> None:
    process = subprocess.Popen([sys.executable, "-c", LEFT_ALONE], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    helpers = {int(process.stdout.readline()) for _part in range(4)}
    process.kill()
    process.communicate(timeout=PATIENCE)
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{helper}/stat").exists() for helper in helpers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [helper for helper in helpers if Path(f"/proc/{helper}/stat").exists()]
