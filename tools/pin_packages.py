"""Pin with hashes what requirements/*.in ask for; no registry's address enters the locks.

Installing them stands in prepare.py.
"""

import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
FLAGS = "--universal --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 --quiet"


def main() -> None:
    """Write product.lock and dev.lock anew; exit 1 when one names an address."""
    for name in ("product", "dev"):
        source, lock = f"requirements/{name}.in", f"requirements/{name}.lock"
        command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", *FLAGS.split(), source, "-o", lock]
        subprocess.run([*command, *sys.argv[1:]], cwd=CHECKOUT, check=True)
        if re.search(r"https?://|--index|--find-links", (CHECKOUT / lock).read_text("utf-8")):
            sys.exit(f"{lock} names an address of a registry; nothing but versions and hashes may stand there.")


if __name__ == "__main__":
    main()
