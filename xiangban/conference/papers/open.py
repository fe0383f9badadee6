"""A file or a pasted text as a paper read: decoded, repaired, simplified, extracted; loads OpenCC, so never on a page.

Jobs and commands call it; a file of a stranger goes through lib/sheets/apart.py first.
"""

from xiangban.conference.papers.extract import read_text
from xiangban.conference.papers.paper import PaperRead
from xiangban.lib.papers.repair import repair
from xiangban.lib.papers.simplified import simplified


def paper_of(text: str) -> PaperRead:
    """What is proposed from the text of a file or from a pasted text."""
    repaired = repair(text)
    view = simplified(repaired.text)
    return PaperRead(read_text(view), repaired, view)
