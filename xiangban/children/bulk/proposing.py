"""Merges that matching proposes: an import joins no two files of the register, it asks people to look.

Merging itself is a verb, see actions/merging.py.
"""

from collections.abc import Iterable

from django.utils import timezone

from xiangban.access.viewer import Viewer
from xiangban.children.merging import covering, pair_known, staying
from xiangban.children.models import Child, Merge, MergeState


def propose_merges(pairs: Iterable[tuple[int, int]], by: Viewer, *, reason: str) -> list[Merge]:
    """Propose these pairs of files, by their keys, inside the caller's transaction; returns those that are new.

    A pair that waits, was merged or was said to be two children is not proposed again.
    """
    found = []
    for one, other in dict.fromkeys((min(pair), max(pair)) for pair in pairs):
        known = pair_known(one, other)
        files = Child._base_manager.in_bulk([one, other])
        if len(files) < 2 or (known is not None and known.state != MergeState.PARTED):
            continue
        place = covering(files[one].responsible_code, files[other].responsible_code)
        if place is None:
            continue
        child, double = staying(files[one], files[other])
        merge = Merge(place_code=place, child=child, double=double, reason=reason, proposed_by_id=by.post_id)
        merge.proposed_at = timezone.now()
        merge.save(force_insert=True)
        found.append(merge)
    return found
