"""Take the gate apart piece by piece and demand that a cell turns red each time; exit code 1 when a piece survives.

`python -m tests.gate.mutate [words]` plays all, or those whose name holds the words; the tests play a sample of three.
"""

import os
import sys
from pathlib import Path

import pytest

EVERY = "XIANGBAN_EVERY_MUTATION"


class Survivors:
    """Collects what no cell noticed, for the last lines of the run."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.played = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.played += 1
            self.names += [report.nodeid.split("::")[-1]] if report.failed else []


def main(words: list[str]) -> int:
    """Play the mutations under pytest, which makes and removes the database."""
    os.environ[EVERY] = "1"
    survivors = Survivors()
    chosen = ["-k", " and ".join(words)] if words else []
    tests = str(Path(__file__).with_name("test_mutations.py"))
    code = pytest.main([tests, "-q", "--tb=line", "-p", "no:cacheprovider", *chosen], plugins=[survivors])
    lines = [f"{survivors.played} pieces taken away, {len(survivors.names)} survive", *survivors.names]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if survivors.names or code else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
