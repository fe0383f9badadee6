"""Who must prove a second factor: seats that see more than one village, unless the installation is the demo."""

from django.conf import settings

from xiangban.access.installation import is_demo
from xiangban.access.models import Seat
from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.territories.rules import Level

# Reaching beyond the own place: pupils live in many villages, an administrator's word holds everywhere.
_BEYOND_THE_PLACE = frozenset({Reach.PUPILS, Reach.NOTHING})


def must_prove(viewer: Viewer) -> bool:
    """Whether this seat may be used only by a person with a second factor (GB/T 22239 level 3)."""
    if not settings.XIANGBAN_SECOND_FACTOR or is_demo():
        return False
    return viewer.level < Level.VILLAGE or viewer.sight.reach in _BEYOND_THE_PLACE


def lacks_second_factor(seat: Seat, viewer: Viewer) -> bool:
    """Whether the person must still set one up; read anew at every request, so that one taken away is missed at once.

    Once it is set up, allauth asks for it at every sign-in.
    """
    # Read beside the seat by current_seats, in the same query; a seat from elsewhere counts as without.
    return must_prove(viewer) and not getattr(seat, "has_second_factor", False)
