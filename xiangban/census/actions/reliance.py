"""What stands on a decision: later ones about the same child, later work on a file it founded; each is named.

Taking decisions back is in settling.py, imports in commit.py.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.census.models import CensusRecord, Settlement
from xiangban.census.rules import Decision, ImportState
from xiangban.children.models import ChildMove, FactChange, Merge, MergeState, SourceKind
from xiangban.web.templatetags.web import chinese_date, chinese_moment

FOUND = "found"


def refuse_later(settlement: Settlement) -> None:
    """What was decided later about the same rows, or into the file of this decision, is taken back first."""
    later = Settlement.objects.filter(batch=settlement.batch_id, taken_back_at=None, pk__gt=settlement.pk)
    for other in later.order_by("-pk"):
        if _stands_on(other, settlement):
            sentence = _("The decision about {row}, of {moment}, stands on this one: take that back first.")
            raise Refused(sentence.format(row=_row_of(other), moment=chinese_moment(other.decided_at)))
    written = settlement.batch.state == ImportState.COMMITTED and not settlement.sources
    if written and settlement.before and settlement.decision != Decision.REFUSE and settlement.child_id is not None:
        raise Refused(_("This decision went into the register with the import: take the import back."))


def refuse_worked_on(kept: Iterable[int], sources: Collection[int]) -> None:
    """A file that a decision founded under these sources and on which others have worked since is not taken away."""
    for child in kept:
        sentence = _("The file that this decision founded has been worked on since ({work}): take that back first.")
        raise Refused(sentence.format(work=_work_on(child, sources)))


def refuse_merged(sources: Collection[int], since: datetime | None) -> None:
    """A file into which these sources wrote, and which was merged since, is taken apart again first."""
    told = FactChange._base_manager.filter(source__in=sources, withdrawn_at=None).values("child_id")
    merged = Merge._base_manager.filter(state=MergeState.MERGED).order_by("-decided_at")
    if since is not None:
        merged = merged.filter(decided_at__gt=since)
    newest = (merged.filter(child__in=told) | merged.filter(double__in=told)).first()
    if newest is not None:
        sentence = _("Two of its files were merged on {day} (merge {number}): take that apart first.")
        raise Refused(sentence.format(day=chinese_date(timezone.localdate(newest.decided_at)), number=newest.pk))


def _stands_on(later: Settlement, settlement: Settlement) -> bool:
    if {row[0] for row in settlement.before} & {row[0] for row in later.before}:
        return True
    if settlement.decision != Decision.NEW or later.decision != Decision.SAME or not settlement.before:
        return False
    same_file = settlement.child_id is not None and later.child_id == settlement.child_id
    return same_file or later.cluster == settlement.cluster


def _row_of(settlement: Settlement) -> str:
    key = settlement.before[0][0] if settlement.before else 0
    record = CensusRecord._base_manager.filter(pk=key).select_related("file").first()
    if record is None:
        return _("a row")
    return _("{file}, row {row}").format(file=record.file.name, row=record.row)


def _work_on(child: int, sources: Collection[int]) -> str:
    """What others wrote or did last in a file, in words."""
    change = FactChange._base_manager.filter(child=child, withdrawn_at=None).exclude(source__kind=SourceKind.RULE)
    last = change.exclude(source__in=sources).select_related("source").order_by("-recorded_at", "-pk").first()
    moved = ChildMove._base_manager.filter(child=child).exclude(move=FOUND).order_by("-pk").first()
    if moved is not None and (last is None or moved.at > last.recorded_at):
        return _("{state}, {moment}").format(state=moved.get_state_after_display(), moment=chinese_moment(moved.at))
    if last is None:
        return _("other rows lead to it")
    return _("{source}, {moment}").format(source=last.source.title, moment=chinese_moment(last.recorded_at))
