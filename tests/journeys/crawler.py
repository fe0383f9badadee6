"""Following every link of every account: one example of each route for each kind of seat.

Pages are asked for without a browser; which of them a browser must see is decided by their shape.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

from tests.journeys.reading import Reading, read
from xiangban.territories.rules import level_of

MOST_PAGES = 250
MANY_STATES = {"childfile:file", "access:user", "census:import"}
# Few enough to see every one: each stands at another step.
EVERY_ONE = {"conference:meeting", "conference:minutes"}
WORD = re.compile(r"[a-z_]+")
ENDS_THE_VISIT = {"account_logout"}


@dataclass(frozen=True)
class Kind:
    """What makes two addresses one example: the route, what is asked of it, the level of a place.

    Of a file, an account and an import one example is taken for every kind of page that leads there, since each shows
    another state; of meetings and minutes each is its own kind.
    """

    route: str
    asked: tuple[str, ...] = ()
    level: int = 0
    led_by: str = ""


@dataclass
class Visit:
    """One page as it was answered to one account."""

    who: str
    address: str
    kind: Kind
    status: int
    reading: Reading

    def __str__(self) -> str:
        return f"{self.address} as {self.who}"


def kind_of(address: str, led_by: Kind | None = None) -> Kind | None:
    """The kind of an address; None for what is no page of ours (a picture, a file, another host)."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    code = found.kwargs.get("code")
    asked = tuple(sorted({_said(name, value) for name, value in parse_qsl(parts.query)}))
    way = str(led_by) if led_by and found.view_name in MANY_STATES else ""
    if found.view_name in EVERY_ONE:
        way = parts.path
    return Kind(found.view_name, asked, level_of(code) if isinstance(code, int) else 0, way)


def _said(name: str, value: str) -> str:
    """A question by its name, and by its answer too where the answer is one of a few words."""
    return f"{name}={value}" if WORD.fullmatch(value) else name


def crawl(request: APIRequestContext, who: str, starts: list[str], known: set[Kind]) -> Iterator[Visit]:
    """Every kind of page this account reaches by links from where it starts; known kinds are passed by.

    No address is asked for twice, whatever led there.
    """
    waiting, met = deque(starts), set(starts)
    for _number in range(MOST_PAGES):
        if not waiting:
            return
        visit = _ask(request, who, waiting.popleft())
        if visit is None:
            continue
        yield visit
        for kind, address in _onward(visit, starts[0]):
            if kind not in known and address not in met:
                met.add(address)
                waiting.append(address)
            known.add(kind)
    raise AssertionError(f"{who} reaches more than {MOST_PAGES} kinds of pages: {list(waiting)[:5]}")


def _ask(request: APIRequestContext, who: str, address: str) -> Visit | None:
    """The page behind a link; None for a file."""
    answer = request.get(address)
    kind = kind_of(answer.url)
    if kind is None or "text/html" not in answer.headers.get("content-type", ""):
        return None
    return Visit(who, answer.url, kind, answer.status, read(answer.text()))


def _onward(visit: Visit, site: str) -> Iterator[tuple[Kind, str]]:
    for link in visit.reading.links:
        address = urldefrag(urljoin(visit.address, link)).url
        kind = kind_of(address, visit.kind) if address.startswith(site) else None
        if kind is not None and kind.route not in ENDS_THE_VISIT:
            yield kind, address
