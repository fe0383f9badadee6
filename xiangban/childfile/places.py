"""Narrowing the list by place: from the seat's own place down the tree to one village.

A place outside the seat's own cannot be chosen; what lies in sight elsewhere was given child by child.
"""

from dataclasses import dataclass

from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Interval, Level, ancestor_code, interval_of

Option = tuple[str, str]


@dataclass(frozen=True)
class ChosenPlace:
    """The place the list is narrowed to (None: all in sight), the steps that lead to it and the places below."""

    narrowed: Interval | None
    value: str
    steps: tuple[Option, ...]
    below: tuple[Option, ...]


def choose_place(text: str, viewer: Viewer, places: PlaceNames) -> ChosenPlace:
    """Read `place` of the address, level and code as 4-990101001000; anything else asks for all in sight."""
    if viewer.sight.reach is not Reach.PLACE:
        return ChosenPlace(None, "", (), ())
    own = (Level(viewer.level), viewer.interval.low)
    level, code = _read(text) or own
    if level <= own[0] or not viewer.interval.holds(code):
        level, code = own
    steps = tuple(
        (value_of(step, ancestor_code(code, step)), places.name(ancestor_code(code, step)))
        for step in Level
        if own[0] <= step <= level
    )
    below = tuple((value_of(Level(level + 1), sub), name) for sub, name in places.below(level, code))
    narrowed = interval_of(level, code) if (level, code) != own else None
    return ChosenPlace(narrowed, value_of(level, code), steps, below)


def value_of(level: Level, code: int) -> str:
    """A place as the address carries it."""
    return f"{int(level)}-{code}"


def _read(text: str) -> tuple[Level, int] | None:
    level, _dash, code = text.partition("-")
    if level not in {"1", "2", "3", "4", "5"} or not (code.isascii() and code.isdigit() and len(code) == 12):
        return None
    found = Level(int(level))
    return (found, int(code)) if ancestor_code(int(code), found) == int(code) else None
