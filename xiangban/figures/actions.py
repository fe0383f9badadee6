"""Verbs of figures: freeze a table with the list behind it, write it as a workbook, receive a table from below.

What is counted is said in queries.py and summary.py.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import Refused, action, tell
from xiangban.access.attachments import keep
from xiangban.access.jobs import start_job
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.figures.days import EARLIEST, can_be_counted
from xiangban.figures.models import ReceivedSummary, Snapshot, SnapshotChild, SnapshotKind
from xiangban.figures.queries import counted_children, facts_of_child, summary_of
from xiangban.figures.summary import ASKS, SUMMARY, VERSION
from xiangban.lib.bulk_rows import insert_rows
from xiangban.territories.models import Territory

WRITE_JOB, READ_JOB = "figures.write_paper", "figures.read_back"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 5 * 1024 * 1024  # a summary of a province has some hundred lines


@action("figures.freeze")
def freeze_summary(place: Territory, by: Viewer, *, day: date, purpose: str) -> Snapshot:
    """Freeze the 32-column summary of a place with the list behind it; a job writes the workbook. Raises Refused."""
    _refuse_day(day)
    counted = summary_of(by, place, day)
    listed = list(_listed(by, place, day))
    snapshot = Snapshot.objects.create(
        kind=SnapshotKind.SUMMARY,
        definition_version=VERSION,
        place_code=place.code,
        level=place.level,
        place_name=place.name,
        reference_day=day,
        frozen_at=timezone.now(),
        frozen_by_id=by.post_id,
        purpose=purpose,
        figures={"rows": counted.rows, "whole": counted.whole, "lacking": counted.lacking},
        children=len(listed),
        list_hash=_hash_of(listed),
    )
    with connection.cursor() as cursor:
        rows = ((snapshot.pk, child, columns) for child, columns in listed)
        table = SnapshotChild._meta.db_table
        insert_rows(cursor, connection.vendor, table, ["snapshot_id", "child_id", "columns"], rows)
    start_job(WRITE_JOB, by, snapshot=snapshot.pk)
    tell(subject=snapshot, children=len(listed), list_hash=snapshot.list_hash)
    return snapshot


@action("figures.write_paper")
def lay_paper(snapshot: Snapshot, by: Viewer, *, content: bytes) -> None:
    """Lay the workbook with the frozen table; done by the job alone."""
    owner = (Snapshot.sight_label(), str(snapshot.pk))
    name = f"{snapshot.place_name}-{snapshot.reference_day}-{snapshot.pk}.xlsx"
    paper = keep(owner, name, WORKBOOK, [content], by)
    Snapshot.objects.filter(pk=snapshot.pk).update(paper=paper)
    tell(sha256=paper.sha256)


@action("figures.fetch")
def fetch_paper(place: Territory, by: Viewer, *, paper: Attachment) -> Iterator[bytes]:
    """The workbook of a frozen table; that it was taken out of the house is in the trail."""
    tell(attachment=paper.pk, sha256=paper.sha256)
    return sealed_files.open_file(paper.stored_as)


@action("figures.receive")
def receive_summary(place: Territory, by: Viewer, *, day: date, upload: UploadedFile[bytes]) -> ReceivedSummary:
    """Take in a summary table sent from below; a job reads it. Raises Refused for a day or size that cannot be."""
    _refuse_day(day)
    name = (upload.name or "")[:120]
    if (upload.size or 0) > LARGEST:
        raise Refused(_("{name} is larger than 5 MB: a summary table is not. Send the table alone.").format(name=name))
    received = ReceivedSummary.objects.create(
        place_code=place.code,
        level=place.level,
        reference_day=day,
        file_name=name,
        file_hash="",
        received_at=timezone.now(),
        received_by_id=by.post_id,
    )
    owner = (ReceivedSummary.sight_label(), str(received.pk))
    kept = keep(owner, name, "application/octet-stream", upload.chunks(), by)
    received.upload, received.file_hash = kept, kept.sha256
    received.job = start_job(READ_JOB, by, received=received.pk)
    received.save(update_fields=["upload", "file_hash", "job"])
    tell(subject=received, sha256=kept.sha256)
    return received


@action("figures.read_back")
def note_reading(
    received: ReceivedSummary, by: Viewer, *, said: dict[str, int], register: dict[str, int], refusal: str = ""
) -> None:
    """Note what the table says and what the register says, or why it cannot be read; done by the job alone."""
    ReceivedSummary.objects.filter(pk=received.pk).update(said=said, register=register, refusal=refusal[:200])
    tell(read=not refusal)


def _refuse_day(day: date) -> None:
    """Raises Refused for a reference day before the definition or more than a year ahead."""
    if not can_be_counted(day, timezone.localdate()):
        words = _("Reference day: {day} is not between {first} and the end of next year.")
        raise Refused(words.format(day=day, first=EARLIEST), "day")


def _listed(by: Viewer, place: Territory, day: date) -> Iterator[tuple[int, str]]:
    """Each child counted and the columns it stands in."""
    children = counted_children(by, place, day).order_by("pk").values("pk", "birth_date", *ASKS[1:])
    for values in children.iterator(chunk_size=2_000):
        facts = facts_of_child(values, day)
        yield values["pk"], "," + ",".join(str(column.number) for column in SUMMARY if column.of(facts)) + ","


def _hash_of(listed: list[tuple[int, str]]) -> str:
    digest = hashlib.sha256()
    for child, columns in listed:
        digest.update(f"{child}{columns}\n".encode())
    return digest.hexdigest()
