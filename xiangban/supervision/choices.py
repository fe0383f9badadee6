"""Which units and issuers an office chooses from: those inside its place; issuers are its own level's bureaus.

A conference issues nothing itself: its papers go out under the civil-affairs bureau or the government office.
"""

from django.db.models import QuerySet

from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.territories.models import Agency, AgencyKind

ISSUING = ("civil_affairs", "women_and_children_office")


def units_below(viewer: Viewer) -> QuerySet[Agency]:
    """Open agencies of the place, without schools, hospitals and homes: those are inspected through their bureaus."""
    kinds = [AgencyKind.MEMBER_UNIT, AgencyKind.TOWNSHIP_GOVERNMENT]
    return Agency.objects.open().inside(viewer.interval).filter(kind__in=kinds).order_by("level", "place_code", "pk")


def issuers_of(viewer: Viewer) -> QuerySet[Agency]:
    """The bureaus of the viewer's own place under whose number a paper can go out."""
    own = Agency.objects.open().of_kind(AgencyKind.MEMBER_UNIT)
    return own.filter(place_code=viewer.interval.low, level=viewer.level, unit_kind__in=ISSUING).order_by("pk")


def posts_below(viewer: Viewer) -> QuerySet[Post]:
    """Posts of agencies inside the place, open or closed: who held one in the past can be asked."""
    return Post.objects.inside(viewer.interval).exclude(agency=None).order_by("place_code", "pk")
