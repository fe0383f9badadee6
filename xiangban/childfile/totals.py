"""How many children the list holds: counted at most once a minute for each seat and question, in each process.

A list that fits on one page is simply counted there; which rows it holds is said in listing.py.
"""

import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from xiangban.access.viewer import Viewer
from xiangban.childfile.listing import MODEL, ListPage, Question
from xiangban.children.rules import STANDING, ChildState

KEPT_SECONDS = 60
MOST_KEPT = 512  # seats times questions
OPEN = tuple(state for state in STANDING if state is not ChildState.EXITED)

Key = tuple[Any, ...]


def total_of(page: ListPage, question: Question, viewer: Viewer) -> int:
    """The number of children that answer to the question; up to a minute old where there are several pages."""
    if not page.previous and not page.following:
        return page.count
    asked = tuple((one.name, value) for one, value in question.asked.values)
    key = (viewer.seat_id, viewer.interval, frozenset(viewer.given(MODEL)), asked, question.place, question.today)
    return counted(int(time.monotonic() // KEPT_SECONDS), _Counting(key, question, viewer))


@dataclass(frozen=True)
class _Counting:
    """A question of a viewer, the same as another when its key is."""

    key: Key
    question: Question = field(compare=False)
    viewer: Viewer = field(compare=False)

    def count(self) -> int:
        """The children of the own place and those given beyond it, each once."""
        sources = self.question.sources(self.viewer)
        if not self.question.asked.values:
            # Said as a list of states, the count is read from the index of state and place alone.
            sources = [source.filter(state__in=OPEN) for source in sources]
        own, *others = sources
        given = [pk for other in others for pk in other.values_list("pk", flat=True)]
        twice = own.filter(pk__in=given).count() if given else 0
        return int(own.count()) + len(given) - twice


@lru_cache(maxsize=MOST_KEPT)
def counted(_minute: int, counting: _Counting) -> int:
    return counting.count()
