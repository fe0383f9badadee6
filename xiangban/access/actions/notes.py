"""Verbs that change no table: choosing a seat, having checked the trail, writing its anchor."""

from django.utils.translation import gettext as _

from xiangban.access import anchors
from xiangban.access.acts import Refused, action, tell
from xiangban.access.models import Seat
from xiangban.access.viewer import Viewer
from xiangban.lib.chain import ChainVerdict


@action("seats.choose")
def choose_seat(seat: Seat, by: Viewer) -> None:
    """Act from this seat from now on; the trail shows the change."""


@action("trail.verify")
def note_verification(nothing: None, by: Viewer, *, verdict: ChainVerdict) -> None:
    """That the trail was checked, how far it holds, and what was found."""
    tell(last_row=verdict.last_seq, fault=verdict.fault.kind if verdict.fault else "none")


@action("trail.write_anchor")
def write_anchor(nothing: None, by: Viewer) -> dict[int, str]:
    """Write today's anchor unless it is there; number → link of what the day's file says."""
    path = anchors.write_todays_anchor()
    if path is None:
        raise Refused(_("The trail is still empty: there is nothing to anchor."))
    written = anchors.read_anchors([path])
    tell(last_row=max(written))
    return written
