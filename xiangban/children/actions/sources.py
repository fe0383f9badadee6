"""Withdrawing a source: what it said counts no more, and every fact falls back to what stood before.

A whole import of a higher room is undone by bulk/withdrawing.py, where this is done too.
"""

from xiangban.access.acts import NotPermitted, action, tell_changes
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.bulk.withdrawing import withdraw_words
from xiangban.children.models import Child, FactChange, Source
from xiangban.children.rules import ChildState


@action("children.withdraw_source")
def withdraw_source(source: Source, by: Viewer) -> int:
    """Withdraw every change of this source and write the present values anew; returns how many changes.

    The responsible place and the family stay as they are: the one moves by handover alone, the other is settled by
    people.
    """
    changes = FactChange.objects.filter(source=source, withdrawn_at=None)
    children = Child.objects.filter(pk__in=changes.values("child")).exclude(state=ChildState.MERGED)
    if children.exclude(pk__in=Child.objects.visible_to(by, Facet.ROSTER).values("pk")).exists():
        raise NotPermitted("children.withdraw_source", by, source, seen=False)
    withdrawn = withdraw_words([source.pk], by)
    tell_changes(withdrawn.digests, len(withdrawn.digests))
    return withdrawn.changes
