"""The verbs of exports: ask, approve, refuse, fetch; and of the job: make ready, fail, expire.

What may be exported is registered by rooms, see kinds.py.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files, trail
from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.export_rules import KEPT, may_decide
from xiangban.access.jobs import start_job
from xiangban.access.kinds import ExportKind
from xiangban.access.models import Attachment, Export, ExportState
from xiangban.access.models.work import EXPORT_MOVES
from xiangban.access.viewer import Viewer
from xiangban.lib.moves import MoveNotAllowed

JOB = "access.export"


@action("exports.request")
def request_export(kind: ExportKind, by: Viewer, *, parameters: Mapping[str, str], reason: str) -> Export:
    """Ask for a list, with a reason; raises Refused when it would be empty."""
    if not by.may(kind.permission):
        raise NotPermitted(kind.permission, by, kind, seen=True)
    kept = {name: parameters[name] for name in kind.parameters if parameters.get(name)}
    count = kind.children(by, kept)
    if count == 0:
        raise Refused(_("The list would be empty: choose other filters."))
    if by.user_id is None or by.post_id is None or by.seat_id is None:
        raise NotPermitted("exports.request", by, kind, seen=True)
    export = Export.objects.create(
        kind=kind.code,
        parameters=kept,
        reason=trail.seal_reason(reason),
        row_count=count,
        requested_by_id=by.user_id,
        requested_post_id=by.post_id,
        requested_seat_id=by.seat_id,
        requested_at=timezone.now(),
    )
    tell(subject=export, count=count, kind=kind.code)
    return export


@action("exports.approve")
def approve_export(export: Export, by: Viewer) -> None:
    """Let the list be made; raises Refused for one's own list above 500 children and for one already decided."""
    export = _undecided(export)
    if not may_decide(export.row_count, requester=export.requested_by_id, decider=by.user_id):
        raise Refused(_("Above 500 children a second person approves: ask another head."))
    now = timezone.now()
    job = start_job(JOB, by, export=export.pk)
    _move(export, "approve", decided_by_id=by.user_id, decided_at=now, expires_at=now + KEPT, job_id=job.pk)
    tell(count=export.row_count)


@action("exports.refuse")
def refuse_export(export: Export, by: Viewer, *, reason: str) -> None:
    """Say no; the requester reads why."""
    export = _undecided(export)
    _move(export, "refuse", decided_by_id=by.user_id, decided_at=timezone.now(), message=reason[:200])


@action("exports.fetch")
def fetch_export(export: Export, by: Viewer) -> Iterator[bytes]:
    """The file, for the person and seat that asked; every fetch is a row of the trail."""
    export = Export.objects.select_related("attachment").get(pk=export.pk)
    if export.requested_by_id != by.user_id or export.requested_seat_id != by.seat_id:
        raise NotPermitted("exports.fetch", by, export, seen=False)
    expired = export.expires_at is None or export.expires_at <= timezone.now()
    if export.state != ExportState.READY or export.attachment is None or expired:
        raise Refused(_("This export cannot be fetched any more or not yet: look at its state."))
    tell(count=export.row_count, sha256=export.attachment.sha256)
    return sealed_files.open_file(export.attachment.stored_as)


@action("exports.make_ready")
def make_ready(export: Export, by: Viewer, *, attachment: Attachment) -> None:
    """The list is made: until it expires its requester may fetch it."""
    _move(export, "make_ready", attachment_id=attachment.pk)
    tell(sha256=attachment.sha256)


@action("exports.fail")
def fail_export(export: Export, by: Viewer, *, sentence: str) -> None:
    """The list is not made; the requester reads why."""
    _move(export, "fail", message=sentence[:200])


@action("exports.expire")
def expire_export(export: Export, by: Viewer) -> None:
    """End an export: its file leaves the disk, the row stays."""
    _move(export, "expire")
    if export.attachment is not None:
        sealed_files.remove_file(export.attachment.stored_as)


def _move(export: Export, verb: str, **fields: Any) -> None:
    """The only place that writes an export's state; raises MoveNotAllowed also when somebody else was faster."""
    before = export.state
    target = EXPORT_MOVES.target(verb, before)
    if not Export.objects.filter(pk=export.pk, state=before).update(state=target, **fields):
        raise MoveNotAllowed(verb, before, ())
    export.state = target


def _undecided(export: Export) -> Export:
    fresh = Export.objects.select_for_update().get(pk=export.pk)
    if fresh.state != ExportState.REQUESTED:
        raise Refused(_("This request was already decided: {state}.").format(state=fresh.get_state_display()))
    return fresh
