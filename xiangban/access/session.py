"""What a session remembers besides its person: when it began, when it was last used, which seat is acted from.

Who may act from a seat is asked anew at every request.
"""

import time

from django.conf import settings
from django.http import HttpRequest

SEAT_KEY = "seat"
BEGAN_KEY = "began"
SEEN_KEY = "seen"
SEEN_EVERY = 60  # seconds between writes of the last-seen moment: a page must not cost a write


def is_over(request: HttpRequest) -> bool:
    """Whether a signed-in session was idle too long or is too old; otherwise notes that it is in use."""
    now = int(time.time())
    began = request.session.setdefault(BEGAN_KEY, now)
    seen = request.session.setdefault(SEEN_KEY, now)
    idle, absolute = settings.XIANGBAN_IDLE.total_seconds(), settings.XIANGBAN_SESSION.total_seconds()
    over = bool(now - seen > idle or now - began > absolute)
    if not over and now - seen >= SEEN_EVERY:
        request.session[SEEN_KEY] = now
    return over
