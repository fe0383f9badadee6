"""Deleting what rosters said once their time is over: files and sealed rows go, hashes, counts and verdicts stay.

Which imports these are is asked in housekeeping.py, by the clock.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone

from xiangban.access import sealed_files
from xiangban.access.acts import action, tell
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, Import, Match


@action("census.erase")
def erase_import(batch: Import, by: Viewer) -> None:
    """Delete uploads, staged values and the evidence of questions; the system's own step."""
    for file in batch.files.select_related("content", "marked"):
        for kept in (file.content, file.marked):
            erase_content(kept)
        file.content = file.marked = None
        file.save(update_fields=["content", "marked"])
    rows = CensusRecord._base_manager.filter(batch=batch).update(told="")
    Match._base_manager.filter(batch=batch).update(evidence="")
    batch.erased_at, batch.schools = timezone.now(), ""
    batch.save(update_fields=["erased_at", "schools"])
    tell(rows=rows, files=batch.files.count())


def erase_content(content: Attachment | None) -> None:
    """The file leaves the disk once the transaction stands; its row keeps name and hash."""
    if content is None:
        return
    content.withdrawn_at = timezone.now()
    content.save(update_fields=["withdrawn_at"])
    transaction.on_commit(partial(sealed_files.remove_file, content.stored_as))
