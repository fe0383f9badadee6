"""Papers of the stage by the kinds that routes and actions name: which shelf of the stage, which row of it."""

from typing import Any

from tests.gate.stage import Stage

# Kind of object: the stage's shelf and the row's name on it.
PAPERS: dict[str, tuple[str, str]] = {
    "task": ("tasked", "task"),
    "extension": ("tasked", "extension"),
    "evidence": ("tasked", "evidence"),
    "instruction": ("set_out", "instruction"),
    "work plan": ("set_out", "plan"),
    "work point": ("set_out", "point"),
    "duty": ("set_out", "duty"),
    "conference": ("met", "conference"),
    "member unit": ("met", "unit"),
    "member": ("met", "member"),
    "meeting": ("met", "meeting"),
    "notice": ("met", "notice"),
    "agenda item": ("met", "item"),
    "decision": ("met", "decision"),
    "minutes": ("met", "minutes"),
    "part of minutes": ("met", "part"),
    "comment": ("met", "comment"),
}


def paper_of(stage: Stage, kind: str, label: str) -> Any:
    """The row of this kind under this label."""
    shelf, name = PAPERS[kind]
    return getattr(getattr(stage, shelf)[label], name)
