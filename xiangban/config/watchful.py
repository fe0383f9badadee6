"""Working off the queue of jobs by the library's processes, and ending as a whole when one of them is killed.

The program is worker.py; what a job is stands in access/jobs.py.
"""

import os
import signal
from types import FrameType

from django.db import connections
from django_q import cluster

from xiangban.access.jobs import hand_out_again, take_up_lost_jobs

KILLED = 70


class Watchful(cluster.Sentinel):  # type: ignore[misc]  # the library has no types
    """Ends at once when one of its processes is killed: that one may have held a queue's lock, which nobody frees."""

    def guard(self) -> None:
        """Watch the processes until the end."""
        signal.signal(signal.SIGCHLD, self._look)
        self._look()
        super().guard()

    def _look(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        # Processes that split off from this one inherit the handler.
        if os.getpid() != self.pid:
            return
        processes = (*self.pool, self.monitor, self.pusher)
        if any((process.exitcode or 0) < 0 for process in processes if process is not None):
            os._exit(KILLED)


def work_off() -> int:
    """Take up what an earlier worker left behind, then work until a signal comes; KILLED when a process was killed."""
    hand_out_again()
    take_up_lost_jobs()
    connections.close_all()  # a connection must not be shared by a fork
    cluster.Sentinel = Watchful  # the library asks its module for the class
    work = cluster.Cluster()
    work.start()
    work.sentinel.join()
    return int(work.sentinel.exitcode or 0)
