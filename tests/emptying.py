"""Tests with real transactions empty all tables at their end; here, and nowhere else, append-only tables allow it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from xiangban.access.append_only import guarded_tables, lifted
from xiangban.access.installation import forget_installation
from xiangban.access.keys import forget_keys

_empty = BaseDatabaseOperations.execute_sql_flush


def _empty_all(operations: Any, statements: Any) -> None:
    with _triggers_off():
        _empty(operations, statements)


@contextmanager
def _triggers_off() -> Iterator[None]:
    with transaction.atomic(), ExitStack() as stack:
        for table in guarded_tables(connection):
            stack.enter_context(lifted(connection, table))
        yield


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_may_be_emptied() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", _empty_all)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _what_a_process_remembers_is_forgotten() -> Iterator[None]:
    """Whose installation this is and its keys are read once a process; each test has its own."""
    yield
    forget_installation()
    forget_keys()
