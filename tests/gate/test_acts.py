"""Every action, every seat, every subject: the second gate answers as the policy says, whatever a view forgot."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import xiangban
from tests.gate import policy
from tests.gate.acts import ACTIONS, ELSEWHERE
from tests.gate.cast import SEATS
from tests.gate.cells import LABELS
from tests.gate.papers import PAPERS, paper_of
from tests.gate.stage import Stage, undone
from xiangban.access.acts import NotPermitted
from xiangban.access.permissions import GRANTS

pytestmark = pytest.mark.django_db

SKIPPED = (".tests", ".migrations", ".wsgi", "__main__", ".settings")
SUBJECTS: dict[str, Callable[[Stage, str], Any]] = {
    "child": lambda stage, label: stage.children[label],
    "handover": lambda stage, label: stage.handovers[label],
    "look": lambda stage, label: stage.looks[label],
    "post": lambda stage, label: stage.seats[label].post,
    "seat": lambda stage, label: stage.seats[label],
    "user": lambda stage, label: stage.seats[label].user,
    "place": lambda stage, label: stage.places[label],
    "agency": lambda stage, label: stage.agencies[label],
    "export": lambda stage, label: stage.exports[label],
    "job": lambda stage, label: stage.jobs[label],
    "merge": lambda stage, label: stage.merges[label],
    "": lambda _stage, _label: None,
}


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function under @action, by its name from the package on."""
    names = [module.name for module in pkgutil.walk_packages(xiangban.__path__, "xiangban.")]
    for name in names:
        if not any(word in name for word in SKIPPED):
            yield from _made_in(importlib.import_module(name))


def _made_in(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, made in vars(module).items():
        if callable(made) and hasattr(made, "permission") and made.__module__ == module.__name__:
            yield f"{module.__name__.removeprefix('xiangban.')}.{name}", made


FOUND = dict(actions())


def subject_of(stage: Stage, kind: str, label: str) -> Any:
    """The row that an action of this kind is called with."""
    return paper_of(stage, kind, label) if kind in PAPERS else SUBJECTS[kind](stage, label)


def verb_of(name: str) -> str:
    """The permission an action asks for."""
    return str(vars(FOUND[name])["permission"])


def fault_of_act(name: str, seat: str, label: str, stage: Stage) -> str:
    """Call the action with its subject and nothing else: the gate must speak before the verb misses its words."""
    kind, rule = ACTIONS[name]
    expected = policy.answer(rule, seat, label)
    with undone():
        got = _answer(FOUND[name], subject_of(stage, kind, label), stage.viewer(seat))
    fits = got == expected or (expected == policy.REFUSED and got == policy.HIDDEN)
    return "" if fits else f"{name}({label}) as {seat}: expected {expected}, got {got}"


def _answer(act: Callable[..., Any], subject: object, viewer: Any) -> str:
    try:
        act(subject, viewer)
    except NotPermitted as refusal:
        return policy.REFUSED if refusal.seen else policy.HIDDEN
    except Exception:  # whatever the verb says or misses: the gate let it through
        return policy.ADMITTED
    return policy.ADMITTED


def test_every_action_has_its_rule() -> None:
    assert FOUND.keys() == ACTIONS.keys() | ELSEWHERE.keys()
    assert {name: verb_of(name) for name in ACTIONS} == {name: rule.verb for name, (_, rule) in ACTIONS.items()}


def test_what_is_granted_to_nobody_is_granted_to_nobody() -> None:
    granted = {verb for verbs in GRANTS.values() for verb in verbs}
    system_only = [name for name, why in ELSEWHERE.items() if why.startswith("granted to no role")]
    assert [name for name in system_only if verb_of(name) in granted] == []


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_answers_every_seat_as_the_policy_says(stage: Stage, name: str) -> None:
    labels = LABELS.get(ACTIONS[name][0], [""])
    faults = [fault_of_act(name, seat, label, stage) for seat in SEATS for label in labels]
    assert not any(faults), "\n".join(filter(None, faults))
