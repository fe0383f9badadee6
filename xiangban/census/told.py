"""What a row told, as the one text in which it is kept: its values by their fields, and what is doubtful in it.

Sealing and storing it is in staging.py.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xiangban.census.rosters.tables import Doubt, Trouble
from xiangban.census.rosters.words import table_lines

Values = dict[str, str]
MARKS: dict[str, str] = {line[0]: line[1] for line in table_lines("marks.txt")}
_FIELDS = {mark: field for field, mark in MARKS.items()}
# Between the parts of the text, and between its values.
_PART, _NEXT = "\x1e", "\x1f"
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def packed(values: Mapping[str, str], doubts: Sequence[Doubt] = ()) -> str:
    """Marks of the fields, values and doubts in one text; as JSON where a value or a field does not fit into it."""
    said = _NEXT.join(values.values())
    try:
        marks = "".join(map(MARKS.__getitem__, values))
    except KeyError:
        return _as_json(_all_of(values, doubts))
    if _PART in said or said.count(_NEXT) != max(len(marks) - 1, 0):
        return _as_json(_all_of(values, doubts))
    text = f"{marks}{_PART}{said}"
    return f"{text}{_PART}{_as_json(_plain(doubts))}" if doubts else text


def told_in(told: str) -> tuple[Values, list[Doubt]]:
    """Values and doubts of a record; none when the rosters were deleted in time."""
    if not told:
        return {}, []
    if told[0] == "{":
        held = json.loads(told)
        return held["values"], _doubts(held.get("doubts", ()))
    marks, said, *doubts = told.split(_PART, 2)
    values = dict(zip(map(_FIELDS.__getitem__, marks), said.split(_NEXT), strict=False))
    return values, _doubts(json.loads(doubts[0])) if doubts else []


def _all_of(values: Mapping[str, str], doubts: Sequence[Doubt]) -> dict[str, object]:
    told: dict[str, object] = {"values": values}
    return told | {"doubts": _plain(doubts)} if doubts else told


def _plain(doubts: Sequence[Doubt]) -> list[list[str | int]]:
    return [[one.row, one.column, one.header, one.field, one.written, one.kind.value] for one in doubts]


def _doubts(plain: Iterable[Any]) -> list[Doubt]:
    return [Doubt(*(*where, Trouble(kind))) for *where, kind in plain]
