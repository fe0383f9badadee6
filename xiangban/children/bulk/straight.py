"""Rows of new files on PostgreSQL: they go straight into their tables, in a transaction that awaits its turn.

On SQLite, where whoever writes locks all others out, they wait beside their tables: see aside.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, repeat
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from xiangban.children.bulk.tables import KEY, MOVE, Sheet, Table
from xiangban.children.models import ChildMove, NameKey
from xiangban.lib.bulk_rows import quoted
from xiangban.lib.copy_text import lines_of, told_alike, told_in

Made = Sequence[bytes]  # a block of lines for each table


class Straight:
    """The six tables, written as rows are made; the caller's transaction is the one that keeps or loses them."""

    def __init__(self, sheet: Sheet) -> None:
        if not connection.in_atomic_block:
            raise TransactionManagementError("without a transaction half of the files would stand")
        tables = [(table.model._meta.db_table, table.columns) for table in sheet.whole]
        tables += [(NameKey._meta.db_table, list(KEY)), (ChildMove._meta.db_table, list(MOVE))]
        self._into = [_copying(table, columns) for table, columns in tables]
        self._moves: list[bytes] = []
        self._checked = _between_new_rows([table for table, _columns in tables])
        self._check("IMMEDIATE")

    def made_of(self, sheet: Sheet) -> Made:
        """What waits on the sheet, as text; nothing waits there afterwards."""
        blocks = [lines_of(list(_columns(table))) for table in sheet.whole]
        blocks.append(lines_of(_keys(sheet)) if sheet.named else "")
        blocks.append("".join(_moves(sheet)))
        for table in sheet.whole:
            table.waiting = []
        sheet.moved, sheet.named = {}, []
        return [block.encode() for block in blocks]

    def add(self, made: Made) -> None:
        """Write these rows, all but the moves: a file without them is founded by nobody yet."""
        *blocks, moves = made
        self._moves.append(moves)
        for into, block in zip(self._into, blocks, strict=False):
            _copy(into, [block])

    def bring_in(self) -> None:
        """Let the files be founded: what others ask of the register before is answered without them."""
        _copy(self._into[-1], self._moves)
        self._moves = []
        self._check("DEFERRED")

    def _check(self, when: str) -> None:
        # Kept for the end, a city's checks would be remembered row by row, while everybody waits for the turn.
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {', '.join(map(quoted, self._checked))} {when}")


def _copy(into: str, blocks: Sequence[bytes]) -> None:
    if any(blocks):
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            for block in blocks:
                copy.write(block)


def _copying(table: str, columns: Sequence[str]) -> str:
    return f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"


def _between_new_rows(tables: list[str]) -> list[str]:
    """The keys by which these tables point at each other: checking them holds no row that another may wait for."""
    asked = """SELECT conname FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) AND confrelid = ANY(%s::regclass[])"""
    with connection.cursor() as cursor:
        cursor.execute(asked, [tables, tables])
        return [str(row[0]) for row in cursor.fetchall()]


def _columns(table: Table) -> Iterator[Iterable[str]]:
    """The columns of the waiting rows; neighbours in which no row says more than the blank one are one text."""
    if not table.waiting:
        return
    columns = [
        (column.count(blank) == len(column), blank, column)
        for column, blank in zip(zip(*table.waiting, strict=True), table.blank, strict=True)
    ]
    for silent, some in groupby(columns, key=_is_silent):
        if silent:
            yield repeat(told_alike([blank for _silent, blank, _column in some]))
        else:
            yield from (told_in(column) for _silent, _blank, column in some)


def _is_silent(column: tuple[bool, Any, Any]) -> bool:
    return column[0]


def _moves(sheet: Sheet) -> Iterator[str]:
    for story, children in sheet.moved.items():
        moves = [told_alike(move) for move in story]
        yield from (f"{child}\t{move}\n" for child in children for move in moves)


def _keys(sheet: Sheet) -> list[Sequence[str]]:
    rows = [(str(county), key, str(child)) for county, child, keys in sheet.named for key in keys]
    counties, keys, children = zip(*rows, strict=True)
    return [counties, told_in(keys), children]
