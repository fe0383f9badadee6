"""The worker that is killed: takes one import into the register or out of it, and acknowledges beginning and end.

Usage: python -m tests.crash.import_worker commit|undo IMPORT SEAT LEDGER [--in-two]
"""

import argparse
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

BEGUN, ENDED = "begun", "ended"


def main() -> None:
    """Do the verb once; with --in-two its rows last before the import knows of them, which must be found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("verb", choices=("commit", "undo"))
    reader.add_argument("batch", type=int)
    reader.add_argument("seat", type=int)
    reader.add_argument("ledger", type=Path)
    reader.add_argument("--in-two", action="store_true")
    given = reader.parse_args()
    django.setup()
    # Its models can be imported only now that Django is set up.
    work = importlib.import_module("tests.crash.import_work")
    do: Callable[..., Any] = work.in_two if given.in_two else work.whole
    acknowledge(given.ledger, BEGUN)
    do(given.verb, given.batch, given.seat)
    acknowledge(given.ledger, ENDED)


def acknowledge(ledger: Path, word: str) -> None:
    """Return only when the line is on the disk."""
    handle = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(handle, f"{word}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


if __name__ == "__main__":
    main()
