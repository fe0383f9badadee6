"""Viewer: the one who reads or acts, from one seat at a time; or the system itself, for a named purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils import timezone

from xiangban.access.models import GivenSight, Seat
from xiangban.access.permissions import granted
from xiangban.access.roles import FIELD_SETS, SIGHT, Facet, Reach, Role, Sight
from xiangban.territories.rules import Interval

Given = Mapping[str, frozenset[Facet]]
CHILDREN, PAPERS = "children.child", "papers"


@dataclass(frozen=True)
class Viewer:
    """Who acts: user, seat, post, role and place; `system` viewers run jobs and see everything for one purpose."""

    role: Role | None
    interval: Interval
    user_id: int | None = None
    seat_id: int | None = None
    post_id: int | None = None
    agency_id: int | None = None
    display_name: str = ""
    post_title: str = ""
    place_name: str = ""
    level: int = 0
    system: str = ""
    _given: dict[str, Mapping[str, Given]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sight(self) -> Sight:
        """What the role sees through its own place; a system viewer has no role and never asks."""
        return SIGHT[self.role] if self.role is not None else Sight(Reach.NOTHING, "nothing")

    @property
    def role_word(self) -> str:
        return self.role.value if self.role is not None else "system"

    def may(self, permission: str) -> bool:
        """Whether the verb is granted to this seat at all; where it holds is the gate's question."""
        return bool(self.system) or (self.role is not None and granted(self.role, permission))

    def given(self, model: str) -> Given:
        """Keys of one model given to this post or its agency, each with the blocks given; children and papers are each
        read once a request.
        """
        papers = model != CHILDREN
        group = PAPERS if papers else model
        if group not in self._given:
            self._given[group] = self._read_given(papers)
        return self._given[group].get(model, {})

    def _read_given(self, papers: bool) -> Mapping[str, Given]:
        if self.post_id is None:
            return {}
        now, given_to = timezone.now(), (self.post_id, self.agency_id)
        if papers:
            rows = GivenSight.objects.for_post(*given_to).in_force(now).exclude(model=CHILDREN)
        else:
            rows = GivenSight.objects.for_model(CHILDREN, *given_to, now)
        given: dict[str, dict[str, frozenset[Facet]]] = {}
        for model, key, field_set in rows.values_list("model", "key", "field_set"):
            known = given.setdefault(model, {})
            known[key] = known.get(key, frozenset()) | FIELD_SETS[field_set]
        return given


EVERYWHERE = Interval(0, 10**12)


def system_viewer(purpose: str) -> Viewer:
    """The viewer of a job or a matching run; `purpose` goes into the trail."""
    return Viewer(role=None, interval=EVERYWHERE, system=purpose)


def viewer_from_seat(seat: Seat) -> Viewer:
    """The viewer acting from this seat; the seat comes with user, post and territory fetched."""
    post, role = seat.post, Role(seat.post.role)
    return Viewer(
        role=role,
        # Administrators see no child and run the whole installation, wherever their post was opened.
        interval=EVERYWHERE if SIGHT[role].reach is Reach.NOTHING else post.interval,
        user_id=seat.user_id,
        seat_id=seat.pk,
        post_id=post.pk,
        agency_id=post.agency_id,
        display_name=seat.user.display_name,
        post_title=post.title,
        place_name=post.territory.name,
        level=post.level,
    )


def current_seats(user_id: int, today: date) -> list[Seat]:
    """The seats a person may act from today, newest first; each says whether its person has a second factor."""
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    seats = Seat.objects.on(today).filter(user_id=user_id).annotate(has_second_factor=Exists(factors))
    return list(seats.select_related("user", "post__territory"))
