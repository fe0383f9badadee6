"""A city's three workbooks into the register and back, beside openpyxl that only reads them and an ORM row by row.

Run: .venv/bin/python -m bench.import_city --rounds 3 [--postgresql]
The product is its commands, each a process: import_roster, commit_roster, undo_roster, in a new home every round. Peers
take turns with it. The ORM writes a sample of the rows (--sample); its time for all of them is extrapolated. Memory is
watched in a round of its own: to add up the pages of five processes ten times a second takes time from whom it watches.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.process_tree import PeakOf
from tests.crash.kill_run import database, home
from xiangban.demo.shares import PUBLISHED_COUNT

SEAT, ROUND = "jingban", "排查"
AGENCIES = ("education", "police", "villages")
LEFT_WAITING = 3  # done, with rows waiting for a person
READ_BY_OPENPYXL = """
import sys, openpyxl
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path, read_only=True):
        for row in sheet.iter_rows(values_only=True):
            pass
"""


@dataclass(frozen=True)
class Ran:
    """A command's seconds by the clock and of processors, the most memory of it and its children (0 where nobody
    watched), and what it said.
    """

    seconds: float
    processor: float
    peak: int
    said: str


@dataclass(frozen=True)
class Turn:
    """One round: the product's three commands and the peers."""

    read: Ran
    commit: Ran
    undo: Ran
    openpyxl: Ran
    orm: Ran

    @property
    def product(self) -> float:
        return self.read.seconds + self.commit.seconds

    @property
    def processor(self) -> float:
        return self.read.processor + self.commit.processor

    @property
    def rows(self) -> int:
        return int(self.read.said.splitlines()[0].split()[0])

    def row_by_row(self) -> float:
        """Seconds in which the ORM would have written all rows, and openpyxl have read them."""
        return float(self.orm.said) * self.rows + self.openpyxl.seconds


def main() -> None:
    """Print a line for each round and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=PUBLISHED_COUNT)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sample", type=int, default=2_000, help="rows that the ORM writes")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xiangban-rosters-") as folder:
        _run([*_XIANGBAN, "make_rosters", folder, "--children", str(asked.children), "--verbosity", "0"])
        files = [Path(folder) / f"{agency}.xlsx" for agency in AGENCIES]
        most = _most_memory(files, postgresql=asked.postgresql)
        turns = []
        for number in range(asked.rounds):
            turns.append(_turn(files, asked.sample, postgresql=asked.postgresql))
            print(f"{number + 1}: {_line(turns[-1])}", flush=True)
    share = median(turn.product / turn.openpyxl.seconds for turn in turns)
    used = median(turn.processor / turn.openpyxl.processor for turn in turns)
    print(
        f"median: {share:.2f} of openpyxl's reading ({used:.2f} of its processor time), "
        f"{median(turn.row_by_row() / turn.product for turn in turns):.0f} × the ORM, "
        f"undo {median(turn.undo.seconds / turn.commit.seconds for turn in turns):.2f} of the commit, "
        f"most memory {most / 2**20:,.0f} MiB"
    )


_XIANGBAN = (sys.executable, "-m", "xiangban")


def _turn(files: Sequence[Path], sample: int, *, postgresql: bool) -> Turn:
    with _installation(postgresql=postgresql):
        read = _run(_import_of(files))
        openpyxl = _run([sys.executable, "-c", READ_BY_OPENPYXL, *map(str, files)])
        number = read.said.split()[-1]
        commit = _run([*_XIANGBAN, "commit_roster", number, "--as", SEAT])
        undo = _run([*_XIANGBAN, "undo_roster", number, "--as", SEAT])
        orm = _run([sys.executable, "-m", "bench.import_peer", "orm", str(sample)])
        return Turn(read, commit, undo, openpyxl, orm)


def _most_memory(files: Sequence[Path], *, postgresql: bool) -> int:
    with _installation(postgresql=postgresql):
        read = _run(_import_of(files), watched=True)
        number = read.said.split()[-1]
        rest = [
            _run([*_XIANGBAN, verb, number, "--as", SEAT], watched=True) for verb in ("commit_roster", "undo_roster")
        ]
        return max(ran.peak for ran in (read, *rest))


@contextmanager
def _installation(*, postgresql: bool) -> Iterator[None]:
    with home() as folder, database(wanted=postgresql):
        os.environ |= {"XIANGBAN_HOME": str(folder), "LANG": "en_US.UTF-8"}
        _run([*_XIANGBAN, "migrate_database"])
        _run([sys.executable, "-m", "bench.import_peer", "stage", SEAT])
        _run([*_XIANGBAN, "open_round", ROUND, "--on", "2026-09-01", "--as", SEAT])
        yield


def _import_of(files: Sequence[Path]) -> list[str]:
    named = [f"{path.stem}={path}" for path in files]
    return [*_XIANGBAN, "import_roster", *named, "--round", ROUND, "--as", SEAT]


def _run(command: Sequence[str], *, watched: bool = False) -> Ran:
    began, used = perf_counter(), _processor()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = PeakOf(process.pid)
    with peak if watched else nullcontext():
        said, _nothing = process.communicate()
    seconds = perf_counter() - began
    if process.returncode not in (0, LEFT_WAITING):
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return Ran(seconds, _processor() - used, peak.bytes, said.strip())


def _processor() -> float:
    """Seconds of processors that ended children used, and theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _line(turn: Turn) -> str:
    rate = turn.rows / turn.product
    return (
        f"{turn.rows} rows; read and match {turn.read.seconds:.1f} s ({turn.read.processor:.1f} s of processors) + "
        f"commit {turn.commit.seconds:.1f} s ({turn.commit.processor:.1f} s) = {turn.product:.1f} s "
        f"({rate:,.0f} rows/s), "
        f"undo {turn.undo.seconds:.1f} s ({turn.undo.processor:.1f} s); "
        f"openpyxl reads in {turn.openpyxl.seconds:.1f} s ({turn.openpyxl.processor:.1f} s); "
        f"the ORM would take {turn.row_by_row():.0f} s (extrapolated)"
    )


if __name__ == "__main__":
    main()
