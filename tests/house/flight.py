"""Canaries let fly: several seats fill every form of every page they see, badly and well; every answer is kept.

What the canaries are stands in canaries.py, where they must not turn up in test_canaries.py.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from tests.house.canaries import BAD, EAGER, GOOD, HALF, NAME, NOTE, NUMBER, PASSWORD, PUBLIC, Hand, filled
from tests.house.crawl import address_of, may_ask, subjects
from tests.house.page_forms import Form, forms_in
from tests.house.routes import routes
from tests.world import World, sign_in
from xiangban.access.roles import Role
from xiangban.config.logs import PlainFormatter

# Administrators come last: what they end must not end the others' visits.
WRITERS = (
    Role.VILLAGE_DIRECTOR,
    Role.TOWNSHIP_SUPERVISOR,
    Role.COUNTY_HEAD,
    Role.CITY_HEAD,
    Role.SCHOOL,
    Role.POLICE,
    Role.SECURITY_ADMINISTRATOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)
WITHOUT_GRANTS = Role.SOCIAL_WORKER
EACH_FORM_BY = 2
NOT_SENT = ("/logout/", "/language/", "/choose/")
ABOUT_PLACES = "/network/"  # what is written there is public
BROKEN = "get a broken page"
MANY = 1001


@dataclass(frozen=True)
class Answer:
    """One answer to something written: by whom, to what, and all that can be read of it."""

    who: str
    sent: str
    status: int
    headers: str
    body: str

    def __str__(self) -> str:
        return f"{self.sent} by {self.who}: {self.status}"


@dataclass
class Flight:
    """Every answer, every form that was found, and what was written to the log meanwhile."""

    answers: list[Answer] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    log: str = ""


def fly(world: World) -> Flight:
    """Fill every form as each writer, then ask for each kind of error page."""
    flight, known, sent = Flight(), subjects(world), Counter[Any]()
    with _log_kept() as log:
        for role in WRITERS:
            client = _browser(world, role)
            forms = [form for form in _forms_seen(client, role, known) if sent[form.shape] < EACH_FORM_BY]
            sent.update({form.shape: 1 for form in forms})
            flight.forms += forms
            for hand in (BAD, HALF, EAGER, GOOD):
                flight.answers += [_send(client, role.value, form, hand) for form in forms]
        unseen = _browser(world, WITHOUT_GRANTS)
        posted = {form.shape: form for form in flight.forms if form.method == "post"}
        flight.answers += [_send(unseen, WITHOUT_GRANTS.value, form, GOOD) for form in posted.values()]
        flight.answers += [*_at_the_door(), *_broken(_browser(world, Role.COUNTY_CLERK))]
    flight.log = log.getvalue()
    return flight


def _browser(world: World, role: Role) -> Client:
    client = sign_in(world.seats[role])
    client.raise_request_exception = False
    return client


def _forms_seen(client: Client, role: Role, known: dict[str, object]) -> list[Form]:
    """Each form of each page this seat sees, once."""
    found: dict[Any, Form] = {}
    for route in routes():
        if not may_ask(route, role) or any(part in f"/{route.path}" for part in NOT_SENT):
            continue
        address = address_of(route, known)
        answer = client.get(address)
        for form in forms_in(answer.content.decode()) if _is_page(answer) else []:
            form.action = form.action or address
            if not any(part in form.action for part in NOT_SENT):
                found.setdefault(form.shape, form)
    return list(found.values())


def _is_page(answer: Any) -> bool:
    return answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", "")


def _send(client: Client, who: str, form: Form, hand: Hand) -> Answer:
    with transaction.atomic():  # what one form breaks must not break the next
        ask = client.post if form.method == "post" else client.get
        written = filled(form, PUBLIC if form.action.startswith(ABOUT_PLACES) else hand)
        return _read(who, f"{form.method} {form.action}", ask(form.action, written))


def _read(who: str, sent: str, answer: Any) -> Answer:
    spoken = "" if answer.streaming or not _is_text(answer) else answer.content.decode()
    headers = [f"{name}: {value}" for name, value in answer.headers.items()]
    cookies = [f"{name}: {_opened(name, morsel.value)}" for name, morsel in answer.cookies.items()]
    return Answer(who, sent, answer.status_code, "\n".join([*headers, *cookies]), spoken)


def _is_text(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "text/html")).startswith("text/")


def _opened(name: str, value: str) -> str:
    """A cookie as its holder can read it: messages travel packed."""
    if name != CookieStorage.cookie_name:
        return value
    unpacked = CookieStorage(HttpRequest())._decode(value)  # type: ignore[attr-defined]  # Django's own reader of it
    return " ".join(str(message) for message in unpacked or [])


def _at_the_door() -> Iterator[Answer]:
    """Somebody who has not signed in, whose session ended while searching, or whose form is too old or too long."""
    person, secret = {"login": NAME, "password": PASSWORD}, {"q": f"{NAME} {NUMBER}"}
    client = Client(raise_request_exception=False)
    yield _read("nobody", "post login", client.post("/account/login/", person))
    yield _read("nobody", "get a missing page", client.get(f"/nowhere/?{urlencode(secret)}"))
    yield _read("nobody", "get list", client.get("/children/", secret))
    yield _read("nobody", "post found", client.post("/children/found/", {"name": NAME, "notes": NOTE}))
    strict = Client(raise_request_exception=False, enforce_csrf_checks=True)
    yield _read("nobody", "post an old form", strict.post("/account/login/", person))
    yield _read(
        "nobody", "post a long form", client.post("/account/login/", {f"{NAME}{n}": NUMBER for n in range(MANY)})
    )
    yield _read("nobody", "get as a wrong host", client.get("/", secret, headers={"host": "somewhere.example"}))


def _broken(client: Client) -> Iterator[Answer]:
    """A fault of ours whose message names a child, as those of a database do."""
    fault = RuntimeError(f"Key (name, id_number)=({NAME}, {NUMBER}) already exists.")
    with patch("xiangban.access.gate.sight_of", side_effect=fault):
        yield _read("county_clerk", BROKEN, client.get("/children/"))


@contextmanager
def _log_kept() -> Iterator[StringIO]:
    """What the product writes to its logs, at the levels and in the form its settings say."""
    kept = StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(PlainFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django-q")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield kept
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
