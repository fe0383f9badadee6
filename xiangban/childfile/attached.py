"""The attachments of a file, for the seats that may open them: one line each, with what may be done.

Adding and withdrawing are in children/, opening is in access/.
"""

from dataclasses import dataclass

from xiangban.access.acts import permits
from xiangban.access.attachments import attachments_of
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child


@dataclass(frozen=True)
class Attached:
    """The block of attachments: its lines, newest first, and whether this seat adds and withdraws."""

    lines: list[Attachment]
    may_add: bool
    may_withdraw: bool


def attached_to(child: Child, viewer: Viewer) -> Attached | None:
    """The block for a reader who has the file open; None for a seat that opens no attachments."""
    if not permits("attachments.open", child, viewer):
        return None
    adds, withdraws = (permits(f"attachments.{verb}", child, viewer) for verb in ("add", "withdraw"))
    lines = [one for one in attachments_of(child) if one.pk != child.photo_id]  # it stands beside the facts
    return Attached(lines, adds, withdraws)
