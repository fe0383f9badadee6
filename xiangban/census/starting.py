"""Work on an import begun from a page: asked of the gate, queued, and known to the import so that the page shows it.

The work itself is in prepare.py, commit.py and marking.py, which load more than a page needs.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, demand
from xiangban.access.jobs import start_job
from xiangban.access.models import Job, JobState
from xiangban.access.viewer import Viewer
from xiangban.census.models import Import

AT_WORK = (JobState.WAITING, JobState.RUNNING)


def start_work(verb: str, batch: Import, by: Viewer, *, kind: str = "", **words: str | int) -> Job:
    """Queue the job of this verb, or of another kind, for an import.

    Raises NotPermitted, and Refused while another job is at work on it.
    """
    demand(verb, batch, by)
    with transaction.atomic():
        held = Import.objects.select_for_update(of=("self",)).select_related("job").get(pk=batch.pk)
        if held.job is not None and held.job.state in AT_WORK:
            raise Refused(_("Import {number} is being worked on: wait until that ends.").format(number=batch.pk))
        job = start_job(kind or verb, by, batch=batch.pk, seat=by.seat_id or 0, **words)
        Import.objects.filter(pk=batch.pk).update(job=job)
    return job
