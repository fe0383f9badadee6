"""Rows of new files that wait beside their tables, seen by this connection alone, until one transaction brings them in.

On SQLite, where it writes for a moment only. Moves and search keys wait in short: the files of an import make the same
moves, and the keys of one file are one row.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from xiangban.children.bulk.tables import KEY, MOVE, Sheet, Story, Table
from xiangban.children.models import ChildMove, NameKey
from xiangban.lib.bulk_rows import insert_plain_rows, plain_rows, quoted

_quote = json.encoder.encode_basestring
MOVED = {"child_id": "bigint", "story": "bigint"}
NAMED = {"county_code": "bigint", "child_id": "bigint", "keys": "text"}


# Rows cut down to the columns in which one of them says more than the table's blank row, and which columns those are.
Cut = tuple[Sequence[str], Sequence[Any]]


class Made(NamedTuple):
    """Rows of some new files, as plain values that go from one process to another."""

    rows: Sequence[Cut]  # of persons, children, kin and changes
    moved: Sequence[tuple[Story, Sequence[int]]]
    named: Sequence[tuple[int, int, str]]  # county, file, its keys as a JSON list


def _cut(table: Table) -> Cut:
    columns = zip(table.columns, zip(*table.waiting, strict=True), table.blank, strict=True) if table.waiting else ()
    told = [(name, column) for name, column, blank in columns if column.count(blank) < len(column)]
    return [name for name, _column in told], plain_rows(list(zip(*[column for _name, column in told], strict=True)))


class _Beside:
    """One table beside its own: a city fills half the columns of a child and a third of a person's."""

    def __init__(self, table: Table, cursor: Any) -> None:
        self._table, self._parts, self._told = table, 0, Counter[str]()
        self._name = f"waiting_{table.model._meta.db_table}"
        table.lay_aside(cursor)

    def add(self, cursor: Any, cut: Cut) -> None:
        names, rows = cut
        if rows:
            insert_plain_rows(cursor, connection.vendor, self._name, names, rows)
            self._parts += 1
            self._told.update(names)

    def bring_in(self, cursor: Any) -> None:
        """Put the rows into their table, with what the blank row says where nothing was told."""
        table, values, blanks = self._table, list[str](), list[Any]()
        for name, blank in zip(table.columns, table.blank, strict=True):
            if not self._told[name]:
                values.append("%s")
                blanks.append(blank)
            elif self._told[name] < self._parts and blank is not None:
                values.append(f"COALESCE({quoted(name)}, %s)")
                blanks.append(blank)
            else:
                values.append(quoted(name))
        into = f"{quoted(table.model._meta.db_table)} ({', '.join(map(quoted, table.columns))})"
        told = f"SELECT {', '.join(values)} FROM {quoted(self._name)}"  # noqa: S608  every name is quoted
        cursor.execute(f"INSERT INTO {into} {told}", blanks)
        cursor.execute(f"DROP TABLE {quoted(self._name)}")
        table.aside = False


class Aside:
    """The tables beside those of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._stories: dict[Story, int] = {}
        with connection.cursor() as cursor:
            self._tables = [_Beside(table, cursor) for table in sheet.whole]
            for name, columns in (("moved", MOVED), ("named", NAMED)):
                cursor.execute(f"DROP TABLE IF EXISTS waiting_{name}")
                cursor.execute(f"CREATE TEMPORARY TABLE waiting_{name} ({', '.join(map(' '.join, columns.items()))})")

    def made_of(self, sheet: Sheet) -> Made:
        """What waits on the sheet; nothing waits there afterwards."""
        named = [(county, child, f"[{','.join(map(_quote, keys))}]") for county, child, keys in sheet.named]
        made = Made([_cut(table) for table in sheet.whole], list(sheet.moved.items()), named)
        for table in sheet.whole:
            table.waiting = []
        sheet.moved, sheet.named = {}, []
        return made

    def add(self, made: Made) -> None:
        """Lay these rows beside their tables."""
        vendor, (rows, moves, named) = connection.vendor, made
        with connection.cursor() as cursor:
            for table, cut in zip(self._tables, rows, strict=True):
                table.add(cursor, cut)
            moved = [(child, self._number_of(story)) for story, children in moves for child in children]
            insert_plain_rows(cursor, vendor, "waiting_moved", tuple(MOVED), moved)
            insert_plain_rows(cursor, vendor, "waiting_named", tuple(NAMED), named)

    def bring_in(self) -> None:
        """Put all rows into their tables, inside the caller's transaction."""
        with connection.cursor() as cursor:
            for table in self._tables:
                table.bring_in(cursor)
            for story, number in self._stories.items():
                for move in story:
                    cursor.execute(_move_in(), [*move, number])
            cursor.execute(_KEYS_IN)
            cursor.execute("DROP TABLE waiting_moved")
            cursor.execute("DROP TABLE waiting_named")

    def _number_of(self, story: Story) -> int:
        return self._stories.setdefault(story, len(self._stories) + 1)


def _move_in() -> str:
    """One move of every file with the same story: the moves of a file stand in its order."""
    columns, values = ", ".join(map(quoted, MOVE)), ", ".join(["%s"] * (len(MOVE) - 1))
    told = f"SELECT child_id, {values} FROM waiting_moved WHERE story = %s ORDER BY child_id"  # noqa: S608  marks alone
    return f"INSERT INTO {quoted(ChildMove._meta.db_table)} ({columns}) {told}"


_KEYS_IN = f"INSERT INTO {quoted(NameKey._meta.db_table)} ({', '.join(map(quoted, KEY))}) "
_KEYS_IN += "SELECT county_code, value, child_id FROM waiting_named, json_each(keys)"
