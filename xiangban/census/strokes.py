"""An import's two long works: thought first, outside of any transaction, then laid down in one guarded stroke.

The strokes are in actions/prepare.py and actions/commit.py. Loads the matching libraries: for jobs and commands.
"""

from collections.abc import Callable

from xiangban.access.acts import ahead_of_turn, demand
from xiangban.access.viewer import Viewer
from xiangban.census.actions.commit import RegisterChanged, take_in
from xiangban.census.actions.prepare import lay_down
from xiangban.census.models import Import
from xiangban.census.register_version import register_version
from xiangban.census.rules import ImportState
from xiangban.census.staging import set_aside
from xiangban.census.taking_in import Stroke, made_ready
from xiangban.census.working import STEPS, Worked, contents_of, worked_again, worked_from_files
from xiangban.children.bulk import Written
from xiangban.children.bulk.tables import bulk_at_work

Tell = Callable[[int, int], object]
ATTEMPTS = 3  # how often a commit matches again because others founded files meanwhile
PARTS = 4


def prepare_import(batch: Import, by: Viewer, *, progress: Tell) -> Import:
    """Read, match and judge; whatever an earlier attempt left is replaced. Raises Refused when a file is no roster."""
    demand("census.prepare", batch, by)
    with bulk_at_work():
        worked = worked_from_files(batch, contents_of(batch), progress)
        return _laid_down(batch, by, worked, progress)


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
        _laid_down(batch, by, worked_again(batch, _silent), _silent)
    return batch


def _laid_down(batch: Import, by: Viewer, worked: Worked, progress: Tell) -> Import:
    aside = set_aside(batch, worked.rows)
    laid = lay_down(batch, by, worked=worked, aside=aside)
    progress(STEPS, STEPS)
    return laid


def _taken_in(batch: Import, by: Viewer, progress: Tell) -> Written:
    progress(1, PARTS)
    with ahead_of_turn():
        # No progress is noted inside: the job's row would be held while this waits for its turn.
        stroke: Stroke = made_ready(batch, by)
        written = take_in(batch, by, stroke=stroke)
    progress(PARTS, PARTS)
    return written


def _silent(_done: int, _of: int) -> None:
    """Matching again is part of the commit's own progress."""
