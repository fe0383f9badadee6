"""The cells of the matrix: route × method × seat × object, what is expected of each and what is wrong with an answer.

The expectations are the policy's; the routes come from the product's URL table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.gate import policy
from tests.gate.cast import (
    AGENCIES,
    CHILDREN,
    EXPORTS,
    FROZEN,
    HANDOVERS,
    JOBS,
    LOOKS,
    MET,
    PLACES,
    RECEIVED,
    SAMPLE_PLACES,
    SAMPLE_SEATS,
    SEATS,
    SET_OUT,
    SWEPT,
    TASKED,
    relation,
    tokens,
)
from tests.gate.cast_of_merges import MERGES
from tests.gate.cast_of_supervision import CAMPAIGNED, SUPERVISED
from tests.gate.papers import PAPERS, paper_of
from tests.gate.route_rows import Row
from tests.gate.routes import ROUTES
from tests.gate.stage import Stage, address_of, text_of

STRANGER = ""
METHODS = ("get", "post")
LABELS: dict[str, Iterable[str]] = {
    "child": CHILDREN,
    "handover": HANDOVERS,
    "place": PLACES,
    "place to change": SAMPLE_PLACES,
    "agency": AGENCIES,
    "post": SAMPLE_SEATS,
    "seat's post": SAMPLE_SEATS,
    "seat": SAMPLE_SEATS,
    "user": SAMPLE_SEATS,
    "job": JOBS,
    "attachment": CHILDREN,
    "export": EXPORTS,
    "kind of export": ("children",),
    "look": LOOKS,
    "frozen table": FROZEN,
    "received summary": RECEIVED,
    **dict.fromkeys(("round", "import", "roster", "row of a roster", "match", "settlement", "school naming"), SWEPT),
    **dict.fromkeys(("task", "extension", "evidence", "report of a task"), TASKED),
    **dict.fromkeys(("instruction", "work plan", "work point", "duty"), SET_OUT),
    **dict.fromkeys(("special action", "counted indicator", "filled indicator"), CAMPAIGNED),
    **dict.fromkeys(("inspection", "finding", "order", "suggestion"), SUPERVISED),
    "merge": MERGES,
    "round of all": ("round of the city",),  # it takes in every place of the cast that a seat sees
    **dict.fromkeys(
        (
            "conference",
            "member unit",
            "member",
            "meeting",
            "notice",
            "agenda item",
            "decision",
            "minutes",
            "part of minutes",
            "comment",
            "past paper",
            "piece",
            "past figure",
        ),
        MET,
    ),
    "sealed fact": ("phone",),
    "social worker's post": ("social_worker",),
}
# Answers given before the object is looked at: one object is enough to ask about.
SAME_FOR_ALL = (policy.SIGN_IN, policy.NO_METHOD)
LOGIN, CHOOSE = "/account/login/", "/seats/choose/"


@dataclass(frozen=True)
class Cell:
    """One question of a seat to a route about an object, and the answer the policy expects."""

    route: str
    method: str
    seat: str
    labels: Mapping[str, str]
    expected: str
    shows: str = ""

    @property
    def named(self) -> str:
        """The label the rule looks at: the first object of the address."""
        return next(iter(self.labels.values()), "")

    def __str__(self) -> str:
        lies = relation(self.seat, CHILDREN[self.named].place) if self.seat and self.named in CHILDREN else ""
        about = f" {self.named}" + (f" ({lies})" if lies else "") if self.named else ""
        return f"{self.method.upper()} {self.route}{about} as {self.seat or 'a stranger'}"


def url_table() -> dict[str, frozenset[str]]:
    """Every route of the product by name, with the parts of its address."""
    return {name: parts for name, parts, _pattern in _walk(get_resolver(), (), frozenset())}


def page_rules() -> list[str]:
    """What the pages of the product ask for themselves, as they carry it: `permission:children.list`."""
    return [getattr(pattern.callback, "access_rule", "") for _n, _p, pattern in _walk(get_resolver(), (), frozenset())]


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], above: frozenset[str]
) -> Iterator[tuple[str, frozenset[str], URLPattern]]:
    for pattern in resolver.url_patterns:
        parts = above | frozenset(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces, parts)
        else:
            yield ":".join([*spaces, pattern.name or str(pattern.pattern)]), parts, pattern


def cells_of(route: str, seats: Iterable[str] = (STRANGER, *SEATS)) -> Iterator[Cell]:
    """Every cell of one route of our own."""
    row = ROUTES[route]
    choices = [[(part, label) for label in LABELS[kind]] for part, kind in row.names.items()]
    for method, seat in product(METHODS, seats):
        for picked in product(*choices):
            answer = expected(row, method, seat, dict(picked))
            yield Cell(route, method, seat, dict(picked), answer, row.shows if method == _showing(row) else "")
            if answer in SAME_FOR_ALL:
                break


def expected(row: Row, method: str, seat: str, labels: Mapping[str, str]) -> str:
    """The policy's answer to one question."""
    rule = row.get if method == "get" else row.post
    if not seat:
        return policy.SIGN_IN
    if rule is None:
        return policy.NO_METHOD
    answer = policy.answer(rule, seat, next(iter(labels.values()), ""))
    return policy.SHOWN if answer == policy.ADMITTED and method == _showing(row) else answer


