"""Taking the gate apart, one piece at a time, inside this process: each sight, each grant, each page's own check.

A mutation is a context in which the product is wrong in exactly one way; mutate.py looks for a cell that notices.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from unittest.mock import patch

from tests.gate.cells import page_rules
from tests.gate.grants import EVERYBODY, GRANTED
from tests.gate.routes import ROUTES
from tests.gate.rows import scoped_models
from xiangban.access import gate
from xiangban.access.gate import ScopedModel, ScopedQuerySet
from xiangban.access.permissions import GRANTS
from xiangban.access.roles import Facet, Role
from xiangban.access.viewer import Viewer


@dataclass(frozen=True)
class Mutation:
    """One way to be wrong: its name, what it touches (for choosing cells), and the context in which it holds."""

    name: str
    verb: str
    role: str
    wrong: Callable[[], AbstractContextManager[None]]

    def but_nothing(self) -> "Mutation":
        """The same cells with the gate left whole."""
        return replace(self, wrong=nullcontext)


def mutations() -> Iterator[Mutation]:
    """Every piece of the gate, taken away in turn."""
    pieces = chain(sights(), missing_grants(), open_verbs(), unguarded_pages())
    return (mutation for mutation in pieces if mutation.name not in SECOND_DOOR)


def sights() -> Iterator[Mutation]:
    """Each source of sight lets everything through."""
    for model in scoped_models():
        yield Mutation(f"visible_to of {model.__name__} returns everything", "", "", _blind(model))
    yield Mutation("counted_for returns everything", "", "", _counts_everything)
    yield Mutation("in_sight says yes to everything", "", "", lambda: _everywhere(gate.in_sight, _yes))
    yield Mutation("facets_of shows every block", "", "", lambda: _everywhere(gate.facets_of, _all_blocks))
    yield Mutation("what is merely given may be written", "", "", lambda: _everywhere(gate.answers_for, _yes))


def missing_grants() -> Iterator[Mutation]:
    """Each role loses each of its verbs."""
    for role, verbs in GRANTS.items():
        for verb in sorted(verbs):
            yield Mutation(f"{role.value} loses {verb}", verb, role.value, _without(role, verb))


# Pieces behind which a second door stands, so that nothing changes when the first is gone.
SECOND_DOOR = {
    "everybody may children.open": "who lacks it is an administrator, and those see no child to open",
    "pages of children.open ask nobody": "as above",
    "pages of children.print ask nobody": "the view asks again before it finds the child",
    "everybody may conference.receive_task": "who lacks it can be given no task",
    "everybody may conference.open_evidence": "who lacks it sees no task whose evidence there is to open",
    "pages of conference.report_progress ask nobody": "who lacks it can be given no task",
    "pages of conference.report_done ask nobody": "as above",
    "pages of conference.ask_extension ask nobody": "as above",
}
# Verbs whose pages ask once more, about the row itself, before they show a form; both doors open is noticed
# as "everybody may …", which is played for each of them.
ASKED_ABOUT_THE_ROW = ("campaigns.close", "campaigns.fill", "supervision.")
SHOWN_TO_READERS = ("supervision.see", "supervision.open_inspection", "supervision.issue_order", "supervision.suggest_")


def open_verbs() -> Iterator[Mutation]:
    """Each verb that somebody lacks is granted to everybody."""
    for verb, roles in GRANTED.items():
        if roles != EVERYBODY:
            yield Mutation(f"everybody may {verb}", verb, "", _granted_to_all(verb))


def unguarded_pages() -> Iterator[Mutation]:
    """Each shown page's own check is gone; a page that only takes a POST is guarded again by its action."""
    for verb in {rule.partition(":")[2]: None for rule in page_rules()}:
        if verb.startswith(ASKED_ABOUT_THE_ROW) and not verb.startswith(SHOWN_TO_READERS):
            continue
        if GRANTED.get(verb, EVERYBODY) != EVERYBODY and verb in {row.get.verb for row in ROUTES.values() if row.get}:
            yield Mutation(f"pages of {verb} ask nobody", verb, "", _page_without_check(verb))


def _yes(*_args: Any, **_named: Any) -> bool:
    return True


def _all_blocks(*_args: Any, **_named: Any) -> frozenset[Facet]:
    return frozenset(Facet)


def _blind(model: type[ScopedModel]) -> Callable[[], AbstractContextManager[None]]:
    true_sight = ScopedQuerySet.visible_to

    def everything(rows: Any, viewer: Viewer, facet: Facet | None = None) -> Any:
        return rows if rows.model is model else true_sight(rows, viewer, facet)

    return lambda: _patched(ScopedQuerySet, "visible_to", everything)


def _counts_everything() -> AbstractContextManager[None]:
    return _patched(ScopedQuerySet, "counted_for", lambda rows, _viewer: rows)


def _without(role: Role, verb: str) -> Callable[[], AbstractContextManager[None]]:
    return lambda: _patched_entry(GRANTS, role, GRANTS[role] - {verb})


def _granted_to_all(verb: str) -> Callable[[], AbstractContextManager[None]]:
    true_may = Viewer.may
    return lambda: _patched(Viewer, "may", lambda self, asked: asked == verb or true_may(self, asked))


def _page_without_check(verb: str) -> Callable[[], AbstractContextManager[None]]:
    true_may = Viewer.may

    def may(self: Viewer, asked: str) -> bool:
        from_page = sys._getframe(1).f_code.co_name == "guarded"
        return (asked == verb and from_page) or true_may(self, asked)

    return lambda: _patched(Viewer, "may", may)


@contextmanager
def _patched(owner: Any, name: str, wrong: Any) -> Iterator[None]:
    with patch.object(owner, name, wrong):
        yield


@contextmanager
def _patched_entry(table: dict[Any, Any], key: Any, wrong: Any) -> Iterator[None]:
    with patch.dict(table, {key: wrong}):
        yield


@contextmanager
def _everywhere(right: Callable[..., Any], wrong: Callable[..., Any]) -> Iterator[None]:
    """Replace a function in every module that has it under its name."""
    homes = [module for name, module in list(sys.modules.items()) if name.startswith("xiangban.")]
    held = [module for module in homes if vars(module).get(right.__name__) is right]
    assert held, right.__name__
    for module in held:
        setattr(module, right.__name__, wrong)
    try:
        yield
    finally:
        for module in held:
            setattr(module, right.__name__, right)
