"""What the census sweeps out each night: rosters whose time is over.

The deleting itself is a guarded verb, in actions/erase.py.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from xiangban.access.viewer import system_viewer
from xiangban.census.actions.erase import erase_import
from xiangban.census.models import Import
from xiangban.census.rules import ImportState

ERASER = system_viewer("deleting rosters whose time is over")
ENDED = (ImportState.COMMITTED, ImportState.UNDONE, ImportState.WITHDRAWN)


def erase_rosters() -> None:
    """Delete what imports said that ended, or failed, so many days ago; the worker's timetable calls it daily."""
    until = timezone.now() - timedelta(days=settings.XIANGBAN_ROSTER_DAYS)
    ended = Q(state__in=ENDED, ended_at__lte=until) | Q(state=ImportState.FAILED, received_at__lte=until)
    for batch in Import._base_manager.filter(ended, erased_at=None).order_by("pk"):
        erase_import(batch, ERASER)
