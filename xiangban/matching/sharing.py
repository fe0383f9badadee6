"""The same work on many jobs, done by this process and by helpers beside it; each takes a job when it is free.

What the work is, is said in running.py.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Generic, TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")


@dataclass(frozen=True)
class Team:
    """This process and its helpers; without any it does all itself."""

    helpers: Executor | None
    size: int

    def each(self, work: Callable[[Job], Done], jobs: Sequence[Job], tell: Callable[[], object]) -> list[Done]:
        """What was done, in the order of the jobs; both travel between processes. `tell` is called after each."""
        shared = _Shared(self.helpers, work, deque(enumerate(jobs)))
        for _ in range(self.size):
            shared.hand_on()
        done: dict[int, Done] = {}
        try:
            while len(done) < len(jobs):
                at, what = shared.next_done()
                done[at] = what
                tell()
        finally:
            shared.waiting.clear()  # after a fault no helper begins another job
        return [done[at] for at in range(len(jobs))]


@contextmanager
def team(helpers: int, warm: Callable[[], object]) -> Iterator[Team]:
    """A team of this process and so many others, which `warm` makes ready while this one goes on."""
    if helpers < 1:
        yield Team(None, 0)
        return
    # Fresh processes: a fork would copy whatever threads and connections the caller has open.
    with ProcessPoolExecutor(helpers, mp_context=get_context("spawn")) as pool:
        for _ in range(helpers):
            pool.submit(warm)
        yield Team(pool, helpers)


class _Shared(Generic[Job, Done]):
    """Jobs that wait, and what helpers have done; a helper has one job at a time, so that none waits behind another."""

    def __init__(self, helpers: Executor | None, work: Callable[[Job], Done], jobs: deque[tuple[int, Job]]) -> None:
        self.helpers, self.work, self.waiting = helpers, work, jobs
        self.over: SimpleQueue[tuple[int, Future[Done]]] = SimpleQueue()

    def hand_on(self) -> None:
        """Give a helper the next job, if one waits."""
        if self.helpers and (job := self._next()):
            self.helpers.submit(self.work, job[1]).add_done_callback(partial(self._taken_back, job[0]))

    def next_done(self) -> tuple[int, Done]:
        """What a helper has done, or this process itself while none has."""
        if self.over.empty() and (job := self._next()):
            return job[0], self.work(job[1])
        at, future = self.over.get()
        return at, future.result()

    def _next(self) -> tuple[int, Job] | None:
        with suppress(IndexError):  # asked and taken at once: threads of helpers take from here too
            return self.waiting.popleft()
        return None

    def _taken_back(self, at: int, future: "Future[Done]") -> None:
        self.over.put((at, future))
        self.hand_on()
