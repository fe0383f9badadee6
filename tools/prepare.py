"""Make the virtual environment: `python3 tools/prepare.py product|dev`; nothing is done when all is as it should be.

Runs with the machine's own python3 and its standard library alone. Versions and hashes stand in requirements/*.lock.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
VIRTUAL = CHECKOUT / ".venv"
BIN = VIRTUAL / "bin"
OLDEST = (3, 11)


def main() -> None:
    """Bring .venv to the wanted set of packages; the larger set is kept where it is already there."""
    wanted = sys.argv[1] if sys.argv[1:] in (["product"], ["dev"]) else "product"
    if sys.version_info < OLDEST:
        sys.exit(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}.")
    stamps = {name: VIRTUAL / f"prepared-{name}" for name in ("dev", "product")}
    packages = "dev" if stamps["dev"].exists() else wanted
    if _read(stamps[packages]) != _fingerprint(packages):
        _install(packages)
        stamps[packages].write_text(_fingerprint(packages))
    compiled = VIRTUAL / "compiled-catalogues"
    if _read(compiled) != _fingerprint_of(_catalogues()) or not all(
        po.with_suffix(".mo").exists() for po in _catalogues()
    ):
        _run(str(BIN / "python"), "tools/compile_catalogues.py")
        compiled.write_text(_fingerprint_of(_catalogues()))


def _install(packages: str) -> None:
    print(f"Preparing .venv ({packages})", flush=True)
    # On a terminal pip and uv show their own bars; in a log they would be noise.
    quiet = () if sys.stderr.isatty() else ("--quiet",)
    # Our own sync takes pip away again; where neither it nor uv is there, an environment was never finished.
    if not (BIN / "uv").exists() and not (BIN / "pip").exists():
        _run(sys.executable, "-m", "venv", str(VIRTUAL))
    if not (BIN / "uv").exists():
        _run(str(BIN / "python"), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(_lock_of_uv()))
    uv = str(BIN / "uv")
    python = ("--python", str(BIN / "python"))
    # Compiled at once: where the house runs it may not write here, and every command would compile for two seconds.
    _run(uv, "pip", "sync", *quiet, *python, "--compile-bytecode", "--require-hashes", f"requirements/{packages}.lock")
    # The compatible mode puts the checkout itself on the path, so that tools/ and tests/ are found as well.
    editable = ("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "--editable", ".")
    _run(uv, "pip", "install", *quiet, *python, *editable)
    _run(str(BIN / "python"), "-m", "compileall", "-q", "xiangban")


def _lock_of_uv() -> Path:
    """The lines of the lock that pin uv itself, in a file for pip."""
    lock = (CHECKOUT / "requirements/product.lock").read_text("utf-8")
    pinned = re.search(r"^uv==.*(?:\n .*)*", lock, re.MULTILINE)
    if not pinned:
        sys.exit("requirements/product.lock names no version of uv.")
    first = VIRTUAL / "first.lock"
    first.write_text(pinned[0] + "\n", "utf-8")
    return first


def _catalogues() -> list[Path]:
    return sorted((CHECKOUT / "xiangban/locale").glob("*/LC_MESSAGES/django.po"))


def _fingerprint(packages: str) -> str:
    files = [CHECKOUT / f"requirements/{packages}.lock", CHECKOUT / "pyproject.toml", Path(__file__)]
    return f"{CHECKOUT} {_fingerprint_of(files)}"


def _fingerprint_of(files: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _run(*command: str) -> None:
    # A cache is of no use to a folder that may not have a home; links cannot cross disks.
    surroundings = os.environ | {"UV_LINK_MODE": "copy", "UV_PYTHON_DOWNLOADS": "never"}
    if subprocess.run(command, cwd=CHECKOUT, env=surroundings, check=False).returncode:
        sys.exit(f"Set-up stopped at: {' '.join(command)}")


if __name__ == "__main__":
    main()
