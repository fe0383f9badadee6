"""The frozen lists follow when two files of the register are merged: the file that stays takes the other's place on
them; taken apart, each file stands where it stood.

The verbs are in children/; they call this inside their transaction.
"""

from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import ListedChild
from xiangban.children.models import Merge

KEPT = "campaigns"  # under this name the merge keeps what was moved here


def follow_merge(merge: Merge, verb: str, _by: Viewer) -> None:
    """Before two files become one, and after they were taken apart."""
    if verb == "merge":
        merge.carried = {**merge.carried, KEPT: _move_on(merge)}
    if verb == "part":
        rows = ListedChild._base_manager.filter(pk__in=merge.carried.get(KEPT, []), child=merge.child_id)
        rows.update(child=merge.double_id)


def _move_on(merge: Merge) -> list[int]:
    """Where both stand on a list, the second line stays with the file that goes: history counts it no more."""
    rows = ListedChild._base_manager
    known = rows.filter(child=merge.child_id).values("indicator_id")
    moved = list(rows.filter(child=merge.double_id).exclude(indicator__in=known).values_list("pk", flat=True))
    rows.filter(pk__in=moved).update(child=merge.child_id)
    return moved
