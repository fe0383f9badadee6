"""The verb of a session: from which seat its person acts."""

from xiangban.access.acts import action
from xiangban.access.models import Seat
from xiangban.access.viewer import Viewer


@action("seats.choose")
def choose_seat(seat: Seat, by: Viewer) -> None:
    """Act from this seat from now on; the trail shows the change."""
