"""Whether the register of a territory changed since an import was matched: nothing may be founded twice.

The version is a number that grows with every file founded, moved to another place or withdrawn.
"""

from django.db.models import Max

from xiangban.children.models import ChildMove, Handover, Merge, MergeState
from xiangban.territories.rules import Interval


def register_version(interval: Interval) -> int:
    """The newest move of a file in the territory; exits and reviews count as well, so that it errs to the safe side."""
    inside = {"child__responsible_code__gte": interval.low, "child__responsible_code__lt": interval.high}
    moves = ChildMove._base_manager.filter(**inside).aggregate(last=Max("pk"))["last"] or 0
    received = Handover._base_manager.filter(**inside, state="received").count()
    return int(moves) * 1_000 + (received + _merges()) % 1_000


def _merges() -> int:
    """How often files were merged or taken apart, anywhere: the file that goes lies in no territory any more."""
    merged = Merge._base_manager.filter(state__in=(MergeState.MERGED, MergeState.PARTED)).count()
    return merged + Merge._base_manager.filter(state=MergeState.PARTED).count()
