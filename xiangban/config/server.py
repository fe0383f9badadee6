"""The web server as a program of its own: `python -m xiangban.config.server HOST PORT PROCESSES`.

Granian's own command line would stay in every worker's memory; who starts and ends this is supervisor.py.
"""

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels


def main() -> None:
    """Serve until a signal comes; one thread for pages in each process, since SQLite has one writer anyway."""
    host, port, processes = sys.argv[1:]
    Granian(
        "xiangban.config.wsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(processes),
        blocking_threads=1,
        blocking_threads_idle_timeout=600,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main()
