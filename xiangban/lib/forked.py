"""Work shared among processes that split off from this one: numbered parts, each asks once before it answers.

What the work is, is said by the caller; a function that may meet hostile files runs in sheets/apart.py instead.
"""

import gc
import marshal
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from multiprocessing.connection import Connection, Pipe
from typing import Any, NoReturn

Plain = Any  # what marshal writes: None, numbers, texts, bytes, and lists and tuples of them
Part = Generator[Plain, Plain, Plain]  # yields one question, is sent its reply, returns the answer


def processors() -> int:
    """On how many processors this process may run."""
    return len(os.sched_getaffinity(0))


class HelperFailed(Exception):
    """The work raised something or its process died; the message names kind and place, never a value."""


def in_turn(
    parts: int, work: Callable[[int], Part], reply: Callable[[Plain], Plain], *, processes: int
) -> Generator[Plain, None, None]:
    """The answers about parts 0, 1, 2 … in their order, from so many processes. Raises HelperFailed.

    A helper knows what this process knew when it split off, and must touch no connection it inherits. Questions are
    replied to here in the order of their parts, so that what is replied does not hang on who was faster.
    """
    shares = [range(first, parts, processes) for first in range(min(processes, parts))]
    helpers: list[_Helper] = []
    try:
        for share in shares:
            helpers.append(_Helper(share, work, helpers))
        ahead = len(helpers)
        for part in range(parts + ahead):
            if part < parts:
                helper = helpers[part % ahead]
                helper.tell(reply(helper.hear()))
            if part >= ahead:
                yield helpers[part % ahead].hear()
    finally:
        for helper in helpers:
            helper.end()


@contextmanager
def beside(work: Callable[[], Plain]) -> Iterator[Callable[[], Plain]]:
    """What waits for the answer of one piece of work, which another process does meanwhile; raises HelperFailed."""

    def part(_number: int) -> Part:
        yield None
        return work()

    helper = _Helper(range(1), part, ())
    helper.tell(None)

    def answer() -> Plain:
        helper.hear()
        return helper.hear()

    try:
        yield answer
    finally:
        helper.end()


class _Helper:
    """One process and this side of the line to it."""

    def __init__(self, share: Sequence[int], work: Callable[[int], Part], older: Sequence["_Helper"]) -> None:
        self._line, theirs = Pipe()
        self._pid = os.fork()
        if not self._pid:
            # While a line of an older helper is open here, that one would not see its parent die.
            for line in (self._line, *(helper._line for helper in older)):
                line.close()
            _serve(theirs, share, work)
        theirs.close()

    def tell(self, message: Plain) -> None:
        with suppress(OSError):  # what became of it is heard next
            self._line.send_bytes(marshal.dumps(message))

    def hear(self) -> Plain:
        try:
            message, fault = marshal.loads(self._line.recv_bytes())  # noqa: S302  written by a fork of this process
        except (EOFError, OSError) as lost:
            raise HelperFailed("the process died") from lost
        if fault:
            raise HelperFailed(fault)
        return message

    def end(self) -> None:
        """Let go of the line and the process, whatever it is doing."""
        self._line.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _serve(line: Connection, share: Sequence[int], work: Callable[[int], Part]) -> NoReturn:
    """A helper's whole life; it ends without the parent's farewells, which would close what is not its own."""
    try:
        gc.disable()  # looking through what was inherited would copy all of it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _work_off(line, share, work)
    except (BrokenPipeError, EOFError):
        pass  # the parent is gone
    except BaseException as fault:
        with suppress(OSError):
            line.send_bytes(marshal.dumps((None, _say(fault))))
    finally:
        os._exit(0)


def _work_off(line: Connection, share: Sequence[int], work: Callable[[int], Part]) -> None:
    """The next part's question goes out before this part is done, so that nobody waits for the reply."""
    begun: Part | None = None
    for number in chain(share, [None]):
        upcoming = None
        if number is not None:
            upcoming = work(number)
            line.send_bytes(marshal.dumps((next(upcoming), "")))
        if begun is not None:
            line.send_bytes(marshal.dumps((_ended(begun, marshal.loads(line.recv_bytes())), "")))  # noqa: S302  the parent's own
        begun = upcoming


def _ended(part: Part, reply: Plain) -> Plain:
    try:
        part.send(reply)
    except StopIteration as done:
        return done.value
    raise RuntimeError("a part asks once")


def _say(fault: BaseException) -> str:
    place = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_name}:{place.tb_lineno}" if place else "?"
    return f"{type(fault).__name__} in {where}"
