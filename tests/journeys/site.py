"""The invented city as a visitor meets it: small, in a home of its own, served by the product's own command.

Who signs in and what they do there is told in the test files beside this one.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import APIRequestContext, Browser, BrowserContext, StorageState

from xiangban.demo.accounts import PASSWORD

CHECKOUT = Path(__file__).parents[2]
CHILDREN = 3000  # fewer leave no village that is large enough for the demo's stage
SECONDS_TO_START = 90.0
MARK = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Site:
    """A running site: its address, its home, and who has signed in so far."""

    url: str
    home: Path
    browser: Browser
    _signed_in: dict[str, StorageState] = field(default_factory=dict)

    def open_as(
        self, username: str, *, phone: bool = False, script: bool = True, language: str = "zh-hans"
    ) -> BrowserContext:
        """A browser of this person's own, signed in; the caller closes it."""
        context = self.browser.new_context(
            base_url=self.url,
            storage_state=self._state_of(username),
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]  # a plain dictionary is one
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=script,
        )
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])
        return context

    def _state_of(self, username: str) -> StorageState:
        """The cookies of a sign-in that is made once: the rate of signing in is limited."""
        if username not in self._signed_in:
            context = self.browser.new_context(base_url=self.url)
            sign_in(context.request, username, PASSWORD)
            self._signed_in[username] = context.storage_state()
            context.close()
        return self._signed_in[username]


def sign_in(request: APIRequestContext, username: str, password: str) -> None:
    """Send the form of the door as a browser would."""
    door = request.get("/account/login/").text()
    found = MARK.search(door)
    assert found, "the door has a form"
    sent = {"csrfmiddlewaretoken": found[1], "login": username, "password": password}
    answer = request.post("/account/login/", form=sent, headers={"Referer": "/account/login/"})
    assert "/account/login/" not in answer.url, f"{username} cannot sign in"


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Found the city, serve it on a free port with its worker of jobs, and end both afterwards."""
    surroundings = _environment(home)
    for words in (["migrate_database"], ["load_demo", "--children", str(CHILDREN), "--verbosity", "0"]):
        command = _command(*words)
        done = subprocess.run(command, env=surroundings, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words[0]} failed: {done.stderr}"
    port, told = _free_port(), home / "told.txt"
    with told.open("w") as out:
        command = _command("run_demo", "--port", str(port))
        process = subprocess.Popen(command, env=surroundings, cwd=CHECKOUT, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait_until_ready(process, told)
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "xiangban", *words]


def _environment(home: Path) -> dict[str, str]:
    """The surroundings of an ordinary start: the settings of the tests and their database stay outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XIANGBAN_", "DJANGO_"))}
    return kept | {"XIANGBAN_HOME": str(home), "XIANGBAN_SERVERS": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], told: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while "READY" not in told.read_text():
        assert process.poll() is None, f"the demo ended: {told.read_text()}"
        assert time.monotonic() < deadline, f"the demo is not ready: {told.read_text()}"
        time.sleep(0.2)
