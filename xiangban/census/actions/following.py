"""The census follows when two files of the register are merged: its rows lead to the file that stays, people's word is
remembered, and all of it goes back when the merge is taken apart.

The verbs are in children/; they call this inside their transaction.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from xiangban.access.viewer import Viewer
from xiangban.census.memory import remember
from xiangban.census.models import CensusRecord, Match, Remembered, Settlement
from xiangban.census.models.records import MatchKind
from xiangban.census.register_rows import row_of_child
from xiangban.children.models import Merge

KEPT = "census"  # under this name the merge keeps what was moved here


def follow_merge(merge: Merge, verb: str, by: Viewer) -> None:
    """Before two files become one, after it was said that they are two, after they were taken apart."""
    if verb == "part":
        _go_back(merge)
        return
    pair = (row_of_child(merge.child_id), row_of_child(merge.double_id))
    said = remember(merge.place_code, by, pair, same=verb == "merge")
    moved = _move_on(merge) if verb == "merge" else {}
    merge.carried = {**merge.carried, KEPT: {"remembered": said.pk, "moved": moved}}


def _rows() -> dict[str, QuerySet[Any]]:
    """Rows of the census that lead to a file, by the name under which they are kept."""
    return {
        "records": CensusRecord._base_manager.all(),
        "matches": Match._base_manager.exclude(kind=MatchKind.MERGE),
        "settlements": Settlement._base_manager.all(),
    }


def _move_on(merge: Merge) -> dict[str, list[int]]:
    moved = {}
    for name, rows in _rows().items():
        mine = rows.filter(child=merge.double_id)
        moved[name] = list(mine.values_list("pk", flat=True))
        mine.update(child=merge.child_id)
    return moved


def _go_back(merge: Merge) -> None:
    kept = merge.carried.get(KEPT, {})
    for name, rows in _rows().items():
        rows.filter(pk__in=kept.get("moved", {}).get(name, []), child=merge.child_id).update(child=merge.double_id)
    Remembered._base_manager.filter(pk=kept.get("remembered"), withdrawn_at=None).update(withdrawn_at=timezone.now())
