"""The special actions that are shipped as examples, read from data/campaigns.toml. Pure.

An office opens its own copy, with its own days and targets.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LISTED = Path(__file__).parent / "data" / "campaigns.toml"


@dataclass(frozen=True)
class PlannedIndicator:
    """What a task is measured by; without a key it is filled in by the unit (填报)."""

    label: str
    unit: str
    key: str


@dataclass(frozen=True)
class PlannedTask:
    """One task of a special action, and the kind of member unit that leads it."""

    name: str
    lead: str
    indicators: tuple[PlannedIndicator, ...]


@dataclass(frozen=True)
class PlannedCampaign:
    """A special action as it was set out: names, basis, goal, days, stages with their shares of the time, tasks."""

    code: str
    name: str
    legal_basis: str
    goal: str
    groups: str
    starts_on: date
    ends_on: date
    stages: tuple[str, ...]
    stage_shares: tuple[int, ...]
    tasks: tuple[PlannedTask, ...]


@cache
def shipped() -> Sequence[PlannedCampaign]:
    """Every special action shipped, in the order of the file."""
    with LISTED.open("rb") as file:
        return [_campaign(found) for found in tomllib.load(file)["campaign"]]


def _campaign(found: dict[str, Any]) -> PlannedCampaign:
    tasks = tuple(
        PlannedTask(task["name"], task["lead"], tuple(PlannedIndicator(**one) for one in task["indicators"]))
        for task in found["task"]
    )
    texts = {name: found[name] for name in ("code", "name", "legal_basis", "goal", "groups", "starts_on", "ends_on")}
    return PlannedCampaign(
        **texts, stages=tuple(found["stages"]), stage_shares=tuple(found["stage_shares"]), tasks=tasks
    )