def _showing(row: Row) -> str:
    """The method whose answer is a page to be read."""
    return "post" if row.turns else "get"


def fault_of(cell: Cell, stage: Stage) -> str:
    """Ask the product and say what is wrong with its answer; "" when nothing is."""
    parts = {part: key_of(stage, ROUTES[cell.route].names[part], label) for part, label in cell.labels.items()}
    address = address_of(cell.route, **parts)
    response = stage.ask(cell.seat, cell.method, address)
    text = text_of(response)
    wrong = _wrong_status(cell, response) or leaks(cell.seat, text, stage, asked=address, unsealed=_printed(cell))
    if not wrong and cell.expected == policy.SHOWN:
        wrong = _missing(cell, text)
    return f"{cell}: {wrong}" if wrong else ""


def key_of(stage: Stage, kind: str, label: str) -> Any:
    """What stands in the address for an object."""
    if kind in PAPERS:
        return paper_of(stage, kind, label).pk
    keys: dict[str, Callable[[], Any]] = {
        "child": lambda: stage.children[label].pk,
        "handover": lambda: stage.handovers[label].pk,
        "place": lambda: stage.places[label].code,
        "place to change": lambda: stage.places[label].code,
        "agency": lambda: stage.agencies[label].pk,
        "post": lambda: stage.seats[label].post_id,
        "seat's post": lambda: stage.seats[label].post_id,
        "seat": lambda: stage.seats[label].pk,
        "user": lambda: stage.seats[label].user_id,
        "job": lambda: stage.jobs[label].pk,
        "attachment": lambda: stage.attachments[label].pk,
        "export": lambda: stage.exports[label].pk,
        "kind of export": lambda: label,
        "look": lambda: stage.looks[label].pk,
        "frozen table": lambda: stage.frozen[label].pk,
        "received summary": lambda: stage.received[label].pk,
        "merge": lambda: stage.merges[label].pk,
        "sealed fact": lambda: label,
        "social worker's post": lambda: stage.seats[label].post_id,
    }
    return keys[kind]()


def _printed(cell: Cell) -> str:
    """The child whose sealed facts the answer may show."""
    return cell.named if ROUTES[cell.route].unseals else ""


def _wrong_status(cell: Cell, response: Any) -> str:
    status, target = response.status_code, response.headers.get("Location", "")
    signs_in = target.startswith(LOGIN)
    fits = status in policy.STATUSES[cell.expected]
    if fits and signs_in == (cell.expected == policy.SIGN_IN) and not target.startswith(CHOOSE):
        return ""
    return f"expected {cell.expected}, got {status} {target}".rstrip()


def leaks(seat: str, text: str, stage: Stage, *, asked: str = "", unsealed: str = "") -> str:
    """Which token of a child stands in a text that this seat may not see there; `unsealed` is the child printed."""
    for label in CHILDREN:
        seen = policy.blocks(seat, label) if seat else frozenset()
        shown = [token for token in tokens(label) if token.text in text]
        wrong = [token for token in shown if token.block not in seen or (token.sealed and label != unsealed)]
        if wrong:
            return f"shows {wrong[0].text} ({wrong[0].block}) of {label}"
        link = f"/children/{stage.children[label].pk}/"
        if link in text and link not in asked and "roster" not in seen:
            return f"leads to {label}"
    return ""


def _missing(cell: Cell, text: str) -> str:
    """What a shown page should show and does not."""
    wanted: list[str] = []
    if cell.shows == "children":
        for label in CHILDREN:
            seen = policy.blocks(cell.seat, label) & {"roster", "name"}
            wanted += [token.text for token in tokens(label) if token.block in seen]
    elif cell.shows == "object" and "file" in policy.blocks(cell.seat, cell.named):
        seen = policy.blocks(cell.seat, cell.named)
        wanted = [token.text for token in tokens(cell.named) if token.must and token.block in seen]
    lacking = [word for word in wanted if word not in text]
    return f"does not show {', '.join(lacking)}" if lacking else ""
