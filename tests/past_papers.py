"""A paper of the past that was read, with a meeting that waits, and a figure that is kept from it.

It is laid by the product's own verbs, as the system, and read without the reader: the words here are the reading.
"""

from dataclasses import dataclass

from xiangban.access.viewer import system_viewer
from xiangban.conference.actions import papers, pieces
from xiangban.conference.models import Conference, PaperFigure, PaperPiece, ReceivedPaper
from xiangban.conference.papers.paper import Basis, Count, Kind, Meeting, Paper, PaperRead, WrittenDate
from xiangban.conference.past_pieces import as_read
from xiangban.lib.papers.repair import Repaired

HELD = "8日，全县农村留守儿童关爱保护工作联席会议召开。"
COUNTED = "全县共有农村留守儿童1200余名。"


@dataclass(frozen=True)
class Past:
    """The rows of one paper: `piece` is its meeting, not yet decided."""

    paper: ReceivedPaper
    piece: PaperPiece
    figure: PaperFigure


def reading() -> PaperRead:
    """What the reader would find in the two sentences."""
    when = WrittenDate(None, None, 8, "8日", Basis.DAY)
    meeting = Meeting("联席会议", when, None, (), (), None, None, "county", (), (), (), (), sentence=HELD)
    count = Count("农村留守儿童", 1200, "名", None, True, COUNTED)
    paper = Paper(Kind.MEETING_SUMMARY, meetings=(meeting,), counts=(count,))
    return PaperRead(paper, Repaired(HELD + COUNTED), HELD + COUNTED)


def lay_past(conference: Conference) -> Past:
    """Lay the paper, read it, keep its figure."""
    by = system_viewer("a paper of the past")
    laid = papers.Laid("第一次会议情况", (HELD + COUNTED).encode(), "情况.txt")
    paper = papers.receive_paper(conference, by, laid=laid)
    papers.lay_reading(paper, by, read=reading())
    meeting, figure = PaperPiece.objects.filter(paper=paper).order_by("position")
    pieces.accept_piece(figure, by, values=as_read(figure))
    return Past(paper, meeting, PaperFigure.objects.get(piece=figure))
