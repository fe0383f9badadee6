"""Reads of the gate's own tables that span several of them, for its pages."""

from django.db.models import QuerySet
from django.utils import timezone

from xiangban.access.models import GivenSight, Invitation, Post, User


def with_waiting_link(users: QuerySet[User]) -> QuerySet[User]:
    """Those whose one-time link waits for a second person's word."""
    return users.filter(invitations__in=Invitation.objects.waiting(timezone.now(), timezone.localdate()))


def given_to_the_person(post: Post) -> int:
    """How much the post was given that ends with its holder's seat; 0 where all stays with the post."""
    return GivenSight.objects.meant_for_one_person(post).count()
