"""Who keeps a conference: the seats of its own place, and none above or below.

Which roles hold the verbs stands in access/permissions.py.
"""

from xiangban.access.acts import NotPermitted
from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.conference.models import Conference, Meeting

PURPOSE = "conference_papers"


def keeps(row: Conference | Meeting, viewer: Viewer) -> bool:
    """Whether the conference is one of the viewer's own place: a city reads a county's papers and writes none."""
    if viewer.system:
        return True
    # A liaison of the city sits at the same place and has no papers by it: only what its unit was given.
    own = (row.place_code, row.level) == (viewer.interval.low, viewer.level)
    return own and viewer.sight.papers is Reach.PLACE


def demand_keeper(row: Conference | Meeting, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another place, though it may read these papers."""
    if not keeps(row, by):
        raise NotPermitted(verb, by, row, seen=True)
