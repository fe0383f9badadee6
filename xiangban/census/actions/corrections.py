"""A file that came again, corrected: its settled rows answer for the rows in doubt of the file they correct.

The rest of the corrected file changes nothing, since its rows are known; see known_rows.py.
"""

from collections.abc import Iterable

from django.utils import timezone

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, Import, ImportFile, Settlement
from xiangban.census.rules import IN_DOUBT, SETTLED, Decision, Verdict

SAME_FILE = 0.5  # a file is corrected by another in which so many of its rows stand unchanged at their places

At = tuple[str, int]  # sheet and row


def note_corrections(batch: Import, by: Viewer) -> int:
    """Rows in doubt of earlier imports get the file of the row that came in their place; returns how many."""
    earlier = Import.objects.committed().overlapping(batch.interval).filter(round=batch.round_id).exclude(pk=batch.pk)
    doubted = ImportFile.objects.filter(batch__in=earlier, records__verdict__in=IN_DOUBT).distinct()
    noted = 0
    for old in doubted.order_by("pk"):
        for new in batch.files.filter(agency_kind=old.agency_kind):
            if _corrects(new, old):
                noted += _answer(new, old, by)
    return noted


def take_back_corrections(batch: Import) -> None:
    """The rows that this import answered for are in doubt again."""
    for settlement in Settlement._base_manager.filter(corrected_by=batch, taken_back_at=None):
        for key, verdict, why, cluster, child in settlement.before:
            CensusRecord.objects.filter(pk=key).update(verdict=verdict, why=why, cluster=cluster, child=child)
        settlement.taken_back_at = timezone.now()
        settlement.save(update_fields=["taken_back_at"])


def _corrects(new: ImportFile, old: ImportFile) -> bool:
    """Whether the new file is the old one with some of its rows changed, and not just another list."""
    before, now = _digests(old), _digests(new)
    if before == now:
        return False
    return sum(now.get(at) == digest for at, digest in before.items()) >= SAME_FILE * len(before)


def _digests(file: ImportFile) -> dict[At, bytes]:
    rows = CensusRecord._base_manager.filter(file=file).order_by().values_list("sheet", "row", "digest")
    return {(sheet, row): bytes(digest) for sheet, row, digest in rows}


def _answer(new: ImportFile, old: ImportFile, by: Viewer) -> int:
    doubted = CensusRecord._base_manager.filter(file=old, verdict__in=IN_DOUBT)
    settled = _settled_at(new, doubted.values_list("row", flat=True))
    answered = [
        (record, settled[record.sheet, record.row]) for record in doubted if (record.sheet, record.row) in settled
    ]
    for record, child in answered:
        before = [record.pk, record.verdict, record.why, record.cluster, record.child_id]
        CensusRecord.objects.filter(pk=record.pk).update(verdict=Verdict.LINKED, why="", child=child)
        Settlement.objects.create(
            batch_id=old.batch_id, place_code=record.place_code, core=record.core, decision=Decision.CORRECTED,
            child_id=child, cluster=record.cluster, before=[before], corrected_by=new.batch,
            decided_at=timezone.now(), decided_by_id=by.user_id, decided_post_id=by.post_id,
        )  # fmt: skip
    return len(answered)


def _settled_at(file: ImportFile, rows: Iterable[int]) -> dict[At, int]:
    """The file of each settled row at one of these places."""
    found = CensusRecord._base_manager.filter(file=file, row__in=list(rows), verdict__in=SETTLED, child__isnull=False)
    return {(sheet, row): child for sheet, row, child in found.values_list("sheet", "row", "child_id")}
