"""Giving one child's file into a post's sight for a purpose, and taking it back: assignment, a parent's own child.

Looks in an emergency or with a reason are in looks.py, the sight of a handover in handovers.py.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action
from xiangban.access.models import GivenSight, Post
from xiangban.access.models.sight import GivenSightQuerySet
from xiangban.access.roles import Facet, Role
from xiangban.access.viewer import Viewer
from xiangban.children.codes import SightPurpose
from xiangban.children.models import Child

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
    _refuse_other_post(child, post, Role.SOCIAL_WORKER)
    if _given(child, SightPurpose.ASSIGNED).filter(post=post).exists():
        raise Refused(_("This post has the child already. Reload the page."), "post")
    give(child, post, "contact_only", SightPurpose.ASSIGNED)


@action("children.unassign", facet=Facet.FILE)
def unassign_child(child: Child, by: Viewer, *, post: Post) -> None:
    """The social worker's post sees the child no more."""
    if not withdraw(child, SightPurpose.ASSIGNED, post):
        raise Refused(_("This post does not have the child any more. Reload the page."), "post")


@action("children.invite_parent", facet=Facet.FILE)
def invite_parent(child: Child, by: Viewer, *, post: Post) -> None:
    """A parent's post sees the file of the own child."""
    _refuse_other_post(child, post, Role.PARENT)
    if _given(child, SightPurpose.OWN_CHILD).filter(post=post).exists():
        raise Refused(_("This parent sees the child already. Reload the page."), "post")
    give(child, post, "own_child", SightPurpose.OWN_CHILD)


def give(child: Child, post: Post, field_set: str, purpose: SightPurpose, until: datetime | None = None) -> GivenSight:
    """Write one row of given sight, from now on."""
    return GivenSight.objects.create(
        post=post,
        model=Child.sight_label(),
        key=str(child.pk),
        field_set=field_set,
        purpose=purpose,
        since=timezone.now(),
        until=until,
        given_by=GIVEN_BY[purpose],
    )


def withdraw(child: Child, purpose: SightPurpose, post: Post | None = None) -> int:
    """End the rows given for this purpose, to one post or to all; returns how many."""
    rows = _given(child, purpose)
    return (rows.filter(post=post) if post else rows).update(withdrawn_at=timezone.now())


def _given(child: Child, purpose: SightPurpose) -> GivenSightQuerySet:
    return GivenSight.objects.in_force(timezone.now()).filter(
        model=Child.sight_label(), key=str(child.pk), purpose=purpose
    )


def _refuse_other_post(child: Child, post: Post, role: Role) -> None:
    if not Post.objects.covering(child.responsible_code, [role]).filter(pk=post.pk).exists():
        sentence = _("Post: “{post}” is no open post of this kind for the child's place. Choose one from the list.")
        raise Refused(sentence.format(post=post), "post")
