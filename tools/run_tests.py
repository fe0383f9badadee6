"""All tests: the whole suite on SQLite with the browser, then those of the database on a real PostgreSQL.

Arguments are handed to pytest: `tools/run_tests.py xiangban/access -k seat`.
"""

import os
import subprocess
import sys
from pathlib import Path

from tools.temporary_postgresql import HOW_TO_INSTALL, folder_of_programs, running

CHECKOUT = Path(__file__).resolve().parents[1]
NO_TESTS = 5


def main() -> None:
    """Run both engines even when the first fails; the exit code is the worse of the two."""
    chosen = sys.argv[1:]
    # No test may touch the builder's own database; settings_test.py gives every run a home of its own.
    surroundings = {name: value for name, value in os.environ.items() if name != "XIANGBAN_DATABASE"}
    sys.exit(max(_pytest(surroundings, *chosen), _on_postgresql(surroundings, chosen)))


def _on_postgresql(surroundings: dict[str, str], chosen: list[str]) -> int:
    programs = folder_of_programs()
    if programs is not None:
        with running(programs) as url:
            return _pytest(surroundings | {"XIANGBAN_DATABASE": url}, "--only-database", *chosen)
    if os.environ.get("XIANGBAN_REQUIRE_ALL") == "1":
        print(HOW_TO_INSTALL, file=sys.stderr)
        return 1
    return _pytest(surroundings, "--only-database", "--skip-because", HOW_TO_INSTALL, "-rs", *chosen)


def _pytest(surroundings: dict[str, str], *arguments: str) -> int:
    engine = "PostgreSQL" if surroundings.get("XIANGBAN_DATABASE") else "SQLite"
    print(f"--- tests on {engine}" if "--skip-because" not in arguments else "--- tests on PostgreSQL", flush=True)
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments], cwd=CHECKOUT, env=surroundings, check=False
    ).returncode
    return 0 if code == NO_TESTS and "--only-database" in arguments else code


if __name__ == "__main__":
    main()
