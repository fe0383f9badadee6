"""Files that were merged: what a file's page says of those that went into it, and where a merged file's address leads.

Merging and taking apart are on pages of census/, by verbs of children/.
"""

from dataclasses import dataclass
from datetime import datetime

from xiangban.access.viewer import Viewer
from xiangban.children.merging import merge_of
from xiangban.children.models import Child, Merge, MergeState


@dataclass(frozen=True)
class MergedFile:
    """One merge of a file: the other file's number, its state, since when and by whom."""

    merge: int
    other: int
    waits: bool
    at: datetime
    by: str


def merges_of(child: Child, viewer: Viewer) -> list[MergedFile]:
    """The merges of a file that wait or stand, for the seats that decide them; newest first."""
    if not viewer.may("children.merge"):
        return []
    rows = Merge.objects.visible_to(viewer).filter(state__in=(MergeState.PROPOSED, MergeState.MERGED))
    mine = rows.filter(child=child) | rows.filter(double=child)
    return [_line(merge, child) for merge in mine.select_related("proposed_by", "decided_by").order_by("-pk")]


def merged_into(pk: int, viewer: Viewer) -> Merge | None:
    """The merge by which a file went into one that the viewer sees in the list; None for every other number."""
    merge = merge_of(pk)
    if merge is None or not Child.objects.visible_to(viewer).filter(pk=merge.child_id).exists():
        return None
    return merge


def _line(merge: Merge, child: Child) -> MergedFile:
    other = merge.double_id if merge.child_id == child.pk else merge.child_id
    by = merge.decided_by or merge.proposed_by
    waits = merge.state == MergeState.PROPOSED
    return MergedFile(merge.pk, other, waits, merge.decided_at or merge.proposed_at, by.title if by else "")
