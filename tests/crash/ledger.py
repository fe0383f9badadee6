"""The ledger of acknowledged saves: a file outside the database, one line a save, on the disk before the next begins.

What was promised is compared with what stands in standing.py.
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Promise:
    """One acknowledged save: the verb, the child's key, the version of its file after it, the value written."""

    verb: str
    child: int
    version: int
    value: str


class Ledger:
    """Written by the writer that is killed, read by the one who kills."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.touch()

    def acknowledge(self, promise: Promise) -> None:
        """Return only when the line is on the disk."""
        line = f"{promise.verb} {promise.child} {promise.version} {promise.value}\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def size(self) -> int:
        """Bytes written so far, which tells without reading whether a save was acknowledged."""
        return self._path.stat().st_size

    def promises(self) -> list[Promise]:
        """Every acknowledged save; a line cut off by the kill was never acknowledged."""
        lines = self._path.read_text("utf-8").split("\n")[:-1]
        words = (line.split(" ") for line in lines)
        return [Promise(verb, int(child), int(version), value) for verb, child, version, value in words]
