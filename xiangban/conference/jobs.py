"""Background work of the conference: issued minutes as a text document.

Only the worker imports this; pages and actions know the jobs by name.
"""

from typing import Any

from xiangban.access.jobs import Progress
from xiangban.access.viewer import system_viewer
from xiangban.conference.actions.minutes import lay_paper
from xiangban.conference.documents.minutes_paper import document_of
from xiangban.conference.models import IssuedMinutes

WRITER = system_viewer("writing issued minutes")


def run_write_paper(progress: Progress, issued: int) -> dict[str, Any]:
    """The job: the issued minutes become a text document that can be fetched."""
    found = IssuedMinutes.objects.select_related("minutes").get(pk=issued)
    if found.paper_id is None:
        lay_paper(found, WRITER, content=document_of(found.content))
    progress.step(1, 1)
    return {"address": f"/conference/minutes/{found.minutes_id}/"}
