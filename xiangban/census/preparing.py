"""An import read, matched and judged outside of any transaction, then laid down in one guarded stroke.

The stroke is in actions/prepare.py. Loads the matching libraries: for jobs and commands.
"""

from collections.abc import Callable

from xiangban.access.acts import demand
from xiangban.access.viewer import Viewer
from xiangban.census.actions.prepare import lay_down
from xiangban.census.models import Import
from xiangban.census.staging import set_aside
from xiangban.census.working import STEPS, Worked, contents_of, worked_again, worked_from_files
from xiangban.children.bulk.tables import bulk_at_work

Tell = Callable[[int, int], object]


def prepare_import(batch: Import, by: Viewer, *, progress: Tell) -> Import:
    """Read, match and judge; whatever an earlier attempt left is replaced. Raises Refused when a file is no roster."""
    demand("census.prepare", batch, by)
    with bulk_at_work():
        worked = worked_from_files(batch, contents_of(batch), progress)
        return _laid_down(batch, by, worked, progress)


def match_again(batch: Import, by: Viewer) -> None:
    """Match and judge the rows of an import against the register as it is now; part of a commit's own progress."""
    _laid_down(batch, by, worked_again(batch, _silent), _silent)


def _laid_down(batch: Import, by: Viewer, worked: Worked, progress: Tell) -> Import:
    aside = set_aside(batch, worked.rows)
    laid = lay_down(batch, by, worked=worked, aside=aside)
    progress(STEPS, STEPS)
    return laid


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""
