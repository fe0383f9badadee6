"""The handover sheet of a post: how many children it answers for and what is open, as this reader may see it.

The handing over itself is a verb of access/.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import GivenSight, Post, Seat, SeatKind
from xiangban.access.roles import SIGHT, Reach, Role
from xiangban.access.viewer import Viewer
from xiangban.children.attention import ON_REGISTER
from xiangban.children.codes import SightPurpose
from xiangban.children.models import Child
from xiangban.children.rules import ChildState
from xiangban.desk import queries
from xiangban.desk.seats import ON_THE_SHEET
from xiangban.desk.waiting import Waiting
from xiangban.territories.place_names import PlaceNames

LINES_MOST = 200


@dataclass(frozen=True)
class Part:
    """One kind of open work with its children by name; `count` may be larger than the names shown."""

    waiting: Waiting
    count: int
    named: list[queries.Named]


@dataclass(frozen=True)
class Sheet:
    """All that passes from one person to the next; counts are of today and of the reader's sight."""

    on: date
    people: list[Seat]
    on_register: int
    in_progress: int
    parts: list[Part]
    handovers: list[queries.OpenHandover]
    given: list[queries.Named]

    @property
    def holders(self) -> str:
        """The people who hold the post today, stand-ins said so; "" when nobody does."""
        return _(", ").join(_held_by(seat) for seat in self.people)

    @property
    def nothing_open(self) -> bool:
        """Whether no work waits at the post."""
        return not (self.parts or self.handovers or self.given)


def sheet_of(post: Post, viewer: Viewer, places: PlaceNames, today: date) -> Sheet:
    """Gather the sheet; a post without a place of its own shows only what was given to it."""
    role = Role(post.role)
    own = _of_post(Child.objects.visible_to(viewer), post)
    numbers = own.aggregate(
        on_register=Count("pk", filter=Q(state__in=ON_REGISTER)),
        in_progress=Count("pk", filter=Q(state__in=[ChildState.DRAFT, ChildState.SUBMITTED, ChildState.REVIEWED])),
    )
    parts = [_part(kind, own, viewer, places, today) for kind in ON_THE_SHEET.get(role, ())]
    return Sheet(
        today,
        list(Seat.objects.on(timezone.localdate()).filter(post=post).select_related("user")),
        numbers["on_register"],
        numbers["in_progress"],
        [part for part in parts if part.count],
        queries.open_handovers(viewer, post.interval, places) if SIGHT[role].reach is Reach.PLACE else [],
        _given_to(post, viewer, places, today),
    )


def _held_by(seat: Seat) -> str:
    name = seat.user.display_name
    if seat.kind == SeatKind.HOLDER:
        return name
    return _("{name} ({post})").format(name=name, post=seat.get_kind_display())


def _of_post(children: QuerySet[Child], post: Post) -> QuerySet[Child]:
    reach = SIGHT[Role(post.role)].reach
    if reach is Reach.PLACE:
        return queries.in_post(children, post)
    return children.filter(school=post.agency_id) if reach is Reach.PUPILS else children.none()


def _part(kind: Waiting, own: QuerySet[Child], viewer: Viewer, places: PlaceNames, today: date) -> Part:
    waiting = own.filter(kind.condition(today)).order_by("responsible_code", "pk")
    if kind.facet not in viewer.sight.facets:
        return Part(kind, 0, [])
    rows = list(waiting.values_list(*queries.NAMED_BY)[: LINES_MOST + 1])
    count = len(rows) if len(rows) <= LINES_MOST else waiting.count()
    return Part(kind, count, queries.show_names(rows[:LINES_MOST], viewer, places, today))


def _given_to(post: Post, viewer: Viewer, places: PlaceNames, today: date) -> list[queries.Named]:
    given = GivenSight.objects.in_force(timezone.now()).filter(post=post, model=Child.sight_label())
    given = given.exclude(purpose=SightPurpose.HANDOVER)  # these stand among the handovers
    keys = [int(key) for key in given.values_list("key", flat=True)]
    rows = Child.objects.visible_to(viewer).filter(pk__in=keys).order_by("responsible_code", "pk")
    return queries.show_names(list(rows.values_list(*queries.NAMED_BY)[:LINES_MOST]), viewer, places, today)
