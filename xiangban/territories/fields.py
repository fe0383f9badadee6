"""Columns that copy a place's code; a re-coding finds them through Django's model registry.

No other column may hold a place's code: a house test looks for stray ones. A room that keeps the history of such a
column registers a step, which a change of places takes in its own transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from xiangban.territories.rules import Level


class PlaceCodeField(models.BigIntegerField[int, int]):
    """A twelve-digit place code copied into a row, re-coded when places merge, split or are renamed."""


class CountyOfField(PlaceCodeField):
    """The county of another place column, reached over `through` (a lookup), kept in step by re-coding."""

    def __init__(self, *args: Any, through: str = "", **options: Any) -> None:
        self.through = through
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return str(name), path, list(args), {**options, "through": self.through}

    level = Level.COUNTY


def place_columns() -> list[tuple[type[models.Model], PlaceCodeField]]:
    """Every (model, column) of the product that copies a place code."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, PlaceCodeField)
    ]


@dataclass(frozen=True)
class PlaceChange:
    """A change of places as rooms hear of it: its title, its first day, and each re-coded row as a mapping of "column"
    (app.model.column), "key", "old" and "new".
    """

    title: str
    on: date
    rows: Sequence[Mapping[str, Any]]


RecodingStep = Callable[[PlaceChange], Iterable[Mapping[str, Any]]]
_steps: list[RecodingStep] = []


def register_recoding(step: RecodingStep) -> None:
    """Let a room keep its history in step: it stores rows of its own and returns them as the trail hashes them."""
    if step not in _steps:
        _steps.append(step)


def recoding_steps() -> tuple[RecodingStep, ...]:
    """What the rooms registered, in the order of the floors."""
    return tuple(_steps)
