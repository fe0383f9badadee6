"""Background work on papers of the past: reading one, counting the register for a figure of one.

Only the worker imports this: reading loads more than a page needs. A stranger's file is read in a process apart.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from xiangban.access import sealed_files
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.jobs import Progress
from xiangban.access.models import Seat
from xiangban.access.viewer import system_viewer, viewer_from_seat
from xiangban.conference.actions.comparing import compare_figure
from xiangban.conference.actions.papers import lay_reading, leave_unread
from xiangban.conference.models import PaperFigure, ReceivedPaper
from xiangban.conference.paper_words import refusal_words
from xiangban.conference.papers.open import paper_of
from xiangban.conference.papers.paper import PaperRead
from xiangban.lib.papers.read import PAPER, read_paper
from xiangban.lib.sheets.apart import ApartFailed, apart
from xiangban.lib.sheets.workbook import Refusal, SheetRefused

READER = system_viewer("reading a paper of the past")


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
    return {"address": f"/conference/paper_figures/{figure}/"}
