"""The waiting queue of an import: which pair comes next, how many are left, what was decided last.

What a pair shows is in sides.py; the verbs are in actions/settling.py.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from xiangban.access.viewer import Viewer
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.queries import OPEN
from xiangban.census.says import Spoken, reasons_of
from xiangban.census.sides import Fact, Side, facts_of_pair, sides_of

PAGE = 20
LAST = 5


@dataclass(frozen=True)
class Pair:
    """A question with both sides, the facts beside each other, and the reasons in words."""

    match: Match
    left: Side
    right: Side
    facts: list[Fact]
    reasons: list[Spoken]


def open_pairs(viewer: Viewer, batch: Import) -> Any:
    """The open questions of an import that this seat decides, the likeliest first."""
    rows = Match.objects.visible_to(viewer).filter(OPEN, batch=batch)
    return rows.select_related("record__file", "other__file").order_by("-log_odds", "pk")


def after(pairs: Any, key: str) -> Any:
    """Those behind the pair of this key, which was left for later."""
    left = pairs.model._base_manager.filter(pk=int(key)).first() if key.isascii() and key.isdigit() else None
    return pairs.filter(Q(log_odds__lt=left.log_odds) | Q(log_odds=left.log_odds, pk__gt=left.pk)) if left else pairs


def pair_of(match: Match, viewer: Viewer) -> Pair:
    """A question as a page shows it."""
    left, right = sides_of(match, viewer)
    return Pair(match, left, right, facts_of_pair(left, right), reasons_of(match, left.facets & right.facets))


def decided_last(viewer: Viewer, batch: Import) -> list[Settlement]:
    """The newest decisions that stand, so that a slip is taken back at once."""
    return list(decided(viewer, batch)[:LAST])


def decided(viewer: Viewer, batch: Import) -> Any:
    """The decisions of an import that stand, newest first."""
    rows = Settlement.objects.visible_to(viewer).filter(batch=batch, taken_back_at=None)
    return rows.select_related("match__record__file", "decided_by")


def asked_elsewhere(record: CensusRecord, viewer: Viewer) -> bool:
    """Whether a question about this row is decided by a higher place: the reader learns no more than that."""
    questions = Match._base_manager.filter(record=record, decision="")
    seen = Match.objects.visible_to(viewer).filter(record=record, decision="")
    return bool(questions.exclude(pk__in=seen.values("pk")).exists())
