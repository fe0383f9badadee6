"""The verb that says why children differ from the last round; saying nothing takes the last word back.

What differs is worked out in differences.py; which causes fit which difference is in causes.py.
"""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.causes import CAUSES, Cause
from xiangban.census.differences import Difference, differing
from xiangban.census.models import CensusRound, Explanation
from xiangban.census.rules import RoundState
from xiangban.territories.models import Territory


@action("census.explain")
def explain(place: Territory, by: Viewer, *, sweep: CensusRound, causes: Mapping[int, str], words: str = "") -> int:
    """Write a cause for children of a place by their keys, "" takes one back; returns how many changed. Raises Refused.

    Who does not differ, or differs for that cause already, is passed over.
    """
    if CensusRound.objects.get(pk=sweep.pk).state != RoundState.OPEN:
        raise Refused(_("The round “{name}” is locked: its causes stand.").format(name=sweep.name))
    changed = [one for one in differing(by, sweep, place) if _changes(one, causes)]
    for one in changed:
        _refuse_cause(one, causes[one.child], words)
    Explanation.objects.bulk_create(
        Explanation(
            round=sweep, child_id=one.child, since=one.since, cause=causes[one.child],
            words=words if causes[one.child] else "", at=timezone.now(), by_id=by.user_id, post_id=by.post_id,
        )
        for one in changed
    )  # fmt: skip
    tell(round=sweep.pk, children=[one.child for one in changed])
    return len(changed)


def _changes(one: Difference, causes: Mapping[int, str]) -> bool:
    return one.child in causes and causes[one.child] != (one.given.cause if one.given else "")


def _refuse_cause(one: Difference, cause: str, words: str) -> None:
    if cause and cause not in CAUSES[one.since]:
        raise Refused(
            _("Cause of the difference: “{cause}” does not say why a child differs like this.").format(cause=cause),
            "cause",
        )
    if cause == Cause.OTHER and not words.strip():
        raise Refused(_("Cause in words: say which other reason it is."), "words")
