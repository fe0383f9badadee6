"""What the census sweeps out each night: rosters whose time is over.

The deleting itself is a guarded verb, in actions/erase.py.
"""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.installation import register_day
from xiangban.access.models import Attachment
from xiangban.access.viewer import system_viewer
from xiangban.census.actions.erase import erase_import
from xiangban.census.actions.imports import withdraw_files
from xiangban.census.models import Import, ImportFile, ImportMove, SchoolNaming, Settlement
from xiangban.census.rules import ImportState
from xiangban.census.starting import AT_WORK

ERASER = system_viewer("deleting rosters whose time is over")
ENDED = (ImportState.COMMITTED, ImportState.UNDONE, ImportState.WITHDRAWN)


def erase_rosters() -> None:
    """Delete what imports said that ended, failed or were left lying so many days ago; the timetable calls it daily."""
    until = _clock() - timedelta(days=settings.XIANGBAN_ROSTER_DAYS)
    for batch in left_lying(until):
        withdraw_files(batch, ERASER, reason=_("Nobody went on with it."))
        erase_import(batch, ERASER)
    ended = Q(state__in=ENDED, ended_at__lte=until) | Q(state=ImportState.FAILED, received_at__lte=until)
    for batch in Import._base_manager.filter(ended, erased_at=None).order_by("pk"):
        erase_import(batch, ERASER)
    sweep_erased()


def _clock() -> datetime:
    """Now; in the demo the end of its own day, or the rosters it shows would be gone after the first night."""
    ends = datetime.combine(register_day(), time.max, timezone.get_current_timezone())
    return min(timezone.now(), ends)


def left_lying(until: datetime) -> QuerySet[Import]:
    """Imports that were received or matched, and that nobody touched since; one at work is not left lying."""
    touched = (
        Exists(ImportMove._base_manager.filter(batch=OuterRef("pk"), at__gt=until))
        | Exists(Settlement._base_manager.filter(batch=OuterRef("pk"), decided_at__gt=until))
        | Exists(SchoolNaming._base_manager.filter(batch=OuterRef("pk"), decided_at__gt=until))
    )
    lying = Import._base_manager.filter(state__in=(ImportState.RECEIVED, ImportState.READY), received_at__lte=until)
    found: QuerySet[Import] = lying.exclude(touched).exclude(job__state__in=AT_WORK).order_by("pk")
    return found


def sweep_erased() -> None:
    """Take rosters off the disk whose rows are withdrawn: the process that deleted them may have died before."""
    withdrawn = Attachment.objects.filter(owner_model=ImportFile.sight_label()).exclude(withdrawn_at=None)
    for stored_as in withdrawn.values_list("stored_as", flat=True).iterator():
        sealed_files.remove_file(stored_as)
