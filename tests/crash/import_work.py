"""What the killed worker does: the product's own verbs, and the same broken in two for the control.

Importing this needs Django set up.
"""

import time
from typing import Any
from unittest.mock import patch

from django.db import connection

from xiangban.access.models import Seat
from xiangban.access.viewer import viewer_from_seat
from xiangban.census.actions import commit as strokes_of_commit
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.imports import move_import
from xiangban.census.models import Import
from xiangban.census.strokes import commit_import
from xiangban.children.bulk import sharing

LONG_ENOUGH_TO_BE_KILLED = 5.0  # seconds; most of the stroke, so that a kill falls here
FILES_AT_ONCE = 20


def whole(verb: str, batch: int, seat: int) -> None:
    """Take the import into the register, or out of it."""
    found = Import.objects.get(pk=batch)
    by = viewer_from_seat(Seat.objects.select_related("user", "post__territory").get(pk=seat))
    if verb == "commit":
        # As a city's many files are made, so that kills fall among several processes.
        with patch.object(sharing, "WORTH_SHARING", 0), patch.object(sharing, "AT_ONCE", FILES_AT_ONCE):
            commit_import(found, by, progress=silent)
    else:
        undo_import(found, by, reason="断电试验。", progress=silent)


def in_two(verb: str, batch: int, seat: int) -> None:
    """The same, but the rows last before the import's own state does: a kill between them must be found."""
    with patch.object(strokes_of_commit, "move_import", _move_after_commit):
        whole(verb, batch, seat)


def _move_after_commit(*words: Any, **named: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMIT")
        time.sleep(LONG_ENOUGH_TO_BE_KILLED)
        cursor.execute("BEGIN")
    move_import(*words, **named)


def silent(_done: int, _of: int) -> None:
    """Nobody waits for the progress."""
