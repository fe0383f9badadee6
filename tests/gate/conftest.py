"""The stage is built once for a module and taken back after it; what a test writes is taken back after the test.

Modules that stand on it carry the mark django_db, which lays a transaction of its own around every test.
"""

import logging
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.gate.stage import Stage, build_stage, undone


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The cast of the gate, in a transaction of its own."""
    logging.disable(logging.WARNING)  # thousands of answers are refusals
    with django_db_blocker.unblock(), undone():
        yield build_stage()
    logging.disable(logging.NOTSET)
