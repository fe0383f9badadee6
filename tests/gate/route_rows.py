"""What a row of the routes says, and how the common kinds of pages are written; the rows are in routes.py."""

from dataclasses import dataclass, field

from tests.gate.policy import Rule


@dataclass(frozen=True)
class Row:
    """A route: which kind of object each part of its address names, its methods, what a shown page must show."""

    names: dict[str, str] = field(default_factory=dict)  # the part of the address and the kind of object it names
    get: Rule | None = None
    post: Rule | None = None
    unseals: bool = False  # shows what is sealed without a reason: the official form alone, noted in the trail
    turns: bool = False  # the bare address only leads on: what is shown, is shown to a press
    shows: str = ""  # "children": all in sight; "object": the one that is named


def asks(verb: str, seen: str = "anything", may: str = "") -> Rule:
    return Rule(verb, seen, may)


def form(verb: str, seen: str = "anything", may: str = "", **names: str) -> Row:
    """A page with a form: the same rule shows it and takes it."""
    return Row(names, get=asks(verb, seen, may), post=asks(verb, seen, may))


def shown(verb: str, seen: str = "anything", shows: str = "", **names: str) -> Row:
    """A page that only shows."""
    return Row(names, get=asks(verb, seen), shows=shows)
