"""The six tables a bulk writes: rows wait as lists in the order of their columns and go in together.

Which rows there are is said by founding.py and updating.py.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from xiangban.access.fields import SealedTextField
from xiangban.access.keys import cipher
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child, ChildMove, FactChange, Kin, NameKey, Person
from xiangban.lib.bulk_rows import collector_at_rest, insert_rows, quoted

CHANGE = ("child_id", "field", "value", "sealed", "recorded_at", "source_id", "row", "version")
MOVE = ("child_id", "move", "state_before", "state_after", "at", "by_id", "post_id", "exit_reason", "reason")
KIN = ("child_id", "person_id", "kinship", "guardian", "carer", "distance_km")
KEY = ("county_code", "key", "child_id")

Seal = Callable[[str], bytes]
Story = tuple[tuple[Any, ...], ...]  # moves without their child, as the table of moves keeps them


class Table:
    """Rows waiting for one table; `blank` is a row of defaults and `place` says where in it a column stands."""

    block = 1  # keys reserved at a time

    def __init__(self, model: type[models.Model], names: Sequence[str] = ()) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.model = model
        self.aside = False  # rows go into a table of the connection's own, until they are brought in
        self.names = tuple(names) or tuple(fields)
        self.columns = [str(fields[name].column) for name in self.names]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.blank = [_stored_default(fields[name]) for name in self.names]
        self.waiting: list[Any] = []  # rows: lists or tuples in the order of the columns
        self._numbers: Iterator[int] = iter(())

    def number_of_next(self) -> int:
        """The key of the next row, from a reserved block: rows may be made before the transaction that writes them."""
        number = next(self._numbers, 0)
        if not number:
            self._numbers = iter(reserved_keys(self.model, self.block))
            number = next(self._numbers)
        return number

    def take_numbers(self, numbers: Iterable[int]) -> None:
        """Give the next rows these keys, which somebody reserved already."""
        self._numbers = iter(numbers)

    def write(self, cursor: Any) -> None:
        """Put the waiting rows into the table, or beside it."""
        table = f"waiting_{self.model._meta.db_table}" if self.aside else self.model._meta.db_table
        insert_rows(cursor, connection.vendor, table, self.columns, self.waiting)
        self.waiting = []

    def lay_aside(self, cursor: Any) -> None:
        """From now on rows go into a table of this connection's own: writing there locks nobody out."""
        table, columns = self.model._meta.db_table, ", ".join(map(quoted, self.columns))
        cursor.execute(f"DROP TABLE IF EXISTS {quoted(f'waiting_{table}')}")
        made = (
            f"CREATE TEMPORARY TABLE {quoted(f'waiting_{table}')} AS SELECT {columns} FROM {quoted(table)} WHERE 1 = 0"  # noqa: S608  every name is quoted
        )
        cursor.execute(made)
        self.aside = True

    def bring_in(self, cursor: Any) -> None:
        """Put the rows laid aside into the table itself, in their order."""
        table, columns = self.model._meta.db_table, ", ".join(map(quoted, self.columns))
        aside = quoted(f"waiting_{table}")
        cursor.execute(f"INSERT INTO {quoted(table)} ({columns}) SELECT {columns} FROM {aside}")  # noqa: S608  every name is quoted
        cursor.execute(f"DROP TABLE {aside}")
        self.aside = False


class Sheet:
    """All tables of one bulk, in the order their foreign keys ask for, with who writes and when."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.now = timezone.now()
        self.persons, self.children = Table(Person), Table(Child)
        self.kin, self.changes = Table(Kin, KIN), Table(FactChange, CHANGE)
        self.moves, self.keys = Table(ChildMove, MOVE), Table(NameKey, KEY)
        self.tables = (self.persons, self.children, self.kin, self.changes, self.moves, self.keys)
        self.whole = self.tables[:4]  # of which a new file's rows are made one by one
        self.moved: dict[Story, list[int]] = {}  # new files by the moves they made
        self.named: list[tuple[int, int, Iterable[str]]] = []  # county, new file, its search keys
        self.known_persons: dict[Hashable, int] = {}
        self.seal_change = sealer(FactChange, "sealed")

    def write(self) -> None:
        """Put all waiting rows into their tables."""
        moved = ((child, *move) for story, children in self.moved.items() for child in children for move in story)
        self.moves.waiting.extend(moved)
        keys = self.keys.waiting
        keys.extend((county, key, child) for county, child, some in self.named for key in some)
        # In the order of the index each page of it is written once; two plain sorts take half the time of one by pairs.
        keys.sort(key=itemgetter(1))
        keys.sort(key=itemgetter(0))
        self.moved, self.named = {}, []
        with connection.cursor() as cursor:
            for table in self.tables:
                table.write(cursor)


def reserved_keys(model: type[models.Model], number: int) -> Sequence[int]:
    """So many keys that no other row of this table will get, also if they are never used."""
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, number])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [number, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return range(last - number + 1, last + 1)


@contextmanager
def bulk_at_work() -> Iterator[None]:
    """Python's collector rests, and SQLite keeps 192 MB of pages at hand instead of writing and reading them again."""
    with collector_at_rest():
        if connection.vendor != "sqlite":
            yield
            return
        connection.ensure_connection()
        pages = connection.connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.connection.execute("PRAGMA cache_size=-192000")
        try:
            yield
        finally:
            connection.connection.execute(f"PRAGMA cache_size={pages:d}")


def sealer(model: type[models.Model], name: str) -> Seal:
    """What seals values of this column; "" stays empty."""
    column = model._meta.get_field(name)
    assert isinstance(column, SealedTextField), name  # noqa: S101  asked for sealed columns only
    seal = cipher().sealer(column.context)
    return lambda text: seal(text) if text else b""


def stamp_of(moment: datetime) -> str:
    """A moment as text that the engine keeps as this moment, made once for many rows."""
    return str(connection.ops.adapt_datetimefield_value(moment))


def _stored_default(column: "models.Field[Any, Any]") -> Any:
    if isinstance(column, SealedTextField):
        return b""
    default = column.get_default()
    return default.value if isinstance(default, models.Choices) else default
