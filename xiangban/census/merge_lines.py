"""The list of merges that a seat decides, and which comes next.

What one of them shows is in merge_sides.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xiangban.access.viewer import Viewer
from xiangban.census.merge_sides import facets_between
from xiangban.children.models import Merge, MergeState
from xiangban.children.names import name_for
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level
from xiangban.web.badges import Badge, Tone

MERGE_BADGES = {
    MergeState.PROPOSED: Badge(MergeState.PROPOSED.label, Tone.WARNING, "user-question"),
    MergeState.MERGED: Badge(MergeState.MERGED.label, Tone.GOOD, "git-merge"),
    MergeState.REFUSED: Badge(MergeState.REFUSED.label, Tone.PLAIN, "users"),
    MergeState.PARTED: Badge(MergeState.PARTED.label, Tone.NOTICE, "history"),
}


@dataclass(frozen=True)
class MergeLine:
    """One merge in the list: both names as the reader may read them, who proposed it, why and when."""

    merge: Merge
    names: tuple[str, str]
    place: str
    badge: Badge
    by: str
    at: datetime


def merges_of(viewer: Viewer) -> Any:
    """The merges in sight of a seat; of those proposed only the ones whose files still stand."""
    rows = Merge.objects.visible_to(viewer).exclude(state=MergeState.PROPOSED, child__responsible_code__lt=0)
    rows = rows.exclude(state=MergeState.PROPOSED, double__responsible_code__lt=0)
    return rows.select_related("child", "double", "proposed_by")


def next_merge(viewer: Viewer, merge: Merge) -> int | None:
    """The key of the proposal behind this one."""
    waiting = merges_of(viewer).filter(state=MergeState.PROPOSED)
    key: int | None = waiting.filter(pk__lt=merge.pk).order_by("-pk").values_list("pk", flat=True).first()
    return key


def merge_lines(rows: Sequence[Merge], viewer: Viewer) -> list[MergeLine]:
    """The rows of one page."""
    places = place_names().long_names([row.place_code for row in rows], below=Level.CITY)
    lines = []
    for row in rows:
        facets = facets_between(row, viewer)
        names = (name_for(row.child.name, facets), name_for(row.double.name, facets))
        by = row.proposed_by.title if row.proposed_by else ""
        badge = MERGE_BADGES[MergeState(row.state)]
        lines.append(MergeLine(row, names, places[row.place_code], badge, by, row.decided_at or row.proposed_at))
    return lines
