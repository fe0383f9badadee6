"""Many rows into one table, fast and in a stream, on SQLite and PostgreSQL.

Which rows, and in whose transaction, is said by the caller; nothing here commits.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any, Protocol, cast
from uuid import UUID

Row = Sequence[object]

BATCH = 5_000  # rows held in memory at a time
TOGETHER = 64  # rows to a statement on SQLite: to begin one costs half as much as to write a row
_WRONG_WIDTH = "a row of {} values for {} columns"


class Cursor(Protocol):
    """A DB-API cursor as far as bulk work needs it; Django's wrapped cursors are such."""

    def executemany(self, sql: str, rows: Sequence[Any], /) -> object:
        """Run the statement once for each row."""


class _Copy(Protocol):
    def write_row(self, row: Row, /) -> None: ...


class _CopyingCursor(Protocol):
    def copy(self, sql: str, /) -> AbstractContextManager[_Copy]: ...


class UnknownVendor(Exception):
    """Rows can be written in bulk to "sqlite" and "postgresql" only."""


def insert_rows(cursor: Cursor, vendor: str, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert every row and return how many; an iterator is read once, 5,000 rows at a time. Raises UnknownVendor.

    Dates, moments, UUIDs and decimals are stored as Django stores them; a value of a JSON column comes as its text.
    """
    if vendor == "sqlite":
        count, stream = 0, iter(rows)
        while batch := list(islice(stream, BATCH)):
            count += insert_plain_rows(cursor, vendor, table, columns, plain_rows(batch))
        return count
    if vendor == "postgresql":
        return _copy_into_postgresql(cast("_CopyingCursor", cursor), table, columns, rows)
    raise UnknownVendor(vendor)


def insert_plain_rows(cursor: Cursor, vendor: str, table: str, columns: Sequence[str], rows: Sequence[Row]) -> int:
    """Insert rows as plain_rows() gives them, without a look at each value. Raises UnknownVendor."""
    if vendor == "sqlite":
        for width in set(map(len, rows)) - {len(columns)}:
            raise ValueError(_WRONG_WIDTH.format(width, len(columns)))  # among others it would shift their values
        into = f"INSERT INTO {quoted(table)} ({', '.join(map(quoted, columns))}) VALUES "  # noqa: S608  every name is quoted
        mark, whole = f"({', '.join('?' * len(columns))})", len(rows) - len(rows) % TOGETHER
        several = [list(chain(*rows[first : first + TOGETHER])) for first in range(0, whole, TOGETHER)]
        cursor.executemany(into + ", ".join([mark] * TOGETHER), several)
        cursor.executemany(into + mark, rows[whole:])
        return len(rows)
    return insert_rows(cursor, vendor, table, columns, rows)


def plain_rows(batch: list[Row]) -> list[Row]:
    """The rows with dates and the like as text, as SQLite keeps them and PostgreSQL understands them."""
    # Columns without such values cost no look at each value.
    columns: list[Sequence[object]] = list(zip(*batch, strict=True))
    changed = False
    for place, column in enumerate(columns):
        forms = {kind: _AS_SQLITE[kind] for kind in set(map(type, column)) if kind in _AS_SQLITE}
        if forms:
            changed = True
            columns[place] = [value if (form := forms.get(type(value))) is None else form(value) for value in column]
    return list(zip(*columns, strict=True)) if changed else batch


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let Python's collector of cycles rest: rows make none, and looking through millions of them costs a third."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def quoted(name: str) -> str:
    """The name as an SQL identifier, whatever it holds. Raises ValueError for NUL, % and the empty name."""
    # Django's SQLite cursor reads % as the start of a placeholder, also inside a quoted name.
    if not name or "\0" in name or "%" in name:
        raise ValueError(f"no name of a table or column: {name!r}")
    return '"' + name.replace('"', '""') + '"'


def _copy_into_postgresql(cursor: _CopyingCursor, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    names = ", ".join(map(quoted, columns))
    count = 0
    with cursor.copy(f"COPY {quoted(table)} ({names}) FROM STDIN") as copy:
        for row in _whole(rows, len(columns)):
            copy.write_row(row)
            count += 1
    return count


def _whole(rows: Iterable[Row], width: int) -> Iterator[Row]:
    for row in rows:
        if len(row) != width:
            raise ValueError(_WRONG_WIDTH.format(len(row), width))
        yield row


def _moment_as_sqlite(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment)


_AS_SQLITE: dict[type, Callable[..., object]] = {
    UUID: lambda value: value.hex,
    date: date.isoformat,
    datetime: _moment_as_sqlite,
    Decimal: str,
}
