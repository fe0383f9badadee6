"""Background work of the conference: issued minutes as a text document, the digest of each week, papers of the past.

Only the worker imports this: reading loads more than a page needs. A stranger's file is read in a process apart.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiangban.access import sealed_files
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.installation import is_demo
from xiangban.access.jobs import Progress, start_job
from xiangban.access.models import Seat
from xiangban.access.viewer import system_viewer, viewer_from_seat
from xiangban.conference.actions.comparing import compare_figure
from xiangban.conference.actions.feeds import write_digests
from xiangban.conference.actions.minutes import lay_paper
from xiangban.conference.actions.papers import lay_reading, leave_unread
from xiangban.conference.documents.minutes_paper import document_of
from xiangban.conference.models import IssuedMinutes, PaperFigure, ReceivedPaper
from xiangban.conference.paper_words import refusal_words
from xiangban.conference.papers.open import paper_of
from xiangban.conference.papers.paper import PaperRead
from xiangban.lib.papers.read import PAPER, read_paper
from xiangban.lib.sheets.apart import ApartFailed, apart
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

WRITER = system_viewer("writing issued minutes")
DIGESTS = system_viewer("writing the weekly digests")
READER = system_viewer("reading a paper of the past")
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


def run_read_paper(progress: Progress, paper: int) -> dict[str, Any]:
    """The job: the file is read apart, repaired, and its pieces are laid down as proposals."""
    found = ReceivedPaper.objects.select_related("content").get(pk=paper)
    progress.step(0, 1)
    if found.content is not None and found.read_at is None:
        content = b"".join(sealed_files.open_file(found.content.stored_as))
        lay_reading(found, READER, read=read_apart(content))
    progress.step(1, 1)
    return {"address": f"/conference/papers/{paper}/"}


def read_apart(content: bytes) -> PaperRead:
    """What a file says, read and taken apart in a child process held to memory and time. Raises Refused."""
    try:
        text = apart(read_paper, content, limits=PAPER).text
        return apart(paper_of, text, limits=PAPER)
    except SheetRefused as refusal:
        raise Refused(refusal_words(refusal)) from refusal
    except ApartFailed as failure:
        raise Refused(refusal_words(SheetRefused(Refusal.DAMAGED))) from failure


def leave_paper(sentence: str, paper: int) -> None:
    """Reading was refused, stopped or lost: the paper says so and may be read again."""
    found = ReceivedPaper.objects.filter(pk=paper, read_at=None).first()
    if found is not None:
        with transaction.atomic():
            leave_unread(found, READER, sentence=sentence)


def run_compare_figure(progress: Progress, figure: int, seat: int) -> dict[str, Any]:
    """The job: the register is counted as it stood on the day, as the seat that asked may count."""
    found = PaperFigure.objects.select_related("piece__paper__conference").get(pk=figure)
    rows = Seat.objects.on(timezone.localdate()).select_related("user", "post__territory")
    held = rows.filter(pk=seat).first()
    viewer = viewer_from_seat(held) if held else None
    if viewer is None:
        raise Refused(str(NotPermitted("conference.compare_figure", READER, found, seen=False)))
    progress.step(0, 1)
    compare_figure(found, viewer)
    return {"address": f"/conference/papers/paper_figures/{figure}/"}
