"""Scenes of two files that are one child: proposed, merged, said to be two, taken apart again."""

from typing import Any

from tests.gate.cast import SEATS, holds
from tests.gate.cast_of_merges import MERGES
from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from xiangban.access.viewer import system_viewer
from xiangban.children import actions
from xiangban.children.merging import Choice
from xiangban.children.models import Merge


@performs("children.propose_merge")
def _propose_merge(stage: Stage, seat: str) -> Any:
    Merge.objects.all().delete()
    mine = [child for child in stage.children.values() if holds(SEATS[seat], child.responsible_code)]
    one, other = [*mine, *stage.children.values()][:2]
    words = {"who": other.name, "other": str(other.pk), **WHY}
    return send(stage, seat, "children:propose_merge", {"pk": one.pk}, **words)


@performs("children.merge")
def _merge(stage: Stage, seat: str) -> Any:
    merge = _of(stage, seat)
    return send(stage, seat, "census:merge_files", {"pk": merge.pk}, stays=str(merge.child_id), **WHY)


@performs("children.refuse_merge")
def _refuse_merge(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:refuse_merge", {"pk": _of(stage, seat).pk}, **WHY)


@performs("children.part")
def _part(stage: Stage, seat: str) -> Any:
    merge = _of(stage, seat)
    actions.merge_children(merge, system_viewer("a scene"), choice=Choice(merge.child_id), reason="核实")
    return send(stage, seat, "census:part", {"pk": merge.pk}, **WHY)


def _of(stage: Stage, seat: str) -> Merge:
    """A merge that this seat decides and of which no handover is under way."""
    labels = [label for label, at in MERGES.items() if holds(SEATS[seat], at.place)]
    merge = stage.merges[next(iter(labels), "merge of the township")]
    merge.refresh_from_db()
    for child in (merge.child, merge.double):
        child.handovers.all().delete()
    return merge
