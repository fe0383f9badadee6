"""A commit as one work: made ready outside of any action, then taken into the register in one guarded stroke.

The stroke is in actions/commit.py. What matching needs is loaded only where the register changed meanwhile.
"""

from collections.abc import Callable

from django.utils.module_loading import import_string

from xiangban.access.acts import ahead_of_turn, demand
from xiangban.access.viewer import Viewer
from xiangban.census.actions.commit import RegisterChanged, take_in
from xiangban.census.models import Import
from xiangban.census.register_version import register_version
from xiangban.census.rules import ImportState
from xiangban.census.taking_in import Stroke, made_ready
from xiangban.children.bulk import Written
from xiangban.children.bulk.tables import bulk_at_work

Tell = Callable[[int, int], object]
ATTEMPTS = 3  # how often a commit matches again because others founded files meanwhile
PARTS = 4


def commit_import(batch: Import, by: Viewer, *, progress: Tell) -> Written:
    """Take an import into the register; where files were founded since it was matched, it is matched again first.

    Raises Refused, as RegisterChanged where others keep founding faster than it is matched.
    """
    demand("census.commit", batch, by)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with bulk_at_work():
                return _taken_in(_matched(batch, by), by, progress)
        except RegisterChanged:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError(attempt)


def _matched(batch: Import, by: Viewer) -> Import:
    """The import as it stands, matched against the register as it stands."""
    batch.refresh_from_db()
    if batch.state == ImportState.READY and batch.register_version != register_version(batch.interval):
        # By its name: loading the matching libraries takes as long as reading the rows of a city.
        import_string("xiangban.census.preparing.match_again")(batch, by)
    return batch


def _taken_in(batch: Import, by: Viewer, progress: Tell) -> Written:
    progress(1, PARTS)
    with ahead_of_turn():
        # No progress is noted inside: the job's row would be held while this waits for its turn.
        stroke: Stroke = made_ready(batch, by)
        written = take_in(batch, by, stroke=stroke)
    progress(PARTS, PARTS)
    return written
