"""One granian worker pinned to one core, load by wrk on the other, and a signed-in seat's cookie."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xiangban.config.supervisor import LEAN_MEMORY, server_command

SERVER_CORE, LOAD_CORE = "0", "1"
CONNECTIONS = 8


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORT = _free_port()


@dataclass(frozen=True)
class Load:
    """What one run of wrk said: requests a second and latencies in milliseconds."""

    rate: float
    p50: float
    p99: float


def cookie_of(role: str) -> str:
    """A session cookie of the first person who holds a seat of this role, in the database of XIANGBAN_HOME."""
    script = (
        "import django; django.setup()\n"
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
        "from xiangban.access.models import Seat\n"
        "from xiangban.access.middleware import SEAT_KEY\n"
        f"seat = Seat.objects.select_related('user').filter(post__role={role!r}).order_by('pk')[0]\n"
        "store = import_module(settings.SESSION_ENGINE).SessionStore()\n"
        "store[SESSION_KEY] = str(seat.user_id)\n"
        "store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]\n"
        "store[HASH_SESSION_KEY] = seat.user.get_session_auth_hash()\n"
        "store[SEAT_KEY] = seat.pk\n"
        "store.create()\n"
        "print(store.session_key)\n"
    )
    answer = subprocess.run([sys.executable, "-c", script], env=environment(), check=True, capture_output=True)
    return "sessionid=" + answer.stdout.decode().strip().splitlines()[-1]


def environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "PYTHONPATH": str(Path.cwd())}


@contextmanager
def server() -> Iterator[subprocess.Popen[bytes]]:
    """One worker on one core; waits until it answers."""
    command = ["taskset", "-c", SERVER_CORE, *server_command(PORT, 1)]
    with subprocess.Popen(command, env={**LEAN_MEMORY, **environment()}) as process:
        try:
            _wait_until_it_answers()
            yield process
        finally:
            process.terminate()
            process.wait(20)


def _wait_until_it_answers() -> None:
    for _ in range(200):
        try:
            fetch("/account/login/", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not answer")


def fetch(path: str, cookie: str) -> tuple[int, str]:
    """One answer: status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "zh-hans"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def load(path: str, cookie: str, seconds: int) -> Load:
    """Eight connections on the other core for some seconds; an answer that is no 200 is an error."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    command += ["-H", f"Cookie: {cookie}", "-H", "Accept-Language: zh-hans", f"http://127.0.0.1:{PORT}{path}"]
    said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(said)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]  # wrk always prints it
    return Load(rate, _latency(said, "50%"), _latency(said, "99%"))


def _latency(said: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", said)
    assert found, said
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[found[2]]


def memory_mib(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of the fattest worker below the server process."""
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, check=False).stdout.split()
    sizes = [_resident(int(pid)) for pid in [*children, str(process.pid).encode()]]
    return max(sizes)


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # the kernel always says it
