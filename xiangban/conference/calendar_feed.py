"""What a calendar feed gives away: deadlines and meetings of one seat, by title, never a child.

The link itself is made in actions/feeds.py, the text of the calendar in lib/calendar_text.py.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import Seat
from xiangban.access.viewer import Viewer, viewer_from_seat
from xiangban.conference.models import FeedLink, Meeting, Task
from xiangban.lib.calendar_text import Event

MOST = 300
PAST = timedelta(days=60)


def seat_of_token(token: str) -> Viewer | None:
    """Whose calendar this token opens; None for a token that was revoked or whose seat is over."""
    found = hashlib.sha256(token.encode()).hexdigest()
    link = FeedLink.objects.filter(token_hash=found).first()
    if link is None or not link.is_open(timezone.now()):
        return None
    seats = Seat.objects.on(timezone.localdate()).select_related("user", "post__territory")
    seat = seats.filter(pk=link.seat_id).first()
    return viewer_from_seat(seat) if seat else None


def events_of_seat(viewer: Viewer, today: date, root: str) -> Iterator[Event]:
    """Open tasks of the seat's unit on their deadlines, and meetings it reads from sixty days ago on.

    No word in it was typed for the row: a title may name a child, and a calendar is read outside the house.
    """
    tasks = Task.objects.visible_to(viewer).owed_by(viewer).open().order_by("deadline", "pk")
    for task in tasks[:MOST]:
        address = root + reverse("conference:task", args=[task.pk])
        title = _("Due: task no. {number} ({origin})").format(number=task.pk, origin=task.get_origin_kind_display())
        yield Event(f"task-{task.pk}@{_host(root)}", task.deadline, title, task.get_state_display(), address)
    meetings = Meeting.objects.visible_to(viewer).filter(held_on__gte=today - PAST).exclude(state="cancelled")
    meetings = meetings.select_related("conference").prefetch_related("conference__names")
    for meeting in meetings.order_by("held_on", "pk")[:MOST]:
        address = root + reverse("conference:meeting", args=[meeting.pk])
        key = f"meeting-{meeting.pk}@{_host(root)}"
        title = f"{meeting.conference.name_on(meeting.held_on)} · {meeting.get_kind_display()}"
        yield Event(key, _when(meeting), title, meeting.get_form_display(), address)


def _when(meeting: Meeting) -> date | datetime:
    day = meeting.held_on
    assert day is not None  # noqa: S101  only meetings with a day are asked for
    if meeting.begins_at is None:
        return day
    return timezone.make_aware(datetime.combine(day, meeting.begins_at))


def _host(root: str) -> str:
    return root.partition("://")[2] or "xiangban"
