"""The stroke that takes an import into the register, all or nothing, and the stroke that takes it back.

What it writes is made beforehand in taking_in.py; both load more than a page needs.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.corrections import note_corrections, take_back_corrections
from xiangban.census.actions.imports import OWN_RECORD, move_import, sources_of
from xiangban.census.actions.redeciding import write_decisions
from xiangban.census.actions.reliance import refuse_merged
from xiangban.census.models import CensusRecord, Import
from xiangban.census.refusals import unanswered
from xiangban.census.register_version import register_version
from xiangban.census.rules import ImportState, RoundState
from xiangban.census.taking_in import SealedRow, Stroke, updates_of, versions_of
from xiangban.children.bulk import Update, Withdrawn, Written, withdraw_import, write_prepared, write_updates
from xiangban.lib.bulk_rows import insert_plain_rows

Tell = Callable[[int, int], object]


class RegisterChanged(Refused):
    """Files were founded or moved since the import was matched; it must be matched again, or a child would be twice."""


@action("census.commit")
def take_in(batch: Import, by: Viewer, *, stroke: Stroke) -> Written:
    """Found a file for each new child and write into the files of the others, in one stroke. Raises Refused."""
    batch.refresh_from_db()
    _refuse_commit(batch)
    founded = write_prepared(stroke.prepared)
    updated = write_updates(_fresh_updates(stroke), by)
    _note_children(zip(founded.children, stroke.new, strict=True))
    decided = write_decisions(batch, by)
    corrected = note_corrections(batch, by)
    move_import(batch, "commit", by, committed_at=timezone.now(), ended_at=timezone.now())
    tell(founded=len(founded.children), updated=len(updated.children), corrected=corrected)
    written = [founded, updated, *decided]
    tell_changes([line for one in written for line in one.digests], sum(one.changes for one in written))
    return founded


@action("census.undo")
def undo_import(batch: Import, by: Viewer, *, reason: str, progress: Tell) -> Withdrawn:
    """Take back all that an import wrote; what was edited since stays and is listed. Raises Refused."""
    batch.refresh_from_db()
    _refuse_undo(batch)
    progress(1, 3)
    take_back_corrections(batch)
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
    if unanswered(batch, batch.files.all()):
        words = _("Import {number} is cautioned for: say first why it is taken in all the same.")
        raise Refused(words.format(number=batch.pk))
    if batch.register_version != register_version(batch.interval):
        words = _("The register changed since import {number} was matched: match it again, so that no child is twice.")
        raise RegisterChanged(words.format(number=batch.pk))


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
    refuse_merged(sources_of(batch), batch.committed_at)


def _fresh_updates(stroke: Stroke) -> Iterable[Update]:
    """The updates; those of files that somebody edited since they were worked out are worked out anew."""
    now = versions_of(stroke.versions)
    edited = {child: rows for child, rows in stroke.standing.items() if now.get(child) != stroke.versions.get(child)}
    return (stroke.updates | updates_of(edited, stroke.settling)).values()


def _note_children(founded: Iterable[tuple[int, Sequence[SealedRow]]]) -> None:
    """Each row knows the file it founded or was linked to."""
    # In the order of the rows each page of them is written once.
    pairs = sorted(((row.pk, child) for child, rows in founded for row in rows), key=itemgetter(0))
    table = CensusRecord._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE founded_by (id bigint, child bigint)")
        insert_plain_rows(cursor, connection.vendor, "founded_by", ("id", "child"), pairs)
        told = f'UPDATE "{table}" SET child_id = child FROM founded_by WHERE founded_by.id = "{table}".id'  # noqa: S608  our own table
        cursor.execute(told)
        cursor.execute("DROP TABLE founded_by")
