"""Verbs of the waiting queue: a pair is decided, a row alone is taken over or refused, and each taken back.

Before the commit a decision only says what becomes of rows; afterwards it writes into the register at once. What it
writes there has sources of its own, so that it can be taken back alone.
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.deciding import Work, mirror_of, note_decision
from xiangban.census.actions.imports import OWN_RECORD
from xiangban.census.actions.reliance import refuse_later, refuse_merged, refuse_worked_on
from xiangban.census.memory import forget, remember, said_by
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.rules import Decision, ImportState, RoundState, Verdict
from xiangban.children.bulk import withdraw_import

OPEN_STATES = (ImportState.READY, ImportState.COMMITTED)


@action("census.settle")
def settle_match(match: Match, by: Viewer, *, decision: str) -> Settlement | None:
    """Decide a pair: the same child, another one, or a row not to be taken over; None while more is asked of the row.

    Raises Refused when it is decided already, or the import or its round is closed.
    """
    match = (
        Match.objects.select_for_update(of=("self",)).select_related("batch__round", "record", "other").get(pk=match.pk)
    )
    _refuse_settling(match.batch)
    if match.decision or match.record.verdict != Verdict.WAITING:
        raise Refused(_("This pair is decided already."))
    note_decision(match, decision, timezone.now(), (by.user_id, by.post_id))
    if decision != Decision.REFUSE:
        remember(match.place_code, by, said_by(match), same=decision == Decision.SAME)
    tell(decision=decision, batch=match.batch_id)
    work = Work(match.record, by, match)
    verbs = {Decision.SAME: work.join, Decision.REFUSE: work.refuse}
    return _carried_out(work, verbs.get(Decision(decision), work.found_when_answered))


@action("census.settle")
def settle_record(record: CensusRecord, by: Viewer, *, decision: str) -> Settlement | None:
    """Take a waiting row over as a child of its own, or refuse it. Raises Refused when it does not wait."""
    record = CensusRecord.objects.select_for_update(of=("self",)).select_related("batch__round").get(pk=record.pk)
    _refuse_settling(record.batch)
    if record.verdict != Verdict.WAITING:
        raise Refused(_("This row does not wait for a decision."))
    tell(decision=decision, batch=record.batch_id)
    work = Work(record, by, None)
    return _carried_out(work, work.refuse if decision == Decision.REFUSE else work.found)


@action("census.unsettle")
def unsettle(settlement: Settlement, by: Viewer) -> None:
    """Take a decision back: the rows wait again, and what it wrote into the register is withdrawn. Raises Refused."""
    settlement = (
        Settlement.objects.select_for_update(of=("self",)).select_related("batch__round", "match").get(pk=settlement.pk)
    )
    _refuse_settling(settlement.batch)
    if settlement.taken_back_at is not None:
        raise Refused(_("This decision was taken back already."))
    refuse_later(settlement)
    if settlement.sources:
        refuse_merged(settlement.sources, settlement.batch.committed_at or settlement.decided_at)
        withdrawn = withdraw_import(settlement.sources, by, beside=OWN_RECORD)
        refuse_worked_on(withdrawn.kept, settlement.sources)
        tell_changes(withdrawn.digests, withdrawn.changes)
    for key, verdict, why, cluster, child in settlement.before:
        CensusRecord.objects.filter(pk=key).update(verdict=verdict, why=why, cluster=cluster, child=child)
    settlement.taken_back_at = timezone.now()
    settlement.save(update_fields=["taken_back_at"])
    if settlement.match is not None:
        _open_again(settlement.match)
    tell(batch=settlement.batch_id, decision=settlement.decision)


def _refuse_settling(batch: Import) -> None:
    if batch.state not in OPEN_STATES:
        raise Refused(_("Import {number} is closed: nothing in it is decided any more.").format(number=batch.pk))
    if batch.round.state != RoundState.OPEN:
        raise Refused(
            _("The round “{name}” is locked: decide before it is, or unlock it.").format(name=batch.round.name)
        )


def _carried_out(work: Work, verb: Callable[[], Settlement | None]) -> Settlement | None:
    """The decision's row; what it wrote is told to the trail."""
    settlement = verb()
    for written in work.written:
        tell_changes(written.digests, written.changes)
    return settlement


def _open_again(match: Match) -> None:
    Match.objects.filter(Q(pk=match.pk) | mirror_of(match), batch=match.batch_id).update(
        decision="", decided_at=None, decided_by=None, decided_post=None
    )
    if match.decision != Decision.REFUSE:
        forget(match.place_code, said_by(match))
