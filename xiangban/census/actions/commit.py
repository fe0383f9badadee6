"""The stroke that takes an import into the register, all or nothing, and the stroke that takes it back.

Loads what reading rows needs, so only jobs and commands import it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import move_import, sources_of
from xiangban.census.models import CensusRecord, Import, ImportFile, Match, Settlement
from xiangban.census.places import Places
from xiangban.census.register_version import register_version
from xiangban.census.rules import MOVES_TO, SETTLED, ImportState, RoundState
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.standing import standing_files
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import Update, Withdrawn, Written, withdraw_import, write_foundings, write_updates
from xiangban.children.models import Source, SourceKind

Tell = Callable[[int, int], object]
OWN_RECORD = (CensusRecord, Match, Settlement)
Clusters = list[list[StagedRow]]


@action("census.commit")
def commit_import(batch: Import, by: Viewer, *, progress: Tell) -> Written:
    """Found a file for each new child and write into the files of the others, in one stroke. Raises Refused."""
    batch.refresh_from_db()
    _refuse_commit(batch)
    settling = _settling(batch, _lay_sources(batch))
    progress(1, 4)
    new, standing = _clusters(batch)
    progress(2, 4)
    founded = write_foundings(foundings(new, settling), by)
    progress(3, 4)
    updated = write_updates(_updates(standing, settling), by)
    _note_children(zip(founded.children, new, strict=True))
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


def _refuse_commit(batch: Import) -> None:
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


def _lay_sources(batch: Import) -> dict[tuple[int, str], int]:
    """A source for each sheet that has rows; the import keeps their keys."""
    files = {file.pk: file for file in batch.files.all()}
    sheets = (
        CensusRecord._base_manager.filter(batch=batch).values_list("file", "sheet").distinct().order_by("file", "sheet")
    )
    laid: dict[tuple[int, str], int] = {}
    for key, sheet in sheets:
        laid[key, sheet] = _source_of(files[key], sheet, batch).pk
    for file in files.values():
        file.sources = {sheet: pk for (key, sheet), pk in laid.items() if key == file.pk}
        file.save(update_fields=["sources"])
    return laid


def _source_of(file: ImportFile, sheet: str, batch: Import) -> Source:
    return Source.objects.create(
        agency_id=file.agency_id,
        kind=SourceKind.ROSTER,
        title=file.name,
        file_hash=file.sha256,
        sheet=sheet,
        received_on=timezone.localdate(batch.received_at),
    )


def _settling(batch: Import, sources: dict[tuple[int, str], int]) -> Settling:
    return Settling(batch.place_code, Places(batch.interval), sources, MOVES_TO[batch.round.start_state])


def _clusters(batch: Import) -> tuple[Clusters, Clusters]:
    """The rows of each child to be founded, and of each that stands, in the order of the import."""
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED).select_related("file")
    new: dict[int, list[StagedRow]] = {}
    standing: dict[int, list[StagedRow]] = {}
    for row in read_rows(records.order_by("cluster", "pk").iterator(chunk_size=5_000)):
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
