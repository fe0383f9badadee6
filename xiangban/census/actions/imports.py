"""Verbs of an import before and after the work: received, withdrawn, failed; and the one way its state moves.

Reading and matching is in prepare.py, the register in commit.py: both load more than a page needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.attachments import keep
from xiangban.access.viewer import Viewer
from xiangban.census.models import (
    CensusRecord,
    CensusRound,
    Explanation,
    Import,
    ImportFile,
    ImportMove,
    Match,
    Settlement,
)
from xiangban.census.reception import agency_of, digest_of, refuse_known, refuse_round, refuse_size
from xiangban.census.rules import IMPORT_MOVES, ImportState
from xiangban.children.models import Source, SourceKind
from xiangban.territories.models import Territory

# Rows of an import's own record, and why its round differs from the last, hold no file when it is taken back.
OWN_RECORD = (CensusRecord, Match, Settlement, Explanation)
ANYTHING = "application/octet-stream"


@dataclass(frozen=True)
class Dropped:
    """A file as it was dropped: whose it is, its name, its content; an upload is read piece by piece."""

    agency: str
    name: str
    content: bytes | UploadedFile[bytes]

    @property
    def size(self) -> int:
        return len(self.content) if isinstance(self.content, bytes) else self.content.size or 0

    def pieces(self) -> Iterator[bytes]:
        """The content, as often as it is asked for."""
        yield from [self.content] if isinstance(self.content, bytes) else self.content.chunks()


@action("census.receive")
def receive_files(place: Territory, by: Viewer, *, sweep: CensusRound, files: Sequence[Dropped]) -> Import:
    """Take in files together for one territory of an open round; nothing is read yet. Raises Refused."""
    refuse_round(sweep, place, len(files))
    batch = Import.objects.create(
        round=sweep,
        place_code=place.code,
        place_end=place.interval.high,
        level=place.level,
        received_at=timezone.now(),
        received_by_id=by.post_id,
    )
    for number, dropped in enumerate(files, start=1):
        _keep_file(batch, number, dropped, by)
    tell(subject=batch, round=sweep.pk, files=[row.sha256 for row in batch.files.all()])
    return batch


@action("census.withdraw")
def withdraw_files(batch: Import, by: Viewer, *, reason: str) -> None:
    """Drop an import that never reached the register; its files are deleted in time."""
    move_import(batch, "withdraw", by, ended_at=timezone.now())


@action("census.acknowledge")
def acknowledge_cautions(batch: Import, by: Viewer, *, reason: str) -> None:
    """Say why an import goes on in spite of its files' cautions. Raises Refused without any, or without a reason."""
    files = list(batch.files.order_by("number"))
    if batch.state != ImportState.READY or not any(file.cautions for file in files):
        raise Refused(_("Import {number} is not cautioned for.").format(number=batch.pk))
    if not reason.strip():
        raise Refused(_("Say why the import goes on all the same."), "reason")
    batch.despite = reason.strip()
    batch.save(update_fields=["despite"])
    tell(cautions=[kind for file in files for kind, _told in file.cautions])


@action("census.fail")
def fail_import(batch: Import, by: Viewer, *, sentence: str) -> None:
    """Note that the files could not be read, and why; the system's own step."""
    move_import(batch, "fail", by, message=sentence)


def move_import(batch: Import, verb: str, by: Viewer, **fields: object) -> None:
    """Move an import along its table, with the move as an immutable row. Raises MoveNotAllowed."""
    before = _move(batch, verb, fields)
    ImportMove.objects.create(
        batch=batch, move=verb, state_before=before, state_after=batch.state, at=timezone.now(), by_id=by.user_id,
        post_id=by.post_id,
    )  # fmt: skip


def _move(batch: Import, verb: str, fields: Mapping[str, object]) -> str:
    """The only place that writes an import's state; returns the state before."""
    before: str = Import.objects.select_for_update().get(pk=batch.pk).state
    batch.state = IMPORT_MOVES.target(verb, before)
    for name, value in fields.items():
        setattr(batch, name, value)
    batch.save(update_fields=[*fields, "state"])
    return before


def _keep_file(batch: Import, number: int, dropped: Dropped, by: Viewer) -> None:
    refuse_size(dropped.name, dropped.size)
    digest = digest_of(dropped.pieces())
    refuse_known(dropped.name, digest, batch.interval, list(batch.files.all()))
    file = ImportFile.objects.create(
        batch=batch,
        number=number,
        agency_kind=dropped.agency,
        agency_id=agency_of(dropped.agency, batch.interval),
        name=dropped.name[:120],
        sha256=digest,
        size=dropped.size,
    )
    file.content = keep((ImportFile.sight_label(), str(file.pk)), file.name, ANYTHING, dropped.pieces(), by)
    file.save(update_fields=["content"])


def lay_source(file: ImportFile, sheet: str, batch: Import) -> Source:
    """A source for what is written from one sheet of a file."""
    return Source.objects.create(
        agency_id=file.agency_id,
        kind=SourceKind.ROSTER,
        title=file.name,
        file_hash=file.sha256,
        sheet=sheet,
        received_on=timezone.localdate(batch.received_at),
    )


def sources_of(batch: Import) -> list[int]:
    """The keys of the sources that a commit laid down, and of those that decisions after it did."""
    laid = [key for file in batch.files.all() for key in file.sources.values()]
    decided = batch.settlements.filter(taken_back_at=None).values_list("sources", flat=True)
    named = batch.school_namings.filter(taken_back_at=None).values_list("sources", flat=True)
    return [*laid, *(key for keys in (*decided, *named) for key in keys)]
