"""All tests: the whole suite on SQLite with the browser, and beside it those of the database on a real PostgreSQL.

Arguments are handed to pytest: `tools/run_tests.py xiangban/access -k seat`.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from tools.temporary_postgresql import HOW_TO_INSTALL, folder_of_programs, running

CHECKOUT = Path(__file__).resolve().parents[1]
NO_TESTS = 5


def main() -> None:
    """Run both engines even when one fails; the exit code is the worse of the two, PostgreSQL's words come last."""
    chosen = sys.argv[1:]
    # No test may touch the builder's own database; settings_test.py gives every run a home of its own.
    surroundings = {name: value for name, value in os.environ.items() if name != "XIANGBAN_DATABASE"}
    with TemporaryFile("w+") as said, ThreadPoolExecutor(max_workers=1) as beside:
        on_postgresql = beside.submit(_on_postgresql, surroundings, chosen, said)
        code = _pytest(surroundings, chosen, sys.stdout)
        code = max(code, on_postgresql.result())
        said.seek(0)
        sys.stdout.writelines(said)
    sys.exit(code)


def _on_postgresql(surroundings: dict[str, str], chosen: list[str], out: IO[str]) -> int:
    programs = folder_of_programs()
    if programs is not None:
        with running(programs) as url:
            return _pytest(surroundings | {"XIANGBAN_DATABASE": url}, ["--only-database", *chosen], out)
    if os.environ.get("XIANGBAN_REQUIRE_ALL") == "1":
        out.write(HOW_TO_INSTALL + "\n")
        return 1
    return _pytest(surroundings, ["--only-database", "--skip-because", HOW_TO_INSTALL, "-rs", *chosen], out)


def _pytest(surroundings: dict[str, str], arguments: list[str], out: IO[str]) -> int:
    engine = "PostgreSQL" if "--only-database" in arguments else "SQLite"
    out.write(f"--- tests on {engine}\n")
    out.flush()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=CHECKOUT,
        env=surroundings,
        check=False,
        stdout=out,
        stderr=subprocess.STDOUT,
    ).returncode
    return 0 if code == NO_TESTS and "--only-database" in arguments else code


if __name__ == "__main__":
    main()
