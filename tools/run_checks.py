"""All checks of `make check`, each named as it runs: format, lint, types, floors, templates, catalogues.

What each one demands is said in pyproject.toml.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def commands() -> dict[str, list[str]]:
    """The checks by name, cheapest first."""
    templates = [str(path) for path in sorted(CHECKOUT.glob("xiangban/*/templates/**/*.html"))]
    return {
        "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
        "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
        "templates": [str(BIN / "djade"), "--check", "--target-version", "5.2", *templates],
        "catalogues": [sys.executable, "tools/catalogue.py", "check"],
        "floors": [str(BIN / "lint-imports"), "--no-logo"],
        "types": [str(BIN / "mypy")],
        "migrations": [sys.executable, "-m", "xiangban", "makemigrations", "--check", "--dry-run"],
    }


def main() -> None:
    """Run every check though one fails; exit 1 when one did."""
    wanted = sys.argv[1:]
    failed = []
    with tempfile.TemporaryDirectory(prefix="xiangban-checks-") as home:
        surroundings = os.environ | {"XIANGBAN_HOME": home}
        for name, command in commands().items():
            if wanted and name not in wanted:
                continue
            began = time.monotonic()
            code = subprocess.run(command, cwd=CHECKOUT, env=surroundings, check=False).returncode
            print(f"{name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
            failed += [name] if code else []
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
