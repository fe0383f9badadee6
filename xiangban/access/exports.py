"""Exports: the job that makes the file, and its expiry; what may be exported rooms say in kinds.py.

Asking, approving and fetching are verbs, see actions/exports.py; masking is done by the room, as in its lists.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files, trail
from xiangban.access.actions.exports import expire_export, fail_export, make_ready
from xiangban.access.acts import Refused
from xiangban.access.attachments import keep, sweep_files
from xiangban.access.export_rules import KEPT, may_decide
from xiangban.access.jobs import Progress
from xiangban.access.kinds import Rows, export_kind
from xiangban.access.models import Attachment, Export, ExportState, Seat
from xiangban.access.safe_csv import table_lines
from xiangban.access.viewer import Viewer, system_viewer, viewer_from_seat

OWNER = "access.export"
MAKER, EXPIRER = system_viewer("making an export"), system_viewer("expiry of exports")


def make_export(progress: Progress, export: int) -> dict[str, Any]:
    """The job: make the file with the requester's sight of this moment; raises Refused when that is gone."""
    wanted = Export.objects.select_related("requested_by", "requested_post").get(pk=export)
    # A worker that died right after this left nothing to do for the one that takes the job up.
    if not (progress.job.taken_up and wanted.state == ExportState.READY):
        make_ready(wanted, MAKER, attachment=_make(wanted, progress))
    return {"address": f"/exports/{wanted.pk}/"}


def leave_unmade(sentence: str, export: int) -> None:
    """The job was refused, stopped, failed or lost its worker: the requester reads why and may ask again."""
    wanted = Export.objects.filter(pk=export, state=ExportState.APPROVED).first()
    if wanted is not None:
        fail_export(wanted, MAKER, sentence=sentence)


def _make(export: Export, progress: Progress) -> Attachment:
    kind, viewer = export_kind(export.kind), _requester_now(export)
    counted = _Counted(kind.rows(viewer, export.parameters), progress, export.row_count)
    lines = table_lines(_with_watermark(export, counted))
    # In no transaction: whoever saves, or opens a file, must not wait until a whole county's list is written.
    name = f"{kind.label}-{export.pk}.csv"
    attachment = keep((OWNER, str(export.pk)), name, "text/csv; charset=utf-8", lines, viewer)
    if not may_decide(counted.rows, requester=export.requested_by_id, decider=export.decided_by_id):
        attachment.delete()
        sealed_files.remove_file(attachment.stored_as)
        raise Refused(_("The list has grown above 500 children: ask again, and let a second person approve."))
    return attachment


def _requester_now(export: Export) -> Viewer:
    seats = Seat.objects.on(timezone.localdate()).select_related("user", "post__territory")
    seat = seats.filter(pk=export.requested_seat_id, user_id=export.requested_by_id).first()
    viewer = viewer_from_seat(seat) if seat else None
    if viewer is None or not (viewer.may("exports.request") and viewer.may(export_kind(export.kind).permission)):
        raise Refused(_("Whoever asked for this export no longer holds that seat; nothing was made."))
    return viewer


class _Counted:
    """The rows as they pass: counts all but the heading and notes the progress."""

    def __init__(self, rows: Rows, progress: Progress, expected: int) -> None:
        self.rows = 0
        self._stream, self._progress, self._expected = rows, progress, expected

    def __iter__(self) -> Iterator[Iterable[object]]:
        for number, row in enumerate(self._stream):
            self.rows = number
            if number % 100 == 0:
                self._progress.step(number, max(self._expected, number + 1))
            yield row


def _with_watermark(export: Export, rows: Iterable[Iterable[object]]) -> Iterator[Iterable[object]]:
    """One line before the list that says who, when, what for and until when: every copy carries it."""
    words = _("Export {number} · {person}, {post} · {moment} · purpose: {purpose} · delete after {expiry}")
    expires = export.expires_at or timezone.now()
    yield [
        words.format(
            number=export.pk,
            person=export.requested_by.display_name,
            post=export.requested_post.title,
            moment=timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            purpose=trail.open_reason(export.reason),
            expiry=timezone.localtime(expires).strftime("%Y-%m-%d"),
        )
    ]
    yield from rows


def expire_exports() -> None:
    """Take away what is older than seven days, files included; the worker's timetable calls it daily."""
    now = timezone.now()
    for export in Export.objects.filter(state__in=[ExportState.APPROVED, ExportState.READY], expires_at__lte=now):
        expire_export(export, EXPIRER)
    for export in Export.objects.filter(state=ExportState.REQUESTED, requested_at__lte=now - KEPT):
        expire_export(export, EXPIRER)
    sweep_files()
