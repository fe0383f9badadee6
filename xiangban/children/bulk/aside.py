"""Rows of new files that wait beside their tables, seen by this connection alone, until one transaction brings them in.

Moves and search keys wait in short: the files of an import make the same moves, and the keys of one file are one row.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from xiangban.children.bulk.tables import KEY, MOVE, Sheet, Story, Table
from xiangban.children.models import ChildMove, NameKey
from xiangban.lib.bulk_rows import insert_plain_rows, plain_rows, quoted

_quote = json.encoder.encode_basestring
MOVED = {"child_id": "bigint", "story": "bigint"}
NAMED = {"county_code": "bigint", "child_id": "bigint", "keys": "text"}


class Made(NamedTuple):
    """Rows of some new files, as plain values that go from one process to another."""

    rows: Sequence[Sequence[Any]]  # of persons, children, kin and changes
    moved: Sequence[tuple[Story, Sequence[int]]]
    named: Sequence[tuple[int, int, str]]  # county, file, its keys as a JSON list


def made_of(sheet: Sheet) -> Made:
    """What waits on the sheet; nothing waits there afterwards."""
    named = [(county, child, f"[{','.join(map(_quote, keys))}]") for county, child, keys in sheet.named]
    made = Made([plain_rows(table.waiting) for table in _whole(sheet)], list(sheet.moved.items()), named)
    for table in _whole(sheet):
        table.waiting = []
    sheet.moved, sheet.named = {}, []
    return made


class Aside:
    """The tables beside those of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._stories: dict[Story, int] = {}
        with connection.cursor() as cursor:
            for table in _whole(sheet):
                table.lay_aside(cursor)
            for name, columns in (("moved", MOVED), ("named", NAMED)):
                cursor.execute(f"DROP TABLE IF EXISTS waiting_{name}")
                cursor.execute(f"CREATE TEMPORARY TABLE waiting_{name} ({', '.join(map(' '.join, columns.items()))})")

    def add(self, made: Made) -> None:
        """Lay these rows beside their tables."""
        vendor = connection.vendor
        with connection.cursor() as cursor:
            for table, rows in zip(_whole(self._sheet), made.rows, strict=True):
                insert_plain_rows(cursor, vendor, f"waiting_{table.model._meta.db_table}", table.columns, rows)
            moved = [(child, self._number_of(story)) for story, children in made.moved for child in children]
            insert_plain_rows(cursor, vendor, "waiting_moved", tuple(MOVED), moved)
            insert_plain_rows(cursor, vendor, "waiting_named", tuple(NAMED), made.named)

    def bring_in(self) -> None:
        """Put all rows into their tables, inside the caller's transaction."""
        with connection.cursor() as cursor:
            for table in _whole(self._sheet):
                table.bring_in(cursor)
            for story, number in self._stories.items():
                for move in story:
                    cursor.execute(_move_in(), [*move, number])
            cursor.execute(_KEYS_IN + _KEYS_OF[connection.vendor])
            cursor.execute("DROP TABLE waiting_moved")
            cursor.execute("DROP TABLE waiting_named")

    def _number_of(self, story: Story) -> int:
        return self._stories.setdefault(story, len(self._stories) + 1)


def _whole(sheet: Sheet) -> Sequence[Table]:
    """The tables whose rows wait as they will stand, in the order their foreign keys ask for."""
    return sheet.persons, sheet.children, sheet.kin, sheet.changes


def _move_in() -> str:
    """One move of every file with the same story: the moves of a file stand in its order."""
    columns, values = ", ".join(map(quoted, MOVE)), ", ".join(["%s"] * (len(MOVE) - 1))
    told = f"SELECT child_id, {values} FROM waiting_moved WHERE story = %s ORDER BY child_id"  # noqa: S608  marks alone
    return f"INSERT INTO {quoted(ChildMove._meta.db_table)} ({columns}) {told}"


_KEYS_IN = f"INSERT INTO {quoted(NameKey._meta.db_table)} ({', '.join(map(quoted, KEY))}) "
_KEYS_IN += "SELECT county_code, value, child_id FROM waiting_named, "
_KEYS_OF = {
    "sqlite": "json_each(keys)",
    "postgresql": "json_array_elements_text(keys::json) AS key(value)",
}
