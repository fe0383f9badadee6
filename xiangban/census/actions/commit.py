"""The stroke that takes an import into the register, all or nothing, and the stroke that takes it back.

Loads what reading rows needs, so only jobs and commands import it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, demand, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import move_import, sources_of
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.places import Places
from xiangban.census.register_version import register_version
from xiangban.census.rules import MOVES_TO, SETTLED, ImportState, RoundState
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.standing import standing_files
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import (
    Prepared,
    Update,
    Withdrawn,
    Written,
    prepare_foundings,
    withdraw_import,
    write_prepared,
    write_updates,
)

Tell = Callable[[int, int], object]
OWN_RECORD = (CensusRecord, Match, Settlement)
Clusters = list[list[StagedRow]]


def commit_import(batch: Import, by: Viewer, *, progress: Tell) -> Written:
    """Found a file for each new child and write into the files of the others. Raises Refused and NotPermitted.

    The rows are made before the stroke, so that nobody else waits for a city's work.
    """
    demand("census.commit", batch, by)
    batch.refresh_from_db()
    refuse_commit(batch)
    settling = Settling(batch.place_code, Places(batch.interval), _sources(batch), MOVES_TO[batch.round.start_state])
    new, standing = _clusters(batch)
    progress(1, 4)
    prepared = prepare_foundings(foundings(new, settling), by)
    progress(2, 4)
    work = Work(prepared, new, list(_updates(standing, settling)))
    return take_in(batch, by, work=work, progress=progress)


@dataclass(frozen=True)
class Work:
    """What a stroke writes: rows made beforehand, the import's rows behind each new file, changes of standing files."""

    prepared: Prepared
    new: Clusters
    updates: Sequence[Update]


@action("census.commit")
def take_in(batch: Import, by: Viewer, *, work: Work, progress: Tell) -> Written:
    """The stroke itself, all or nothing. Raises Refused when the register changed since the rows were matched."""
    batch.refresh_from_db()
    refuse_commit(batch)
    founded = write_prepared(work.prepared)
    progress(3, 4)
    updated = write_updates(work.updates, by)
    _note_children(zip(founded.children, work.new, strict=True))
    move_import(batch, "commit", by, committed_at=timezone.now(), ended_at=timezone.now())
    tell(founded=len(founded.children), updated=len(updated.children))
    tell_changes([*founded.digests, *updated.digests], founded.changes + updated.changes)
    progress(4, 4)
    return founded


@action("census.undo")
def undo_import(batch: Import, by: Viewer, *, reason: str, progress: Tell) -> Withdrawn:
    """Take back all that an import wrote; what was edited since stays and is listed. Raises Refused."""
    batch.refresh_from_db()
    _refuse_undo(batch)
    progress(1, 3)
    withdrawn = withdraw_import(sources_of(batch), by, beside=OWN_RECORD)
    progress(2, 3)
    CensusRecord.objects.filter(batch=batch, child__in=withdrawn.children).update(child=None)
    move_import(batch, "undo", by, ended_at=timezone.now())
    tell(withdrawn=len(withdrawn.children), kept=withdrawn.kept, edited=len(withdrawn.edited))
    tell_changes(withdrawn.digests, withdrawn.changes)
    progress(3, 3)
    return withdrawn


def refuse_commit(batch: Import) -> None:
    if batch.state == ImportState.COMMITTED:
        raise Refused(_("Import {number} is in the register already.").format(number=batch.pk))
    if batch.state != ImportState.READY:
        words = _("Import {number} is not ready: read and match it first.")
        raise Refused(words.format(number=batch.pk))
    if batch.round.state != RoundState.OPEN:
        raise Refused(_("The round “{name}” is locked: late rosters are amendments.").format(name=batch.round.name))
    if batch.register_version != register_version(batch.interval):
        words = _("The register changed since import {number} was matched: match it again, so that no child is twice.")
        raise Refused(words.format(number=batch.pk))


def _refuse_undo(batch: Import) -> None:
    if batch.state != ImportState.COMMITTED:
        raise Refused(_("Import {number} is not in the register.").format(number=batch.pk))
    if batch.round.state != RoundState.OPEN:
        raise Refused(_("The round “{name}” is locked: it is not taken back.").format(name=batch.round.name))
    later = Import.objects.committed().overlapping(batch.interval).filter(committed_at__gt=batch.committed_at)
    newest = later.order_by("-committed_at").first()
    if newest is not None:
        words = _("Import {other} stands on import {number}: take import {other} back first.")
        raise Refused(words.format(other=newest.pk, number=batch.pk))


def _sources(batch: Import) -> dict[tuple[int, str], int]:
    """The key of the source of each sheet."""
    return {(file.pk, sheet): key for file in batch.files.all() for sheet, key in file.sources.items()}


def _clusters(batch: Import) -> tuple[Clusters, Clusters]:
    """The rows of each child to be founded, and of each that stands, in the order of the import."""
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED)
    new: dict[int, list[StagedRow]] = {}
    standing: dict[int, list[StagedRow]] = {}
    agencies = dict(batch.files.values_list("pk", "agency_kind"))
    for row in read_rows(records.order_by("cluster", "pk"), agencies):
        (standing if row.child_id else new).setdefault(row.cluster, []).append(row)
    return list(new.values()), list(standing.values())


def _updates(clusters: Clusters, settling: Settling) -> Iterator[Update]:
    files = standing_files(rows[0].child_id for rows in clusters if rows[0].child_id is not None)
    for rows in clusters:
        yield outcome(files[rows[0].child_id or 0], rows, settling).update


def _note_children(founded: Iterable[tuple[int, Sequence[StagedRow]]]) -> None:
    """Each row knows the file it founded or was linked to."""
    pairs = [(child, row.pk) for child, rows in founded for row in rows]
    table = CensusRecord._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{table}" SET child_id = %s WHERE id = %s', pairs)  # noqa: S608  our own table
