"""Background work of the conference: issued minutes as a text document, the digest of each week.

Only the worker imports this; pages and actions know the jobs by name.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from xiangban.access.installation import is_demo
from xiangban.access.jobs import Progress, start_job
from xiangban.access.viewer import system_viewer
from xiangban.conference.actions.feeds import write_digests
from xiangban.conference.actions.minutes import lay_paper
from xiangban.conference.documents.minutes_paper import document_of
from xiangban.conference.models import IssuedMinutes

WRITER = system_viewer("writing issued minutes")
DIGESTS = system_viewer("writing the weekly digests")
WEEK = timedelta(days=7)


def run_write_paper(progress: Progress, issued: int) -> dict[str, Any]:
    """The job: the issued minutes become a text document that can be fetched."""
    found = IssuedMinutes.objects.select_related("minutes").get(pk=issued)
    if found.paper_id is None:
        lay_paper(found, WRITER, content=document_of(found.content))
    progress.step(1, 1)
    return {"address": f"/conference/minutes/{found.minutes_id}/"}


def begin_digests() -> None:
    """Queue last week's digests each Monday as a job; in the demo time stands."""
    if timezone.localdate().weekday() == 0 and not is_demo():
        start_job("conference.write_digests", DIGESTS)


def run_write_digests(_progress: Progress) -> dict[str, Any]:
    """The job: last week of every post that has tasks, once."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday()) - WEEK
    return {"posts": write_digests(None, DIGESTS, monday=monday)}
