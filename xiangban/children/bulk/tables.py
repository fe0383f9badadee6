"""The six tables a bulk writes: rows wait as lists in the order of their columns and go in together.

Which rows there are is said by founding.py and updating.py.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

from xiangban.access.fields import SealedTextField
from xiangban.access.keys import cipher
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child, ChildMove, FactChange, Kin, NameKey, Person
from xiangban.lib.bulk_rows import collector_at_rest, insert_rows

CHANGE = ("child_id", "field", "value", "sealed", "recorded_at", "source_id", "row", "version")
MOVE = ("child_id", "move", "state_before", "state_after", "at", "by_id", "post_id", "exit_reason", "reason")
KIN = ("child_id", "person_id", "kinship", "guardian", "carer", "distance_km")
KEY = ("county_code", "key", "child_id")

Seal = Callable[[str], bytes]


class Table:
    """Rows waiting for one table; `blank` is a row of defaults and `place` says where in it a column stands."""

    def __init__(self, model: type[models.Model], names: Sequence[str] = ()) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.model = model
        self.names = tuple(names) or tuple(fields)
        self.columns = [str(fields[name].column) for name in self.names]
        self.place = {name: place for place, name in enumerate(self.names)}
        self.blank = [_stored_default(fields[name]) for name in self.names]
        self.waiting: list[Any] = []  # rows: lists or tuples in the order of the columns
        self._next = 0

    def take_number(self) -> int:
        """The key of the next row."""
        if not self._next:
            last = self.model._base_manager.aggregate(last=models.Max("pk"))["last"]
            self._next = int(last or 0) + 1
        self._next += 1
        return self._next - 1

    def write(self, cursor: Any) -> None:
        """Put the waiting rows into the table."""
        insert_rows(cursor, connection.vendor, self.model._meta.db_table, self.columns, self.waiting)
        self.waiting = []


class Sheet:
    """All tables of one bulk, in the order their foreign keys ask for, with who writes and when."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.now = timezone.now()
        self.persons, self.children = Table(Person), Table(Child)
        self.kin, self.changes = Table(Kin, KIN), Table(FactChange, CHANGE)
        self.moves, self.keys = Table(ChildMove, MOVE), Table(NameKey, KEY)
        self.tables = (self.persons, self.children, self.kin, self.changes, self.moves, self.keys)
        self.known_persons: dict[Hashable, int] = {}
        self.seal_change = sealer(FactChange, "sealed")

    def write(self) -> None:
        """Put all waiting rows into their tables."""
        # In the order of the index each page of it is written once; two plain sorts take half the time of one by pairs.
        self.keys.waiting.sort(key=itemgetter(1))
        self.keys.waiting.sort(key=itemgetter(0))
        with connection.cursor() as cursor:
            for table in self.tables:
                table.write(cursor)

    def end(self) -> None:
        """Write what waits; keys given by the database go on after those given here."""
        self.write()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in self.tables]):
                cursor.execute(statement)


@contextmanager
def bulk_at_work() -> Iterator[None]:
    """Python's collector rests, and SQLite keeps 64 MB of pages at hand instead of writing and reading them again."""
    with collector_at_rest():
        if connection.vendor != "sqlite":
            yield
            return
        connection.ensure_connection()
        pages = connection.connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.connection.execute("PRAGMA cache_size=-64000")
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


def stamp_of(moment: Any) -> Any:
    """A moment as the engine keeps it, made once for many rows."""
    return connection.ops.adapt_datetimefield_value(moment)


def _stored_default(column: "models.Field[Any, Any]") -> Any:
    if isinstance(column, SealedTextField):
        return b""
    default = column.get_default()
    return default.value if isinstance(default, models.Choices) else default
