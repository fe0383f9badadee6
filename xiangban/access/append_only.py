"""Tables that only grow: triggers that refuse update, delete and replace, on both engines, as a migration operation.

Which tables these are is said in the rooms' migrations; whoever owns the database can take the triggers away, which
the trail's links, codes and anchors then show.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Changing:
    """The columns of an otherwise unchanging row that may change: once from null, or with the codes of places."""

    settable_once: Sequence[str] = ()
    recoded: Sequence[str] = ()


def append_only(
    app_label: str, model_name: str, *, settable_once: Sequence[str] = (), recoded: Sequence[str] = ()
) -> migrations.RunPython:
    """A migration operation: rows of this table are never changed or deleted.

    Columns in `settable_once` may go from null to a value, once; those in `recoded` hold codes of places, which a
    change of places writes anew. All others stay as they are. SQLite drops a table's triggers when a later migration
    alters the table: repeat the operation there.
    """

    def lay(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        model = apps.get_model(app_label, model_name)
        for statement in laying(editor.connection, model, Changing(settable_once, recoded)):
            editor.execute(statement, params=None)

    def lift(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        model = apps.get_model(app_label, model_name)
        for statement in lifting(editor.connection, model):
            editor.execute(statement, params=None)

    return migrations.RunPython(lay, lift)


@contextmanager
def lifted(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """Inside the caller's transaction: the table's triggers are off, and on again at its end.

    For one verb only: replacing keys re-seals values without changing what they say.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Checks that wait for the end of the transaction would stand in the way of ALTER TABLE.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
            yield
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        triggers = cursor.fetchall()
        for name, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, statement in triggers:
            cursor.execute(statement)


def guarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables that have such triggers now."""
    if connection.vendor == "postgresql":
        question = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_no_update'"
    else:
        question = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [str(row[0]) for row in cursor.fetchall()]


def laying(connection: BaseDatabaseWrapper, model: type[models.Model], changing: Changing) -> list[str]:
    """The statements that lay the triggers on the model's table."""
    lay = _laying_on_postgresql if connection.vendor == "postgresql" else _laying_on_sqlite
    return [*lifting(connection, model), *lay(connection, model, changing)]


def lifting(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    """The statements that take the triggers away again."""
    table, quote = model._meta.db_table, connection.ops.quote_name
    names = [quote(f"{table}_{end}") for end in ("no_update", "no_delete", "no_replace", "no_truncate")]
    if connection.vendor != "postgresql":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    dropped = [f"DROP TRIGGER IF EXISTS {name} ON {quote(table)}" for name in names]
    return [*dropped, f"DROP FUNCTION IF EXISTS {quote(f'{table}_refuse')}()"]


def _laying_on_sqlite(connection: BaseDatabaseWrapper, model: type[models.Model], changing: Changing) -> list[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    key = quote(_key_column(model))
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only');"
    stands = f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {key} = NEW.{key})"  # noqa: S608  names of our own models
    changes = _when(_is_allowed(connection, model, changing))
    statements = [
        f"CREATE TRIGGER {quote(f'{table}_no_update')} BEFORE UPDATE ON {quote(table)} {changes} BEGIN {refuse} END",
        f"CREATE TRIGGER {quote(f'{table}_no_delete')} BEFORE DELETE ON {quote(table)} BEGIN {refuse} END",
    ]
    if isinstance(model._meta.pk, models.AutoField):
        # Every insert trigger makes SQLite keep a journal per statement, which bulk loading pays for (decision 9).
        return statements
    # REPLACE passes the delete trigger on a connection without recursive_triggers.
    replace = quote(f"{table}_no_replace")
    return [*statements, f"CREATE TRIGGER {replace} BEFORE INSERT ON {quote(table)} WHEN {stands} BEGIN {refuse} END"]


def _laying_on_postgresql(connection: BaseDatabaseWrapper, model: type[models.Model], changing: Changing) -> list[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    function = quote(f"{table}_refuse")
    changes = _when(_is_allowed(connection, model, changing))
    run = f"EXECUTE FUNCTION {function}()"
    body = f"BEGIN RAISE EXCEPTION '{table} is append-only'; END"
    return [
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {quote(f'{table}_no_update')} BEFORE UPDATE ON {quote(table)} FOR EACH ROW {changes} {run}",
        f"CREATE TRIGGER {quote(f'{table}_no_delete')} BEFORE DELETE ON {quote(table)} FOR EACH ROW {run}",
        f"CREATE TRIGGER {quote(f'{table}_no_truncate')} BEFORE TRUNCATE ON {quote(table)} FOR EACH STATEMENT {run}",
    ]


def _is_allowed(connection: BaseDatabaseWrapper, model: type[models.Model], changing: Changing) -> str:
    """The condition under which an update is let through; "" when none is."""
    if not (changing.settable_once or changing.recoded):
        return ""
    quote = connection.ops.quote_name
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    clauses = []
    columns = (str(field.column) for field in model._meta.concrete_fields)
    for column in (column for column in columns if column not in changing.recoded):
        unchanged = f"OLD.{quote(column)} {same} NEW.{quote(column)}"
        clauses.append(
            f"({unchanged} OR OLD.{quote(column)} IS NULL)" if column in changing.settable_once else unchanged
        )
    return " AND ".join(clauses)


def _when(allowed: str) -> str:
    return f"WHEN (NOT ({allowed}))" if allowed else ""


def _key_column(model: type[models.Model]) -> str:
    return next(str(field.column) for field in model._meta.concrete_fields if field.primary_key)
