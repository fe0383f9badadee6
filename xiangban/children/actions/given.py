"""Giving one child's file into a post's sight for a purpose, and taking it back: assignment, a parent's own child.

Looks in an emergency or with a reason are in looks.py, the sight of a handover in handovers.py.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell_given
from xiangban.access.models import GivenSight, Post
from xiangban.access.models.sight import GivenSightQuerySet
from xiangban.access.roles import Facet, Role
from xiangban.access.viewer import Viewer
from xiangban.children.actions.checks import refuse_closed
from xiangban.children.actions.refusals import need
from xiangban.children.codes import SightPurpose
from xiangban.children.models import Child

# An emergency and a reason end by the clock, wherever the child is answered for; all else was given for work.
BY_THE_CLOCK = (SightPurpose.BREAK_GLASS, SightPurpose.REASON_GIVEN)
GIVEN_BY = {
    SightPurpose.HANDOVER: "children.propose_handover",
    SightPurpose.BREAK_GLASS: "children.break_glass",
    SightPurpose.REASON_GIVEN: "children.open_with_reason",
    SightPurpose.ASSIGNED: "children.assign",
    SightPurpose.OWN_CHILD: "children.invite_parent",
}


@action("children.assign", facet=Facet.FILE)
def assign_child(child: Child, by: Viewer, *, post: Post) -> None:
    """A social worker's post sees the contact of this child until it is unassigned."""
    child.refresh_from_db()
    refuse_closed(child, "assign")
    _refuse_other_post(child, post, Role.SOCIAL_WORKER)
    if _given(child, SightPurpose.ASSIGNED).filter(post=post).exists():
        raise Refused(_("This post has the child already. Reload the page."), "post")
    give(child, post, "contact_only", SightPurpose.ASSIGNED)


@action("children.unassign", facet=Facet.FILE)
def unassign_child(child: Child, by: Viewer, *, post: Post | None) -> None:
    """The social worker's post sees the child no more; a number that is no post's is answered like one without it."""
    if post is None or not withdraw(child, SightPurpose.ASSIGNED, post):
        raise Refused(_("This post does not have the child any more. Reload the page."), "post")


@action("children.invite_parent", facet=Facet.FILE)
def invite_parent(child: Child, by: Viewer, *, post: Post) -> None:
    """A parent's post sees the file of the own child."""
    child.refresh_from_db()
    refuse_closed(child, "invite_parent")
    _refuse_other_post(child, post, Role.PARENT)
    if _given(child, SightPurpose.OWN_CHILD).filter(post=post).exists():
        raise Refused(_("This parent sees the child already. Reload the page."), "post")
    give(child, post, "own_child", SightPurpose.OWN_CHILD)


@action("children.withdraw_parent", facet=Facet.FILE)
def withdraw_parent(child: Child, by: Viewer, *, post: Post | None, reason: str) -> None:
    """The parent's post sees the child no more, from now on: where a parent is the danger, or the other one cares."""
    need(reason, "reason")
    if post is None or not withdraw(child, SightPurpose.OWN_CHILD, post):
        raise Refused(_("This parent does not see the child any more. Reload the page."))


def give(child: Child, post: Post, field_set: str, purpose: SightPurpose, until: datetime | None = None) -> GivenSight:
    """Write one row of given sight, from now on."""
    row = GivenSight.objects.create(
        post=post,
        model=Child.sight_label(),
        key=str(child.pk),
        field_set=field_set,
        purpose=purpose,
        since=timezone.now(),
        until=until,
        given_by=GIVEN_BY[purpose],
    )
    tell_given(row)
    return row


def withdraw(child: Child, purpose: SightPurpose, post: Post | None = None) -> int:
    """End the rows given for this purpose, to one post or to all; returns how many."""
    rows = _given(child, purpose)
    return (rows.filter(post=post) if post else rows).update(withdrawn_at=timezone.now())


def end_given(child: Child, place: int | None = None) -> None:
    """End the sight given for work, also by rooms above, to every post that does not cover this place; without a place,
    to all posts.
    """
    rows = GivenSight.objects.in_force(timezone.now()).filter(model=Child.sight_label(), key=str(child.pk))
    rows = rows.exclude(purpose__in=BY_THE_CLOCK)
    kept = Post.objects.covering(place, list(Role)) if place is not None else Post.objects.none()
    rows.exclude(post__in=kept.values("pk")).update(withdrawn_at=timezone.now())


def _given(child: Child, purpose: SightPurpose) -> GivenSightQuerySet:
    return GivenSight.objects.in_force(timezone.now()).filter(
        model=Child.sight_label(), key=str(child.pk), purpose=purpose
    )


def _refuse_other_post(child: Child, post: Post, role: Role) -> None:
    if not Post.objects.covering(child.responsible_code, [role]).filter(pk=post.pk).exists():
        sentence = _("Post: “{post}” is no open post of this kind for the child's place. Choose one from the list.")
        raise Refused(sentence.format(post=post), "post")
