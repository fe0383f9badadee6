"""The calendar link of the reader's own seat. Reads only; making and revoking it are verbs.

What the calendar holds is in calendar_feed.py.
"""

from django.http import Http404

from xiangban.access.models import Seat
from xiangban.access.viewer import Viewer
from xiangban.conference.models import FeedLink


def own_seat(viewer: Viewer) -> Seat:
    """The seat the viewer acts from; a viewer without one has no such page."""
    found = Seat.objects.filter(pk=viewer.seat_id).first() if viewer.seat_id else None
    if found is None:
        raise Http404
    return found


def link_of(viewer: Viewer) -> FeedLink | None:
    """The link of this seat that opens its calendar now; None when there is none."""
    return FeedLink.objects.open().filter(seat=viewer.seat_id).first() if viewer.seat_id else None
