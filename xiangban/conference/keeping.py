"""Who keeps a conference: the seats of its own place whose unit keeps its office, and none above, below or beside.

Which roles hold the verbs stands in access/permissions.py.
"""

from xiangban.access.acts import NotPermitted
from xiangban.access.models import Post
from xiangban.access.permissions import granted
from xiangban.access.roles import SIGHT, Reach, Role
from xiangban.access.viewer import Viewer
from xiangban.conference.models import Conference, Meeting
from xiangban.conference.models.bodies import CIVIL_AFFAIRS
from xiangban.territories.models import Agency, Territory

PURPOSE = "conference_papers"


def sits_there(row: Conference | Meeting, viewer: Viewer) -> bool:
    """Whether the conference is one of the viewer's own place: a city reads a county's papers and writes none."""
    if viewer.system:
        return True
    # A liaison of the city sits at the same place and has no papers by it: only what its unit was given.
    own = (row.place_code, row.level) == (viewer.interval.low, viewer.level)
    return own and viewer.sight.papers is Reach.PLACE


def keeps(row: Conference | Meeting, viewer: Viewer) -> bool:
    """Whether the viewer's own place and unit keep the conference; as `kept_by` asks it of many."""
    if viewer.system or not sits_there(row, viewer):
        return bool(viewer.system)
    body = row if isinstance(row, Conference) else row.conference
    return stands_for(viewer.role, viewer.agency_id, body.agency)


def stands_for(role: Role | None, agency_id: int | None, unit: Agency) -> bool:
    """Whether a seat of this role and agency works for the unit that keeps an office, see `of_keeping_unit`."""
    if agency_id is not None:
        return agency_id == unit.pk
    return role is Role.CONFERENCE_OFFICE or unit.unit_kind in CIVIL_AFFAIRS


def could_keep(unit: Agency, place: Territory) -> bool:
    """Whether an open post of the place would keep the papers, were the office this unit's."""
    posts = Post.objects.open().filter(place_code=place.code, level=place.level).values_list("role", "agency_id")
    return any(_runs(Role(role)) and stands_for(Role(role), agency, unit) for role, agency in posts)


def demand_keeper(row: Conference | Meeting, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another place or unit, though it may read these papers."""
    if not keeps(row, by):
        raise NotPermitted(verb, by, row, seen=True)


def demand_place(row: Conference, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another place: whoever sets a conference up need not keep its office."""
    if not sits_there(row, by):
        raise NotPermitted(verb, by, row, seen=True)


def _runs(role: Role) -> bool:
    return SIGHT[role].papers is Reach.PLACE and granted(role, "conference.set_up")
