"""What lies on the stage's shelves by the kinds that routes and actions name: which shelf, which row of it."""

from typing import Any

from tests.gate.stage import Stage

# Kind of object: the stage's shelf and the row's name on it.
PAPERS: dict[str, tuple[str, str]] = {
    "round": ("swept", "round"),
    "round of all": ("swept", "round"),
    "import": ("swept", "batch"),
    "roster": ("swept", "file"),
    "row of a roster": ("swept", "record"),
    "match": ("swept", "match"),
    "settlement": ("swept", "settlement"),
    "school naming": ("swept", "naming"),
    "task": ("tasked", "task"),
    "extension": ("tasked", "extension"),
    "evidence": ("tasked", "evidence"),
    "report of a task": ("tasked", "progress"),
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
    "past paper": ("met", "paper"),
    "piece": ("met", "piece"),
    "past figure": ("met", "past_figure"),
    "special action": ("campaigned", "campaign"),
    "counted indicator": ("campaigned", "counted"),
    "filled indicator": ("campaigned", "filled"),
    "inspection": ("supervised", "inspection"),
    "finding": ("supervised", "finding"),
    "order": ("supervised", "order"),
    "suggestion": ("supervised", "suggestion"),
}


def paper_of(stage: Stage, kind: str, label: str) -> Any:
    """The row of this kind under this label."""
    shelf, name = PAPERS[kind]
    return getattr(getattr(stage, shelf)[label], name)
