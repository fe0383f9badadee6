"""A damaged paper of the past in the demo: laid, read, one meeting accepted, one begun, one waiting, a figure compared.

Its text is invented, damaged as scraped texts are, and stands in data/paper_of_the_past.txt.
"""

from datetime import timedelta
from pathlib import Path

from xiangban.access.viewer import system_viewer
from xiangban.conference.actions import comparing, papers, pieces
from xiangban.conference.beside import ALL_CHILDREN
from xiangban.conference.models import Conference, PaperFigure, PaperPiece, ReceivedPaper
from xiangban.conference.papers.open import paper_of
from xiangban.conference.past_pieces import as_read
from xiangban.conference.past_rules import PieceKind
from xiangban.demo.loading.conference import OFFICE
from xiangban.demo.loading.story import Story
from xiangban.lib.papers.read import read_paper

TEXT = Path(__file__).parents[1] / "data" / "paper_of_the_past.txt"
DAY = timedelta(days=1)
READER = system_viewer("demo")


class PastPaper:
    """The office lays a scraped summary, the worker's reading is laid down, the office decides on part of it."""

    def __init__(self, story: Story) -> None:
        self._story, self._told = story, story.told["past_paper"]

    def tell(self) -> None:
        """Lay the events of the paper into the story."""
        laid_on = self._told["laid_on"]
        self._story.at(laid_on, self._lay)
        self._story.at(laid_on, self._read)
        self._story.at(laid_on + DAY, self._accept)
        self._story.at(laid_on + DAY, self._compare)

    def _lay(self) -> None:
        told, office = self._told, self._story.viewer(OFFICE)
        conference = Conference.objects.get(place_code=self._story.city.code)
        laid = papers.Laid(told["title"], TEXT.read_bytes(), told["name"], told["came_from"])
        self._paper: ReceivedPaper = papers.receive_paper(conference, office, laid=laid)

    def _read(self) -> None:
        """What the worker does; its job finds the paper read and ends."""
        papers.lay_reading(self._paper, READER, read=paper_of(read_paper(TEXT.read_bytes()).text))

    def _accept(self) -> None:
        """The first meeting with all that stands under it; of the second itself and who spoke; one demand declined."""
        office = self._story.viewer(OFFICE)
        found = PaperPiece.objects.filter(paper=self._paper)
        first, second, _third = found.filter(kind=PieceKind.MEETING)
        pieces.accept_whole(first, office)
        for piece in (second, *found.filter(of_meeting=second, kind=PieceKind.PERSON)):
            pieces.accept_piece(piece, office, values=as_read(piece))
        *_others, last = found.filter(of_meeting=second, kind=PieceKind.DEMAND)
        pieces.decline_piece(last, office)

    def _compare(self) -> None:
        """The paper's number of children beside the register's of the told day, counted as the job counts it."""
        office = self._story.viewer(OFFICE)
        figure, *_others = PaperFigure.objects.filter(piece__paper=self._paper).order_by("piece")
        asked = comparing.Asked(ALL_CHILDREN, self._told["compared_as_of"])
        comparing.ask_comparison(figure, office, asked=asked)
        figure.refresh_from_db()
        comparing.compare_figure(figure, office)
