"""Background work of the census: reading and matching, taking into the register, taking back.

Only the worker imports this; pages know the jobs by name.
"""

from typing import Any

from django.utils import timezone

from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.jobs import Progress
from xiangban.access.models import Seat
from xiangban.access.viewer import Viewer, system_viewer, viewer_from_seat
from xiangban.census.actions.commit import undo_import
from xiangban.census.actions.imports import fail_import
from xiangban.census.actions.marking import lay_marked
from xiangban.census.marking import marked_workbook
from xiangban.census.models import Import, ImportFile
from xiangban.census.preparing import prepare_import
from xiangban.census.rules import ImportState, UndoReason
from xiangban.census.strokes import commit_import

READER = system_viewer("noting that rosters could not be read")


def run_prepare(progress: Progress, batch: int, seat: int) -> dict[str, Any]:
    """The job: read, match, judge; its result leads to the preview."""
    prepare_import(Import.objects.get(pk=batch), seated(seat), progress=progress.step)
    return _address(batch)


def run_commit(progress: Progress, batch: int, seat: int) -> dict[str, Any]:
    """The job: into the register in one stroke; done is done when a worker died after it and another takes this up."""
    found = Import.objects.get(pk=batch)
    if not (progress.job.taken_up and found.state == ImportState.COMMITTED):
        commit_import(found, seated(seat), progress=progress.step)
    return _address(batch)


def run_undo(progress: Progress, batch: int, seat: int, reason: str) -> dict[str, Any]:
    """The job: take back; done is done, as above."""
    found = Import.objects.get(pk=batch)
    if not (progress.job.taken_up and found.state == ImportState.UNDONE):
        undo_import(found, seated(seat), reason=str(UndoReason(reason).label), progress=progress.step)
    return _address(batch)


def run_mark(progress: Progress, batch: int, seat: int, file: int) -> dict[str, Any]:
    """The job: doubtful cells marked in the clerk's own workbook."""
    roster = ImportFile.objects.select_related("content").get(pk=file, batch=batch)
    progress.step(0, 1)
    lay_marked(roster, seated(seat), content=marked_workbook(roster))
    return _address(batch)


def leave(sentence: str, batch: int, **_others: object) -> None:
    """Reading was refused, stopped or lost: the import says so and may be read again."""
    found = Import.objects.filter(pk=batch).exclude(state=ImportState.COMMITTED).first()
    if found is not None and found.state in (ImportState.RECEIVED, ImportState.READY, ImportState.FAILED):
        fail_import(found, READER, sentence=sentence)


def seated(seat: int) -> Viewer:
    """The viewer of a seat that is held today. Raises Refused when it no longer is."""
    found = Seat.objects.on(timezone.localdate()).select_related("user", "post__territory").filter(pk=seat).first()
    viewer = viewer_from_seat(found) if found else None
    if viewer is None:
        raise Refused(str(NotPermitted("census", READER, None, seen=False)))
    return viewer


def _address(batch: int) -> dict[str, Any]:
    return {"address": f"/census/imports/{batch}/"}
