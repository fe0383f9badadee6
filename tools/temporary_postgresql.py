"""A PostgreSQL of its own for the length of a test run: on a socket in a temporary folder, removed afterwards.

It never touches a server of the machine.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOW_TO_INSTALL = "PostgreSQL 15 is not installed: apt-get install postgresql-15"
OLDEST = 15
# Nothing here must outlive the run, so nothing waits for the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= -c max_connections=40"


def folder_of_programs() -> Path | None:
    """Where initdb and pg_ctl of PostgreSQL 15 or newer lie; None where there is none."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in [*newest, *filter(None, [_folder_on_path()])]:
        if (folder / "initdb").exists() and _version(folder) >= OLDEST:
            return folder
    return None


def _folder_on_path() -> Path | None:
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=False).stdout
    return int("".join(character for character in said.split()[-1].split(".")[0] if character.isdigit()) or 0)


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """The URL of a fresh, empty server; PostgreSQL refuses root, so root starts it as another account."""
    account = _plain_account()
    folder = Path(tempfile.mkdtemp(prefix="xiangban-postgresql-"))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    try:
        _as(
            account, [programs / "initdb", "-D", folder / "data", "-U", "xiangban", "-A", "trust", "-E", "UTF8"], folder
        )
        start: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-w", "-t", "60", "-l", folder / "log"]
        _as(account, [*start, "-o", f"{FAST} -k {folder}", "start"], folder)
        try:
            yield f"postgresql://xiangban@/postgres?host={folder}"
        finally:
            _as(account, [programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plain_account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {account.pw_name: account for account in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _as(account: pwd.struct_passwd | None, command: Sequence[str | Path], folder: Path) -> None:
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(folder)},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")


def main() -> None:
    """Print the URL of a fresh server and keep it until SIGTERM or Ctrl-C."""
    programs = folder_of_programs()
    if programs is None:
        sys.exit(HOW_TO_INSTALL)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    with running(programs) as url:
        print(url, flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
