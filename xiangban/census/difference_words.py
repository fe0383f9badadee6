"""What differs, in the reader's language: a child with its kind of difference, and why, if anybody said.

Names are masked where the reader sees no names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from xiangban.access.gate import facets_of
from xiangban.access.viewer import Viewer
from xiangban.census.causes import CAUSES
from xiangban.census.differences import Difference, Given
from xiangban.census.reason_words import SINCE_WORDS
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class Told:
    """One child of the list: the file, how it differs, causes to choose from, the one given, what the file says."""

    child: Child
    name: str
    place: str
    since: StrOrPromise
    choices: list[tuple[str, StrOrPromise]]
    given: Given | None
    file_says: StrOrPromise


def tell_differences(viewer: Viewer, shown: Sequence[Difference], places: PlaceNames) -> list[Told]:
    """The children of a page as this reader may read them; one query for their files."""
    files = Child.objects.visible_to(viewer).in_bulk([one.child for one in shown])
    names = places.long_names([one.place for one in shown], below=Level(viewer.level) if viewer.level else None)
    return [_told(viewer, one, files[one.child], names[one.place]) for one in shown if one.child in files]


def _told(viewer: Viewer, one: Difference, child: Child, place: str) -> Told:
    return Told(
        child,
        name_for(child.name, facets_of(child, viewer)),
        place,
        SINCE_WORDS[one.since],
        [(cause.value, cause.label) for cause in CAUSES[one.since]],
        one.given,
        ExitReason(one.exit_reason).label if one.exit_reason else "",
    )
