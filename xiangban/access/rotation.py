"""Replacing keys: a new version, then every sealed value and file sealed anew, batch by batch.

It may be ended at any moment and started again: what the newest key sealed is passed over. The trail and the reasons
of exports keep their old version, as what was hashed is not changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from xiangban.access import sealed_files
from xiangban.access.acts import action, tell
from xiangban.access.append_only import lifted
from xiangban.access.fields import SealedTextField
from xiangban.access.keys import cipher, keyring
from xiangban.access.kinds import IndexColumn, index_columns
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer

BATCH = 500
Seen = Callable[[int], object]


@dataclass(frozen=True)
class Column:
    """One sealed or index column of one table."""

    model: type[models.Model]
    name: str

    @property
    def quoted(self) -> tuple[str, str, str]:
        """Table, key and column as the engine writes them."""
        quote, key = connection.ops.quote_name, self.model._meta.pk
        return quote(self.model._meta.db_table), quote(str(key.column if key else "id")), quote(self.name)


def sealed_columns() -> list[Column]:
    """Every column of the product that holds sealed text."""
    return [
        Column(model, str(field.column))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField)
    ]


def rows_to_look_at() -> int:
    """How many values and files a rotation looks at, for the progress bar."""
    columns = sum(column.model._base_manager.count() for column in sealed_columns())
    return columns + Attachment.objects.count()


def is_unfinished() -> bool:
    """Whether an earlier rotation was ended before all was sealed anew."""
    newest = keyring().newest("data").version
    if any(_stale_indexes(index) for index in index_columns()):
        return True
    if newest == 1:
        return False
    if any(not cipher().is_current(blob) for column in sealed_columns() for _key, blob in _values(column)):
        return True
    return any(sealed_files.key_version_of(name) != newest for name in _files_on_disk())


@action("keys.rotate")
def begin_rotation(nothing: None, by: Viewer, *, index: bool) -> None:
    """Add a version of the data key, and of the index key when asked; new values use them from now on."""
    tell(data_version=keyring().add_version("data").version)
    if index:
        tell(index_version=keyring().add_version("index").version)


def seal_anew(seen: Seen) -> int:
    """Seal every value and file with the newest data key; returns how many were changed."""
    changed = sum(_seal_column(column, seen) for column in sealed_columns())
    return changed + _seal_files(seen)


def index_anew() -> int:
    """Compute every blind index with the newest index key; returns how many were changed."""
    return sum(_index_column(column) for column in index_columns())


def _seal_column(column: Column, seen: Seen) -> int:
    context = f"{column.model._meta.label_lower}.{column.name}"
    changed = 0
    for batch in _batches(_values(column)):
        stale = [(key, blob) for key, blob in batch if not cipher().is_current(blob)]
        anew = [(cipher().seal(cipher().open(blob, context), context), key, blob) for key, blob in stale]
        _replace(column, anew)
        changed += len(anew)
        seen(len(batch))
    return changed


def _index_column(index: IndexColumn) -> int:
    model = apps.get_model(index.model)
    column, newest = Column(model, index.column), keyring().newest("index").version
    filled = model._base_manager.exclude(**{index.column: None}).values_list("pk", index.column, index.sealed)
    changed = 0
    for batch in _batches(_by_key(filled)):
        anew = [(index.of(text), key, bytes(blob)) for key, blob, text in batch if bytes(blob)[:1] != bytes((newest,))]
        _replace(column, anew)
        changed += len(anew)
    return changed


def _by_key(rows: models.QuerySet[Any, Any]) -> Iterator[Any]:
    """Rows that begin with their key, in batches: an open read would make a write of ours fail on SQLite (BUSY)."""
    ordered = rows.order_by("pk")
    batch = list(ordered[:BATCH])
    while batch:
        yield from batch
        batch = list(ordered.filter(pk__gt=batch[-1][0])[:BATCH])


def _stale_indexes(index: IndexColumn) -> bool:
    newest = bytes((keyring().newest("index").version,))
    values = _values(Column(apps.get_model(index.model), index.column))
    return any(blob[:1] != newest for _key, blob in values)


def _values(column: Column) -> Iterator[tuple[Any, bytes]]:
    """Key and ciphertext of every filled value, by key, read in batches so that writes may come between."""
    table, key, name = column.quoted
    last: Any = None
    while True:
        beyond = f"AND {key} > %s" if last is not None else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {name} FROM {table} WHERE {name} IS NOT NULL AND length({name}) > 0 {beyond} "  # noqa: S608  names of our own models
                f"ORDER BY {key} LIMIT {BATCH}",
                [last] if last is not None else [],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield from ((row[0], bytes(row[1])) for row in rows)


def _replace(column: Column, anew: Sequence[tuple[bytes | None, Any, bytes]]) -> None:
    """Write one batch in one transaction; a value that was changed meanwhile is left as it is."""
    if not anew:
        return
    table, key, name = column.quoted
    binary = connection.Database.Binary  # type: ignore[attr-defined]  # each engine has its module
    values = [(binary(new) if new is not None else None, row, binary(old)) for new, row, old in anew]
    with transaction.atomic(), lifted(connection, column.model._meta.db_table), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", values)  # noqa: S608  names of our own models


def _seal_files(seen: Seen) -> int:
    newest, changed = keyring().newest("data").version, 0
    for (key,) in _by_key(Attachment.objects.values_list("pk")):
        attachment = Attachment.objects.get(pk=key)
        seen(1)
        path = sealed_files.path_of(attachment.stored_as)
        if not path.exists() or sealed_files.key_version_of(attachment.stored_as) == newest:
            continue
        old = attachment.stored_as
        attachment.stored_as = sealed_files.seal_file(sealed_files.open_file(old)).stored_as
        attachment.save(update_fields=["stored_as"])
        sealed_files.remove_file(old)
        changed += 1
    return changed


def _files_on_disk() -> Iterator[str]:
    for name in Attachment.objects.values_list("stored_as", flat=True):
        if sealed_files.path_of(name).exists():
            yield name


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
