"""Verbs that leave nothing but their row in the trail: choosing a seat, having checked the trail."""

from xiangban.access.acts import action, tell
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
