"""The verbs of posts and seats; who may sit where is said in post_rules.py.

Every change of a seat gives its person a new stamp, which ends their sessions at once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.kinds import post_opened
from xiangban.access.models import GivenSight, Post, Seat, SeatKind, User
from xiangban.access.models.people import new_stamp
from xiangban.access.post_rules import lacks_agency, may_hand_over, may_share_a_person, stands_at
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import Level


@dataclass(frozen=True)
class Term:
    """As what and from–to a person holds a post, both days included; until None is open."""

    kind: SeatKind
    since: date
    until: date | None = None


@action("posts.open")
def open_post(place: Territory, by: Viewer, *, role: Role, title: str, agency: Agency | None = None) -> Post:
    """Open a post of this role at a place, from today; raises Refused when the role does not stand at that level."""
    level = Level(place.level)
    if not stands_at(role, level):
        words = _("A post “{role}” does not stand at the level {level}: choose a place of another level.")
        raise Refused(words.format(role=role.label, level=place.get_level_display()), "place")
    if lacks_agency(role, AgencyKind(agency.kind) if agency else None):
        words = _("A post “{role}” needs its body: name the school, hospital or member unit it belongs to.")
        raise Refused(words.format(role=role.label), "agency")
    if agency is not None and not place.interval.holds(agency.place_code):
        words = _("{agency} lies outside {place}: choose a body of this place.")
        raise Refused(words.format(agency=agency.name, place=place.name), "agency")
    post = Post.objects.create(
        role=role,
        title=title,
        territory=place,
        place_code=place.code,
        level=place.level,
        agency=agency,
        opened_on=timezone.localdate(),
    )
    post_opened(post)
    return post


@action("posts.close")
def close_post(post: Post, by: Viewer, *, reason: str) -> None:
    """Close a post that nobody holds any more; its past stays."""
    today = timezone.localdate()
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.closed_on is not None:
        raise Refused(_("This post is already closed."))
    if post.seats.standing(today).exists():
        raise Refused(_("Somebody holds this post: end the seat first, then close the post."))
    post.closed_on = today
    post.save(update_fields=["closed_on"])


@action("seats.begin")
def begin_seat(post: Post, by: Viewer, *, user: User, term: Term) -> Seat:
    """Put a person on a post from–to; raises Refused for oneself, a taken post, or offices that must stay apart."""
    return _begin(Post.objects.select_for_update().get(pk=post.pk), by, user, term)


@action("seats.end")
def end_seat(seat: Seat, by: Viewer, *, reason: str) -> None:
    """End a seat now; the person is signed out everywhere at once."""
    _end(Seat.objects.select_for_update().select_related("user", "post").get(pk=seat.pk), by)


@action("seats.hand_over")
def hand_over(seat: Seat, by: Viewer, *, user: User, reason: str) -> Seat:
    """End one seat and begin another on the same post, in one step: the work stays with the post."""
    seat = Seat.objects.select_for_update().select_related("user", "post").get(pk=seat.pk)
    if by.role is None or not may_hand_over(by.role, Level(by.level), Role(seat.post.role), Level(seat.post.level)):
        raise Refused(_("You hand over posts below your own; this one the security administrator hands over."))
    if seat.user_id == user.pk:
        raise Refused(_("{person} already holds this post: choose somebody else.").format(person=user), "user")
    _end(seat, by)
    following = _begin(seat.post, by, user, Term(SeatKind(seat.kind), timezone.localdate()))
    tell(subject=following, ended_seat=seat.pk)
    return following


def _begin(post: Post, by: Viewer, user: User, term: Term) -> Seat:
    if user.pk == by.user_id:
        raise Refused(_("Nobody gives a seat to themselves: a second person must do it."), "user")
    if not user.is_active:
        raise Refused(_("The account of {person} is disabled: enable it first.").format(person=user), "user")
    if post.closed_on is not None:
        raise Refused(_("This post is closed: open a new one."))
    if term.until is not None and term.until < term.since:
        raise Refused(_("The last day lies before the first: correct one of them."), "until")
    _refuse_taken(post, user, term)
    _refuse_united(post, user)
    _end_given_to_another(post, user, term)
    seat = Seat.objects.create(user=user, post=post, kind=term.kind, since=term.since, until=term.until)
    end_sessions_of(user)
    return seat


def _refuse_taken(post: Post, user: User, term: Term) -> None:
    overlapping = Seat.objects.standing(term.since).filter(post=post)
    if term.until is not None:
        overlapping = overlapping.filter(since__lte=term.until)
    rival = Q(user=user) | Q(kind=SeatKind.HOLDER) if term.kind == SeatKind.HOLDER else Q(user=user)
    taken = overlapping.filter(rival).select_related("user").first()
    if taken is not None:
        words = _("{person} already holds this post in that time: end that seat first, or begin one as stand-in.")
        raise Refused(words.format(person=taken.user), "user")


def _refuse_united(post: Post, user: User) -> None:
    standing = Seat.objects.standing(timezone.localdate()).filter(user=user).select_related("post")
    for other in standing:
        if not may_share_a_person(Role(post.role), Role(other.post.role)):
            words = _(
                "{person} already acts as {post}: administrators stay apart from each other and from all offices."
            )
            raise Refused(words.format(person=user, post=other.post), "user")


def _end(seat: Seat, by: Viewer) -> None:
    if seat.user_id == by.user_id:
        raise Refused(_("Nobody ends their own seat: a second person must do it."))
    today = timezone.localdate()
    if seat.ended_at is not None or (seat.until is not None and seat.until < today):
        raise Refused(_("This seat has already ended."))
    seat.ended_at = timezone.now()
    seat.until = max(seat.since, today)
    seat.save(update_fields=["ended_at", "until"])
    if seat.kind == SeatKind.HOLDER or not Seat.objects.standing(today).filter(post=seat.post).exists():
        _end_given(seat.post, timezone.now())
    end_sessions_of(seat.user)


def _end_given_to_another(post: Post, user: User, term: Term) -> None:
    """Where the last person was another one, what was given to that person ends before this one begins."""
    last = post.seats.order_by("-since", "-pk").first()
    if last is None or last.user_id == user.pk:
        return
    holders = Seat.objects.standing(term.since).filter(post=post, kind=SeatKind.HOLDER)
    # A stand-in beside the holder acts for the holder.
    if term.kind == SeatKind.HOLDER or not holders.exists():
        _end_given(post, timezone.make_aware(datetime.combine(term.since, time.min)))


def _end_given(post: Post, moment: datetime) -> None:
    given = GivenSight.objects.meant_for_one_person(post)
    ended = sorted(given.values_list("pk", flat=True))
    if not ended:
        return
    if moment > timezone.now():
        given.filter(Q(until=None) | Q(until__gt=moment)).update(until=moment)
    else:
        given.update(withdrawn_at=timezone.now())
    tell(given_ended=ended)


def end_sessions_of(user: User) -> None:
    """Sign a person out everywhere: sessions are bound to the stamp."""
    user.sign_in_stamp = new_stamp()
    user.save(update_fields=["sign_in_stamp"])
