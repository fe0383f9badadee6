"""Verbs of the waiting queue: a pair is decided, a row alone is taken over or refused, and each taken back.

Before the commit a decision only says what becomes of rows; afterwards it writes into the register at once. What it
writes there has sources of its own, so that it can be taken back alone.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import OWN_RECORD, lay_source
from xiangban.census.memory import forget, remember
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.places import Places
from xiangban.census.register_rows import row_of_child
from xiangban.census.rules import MOVES_TO, SETTLED, Decision, ImportState, RoundState, Verdict, Why
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow, read_rows, told_in
from xiangban.census.standing import standing_files
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import Written, withdraw_import, write_foundings, write_updates
from xiangban.children.models import Child
from xiangban.children.rules import ChildState

OPEN_STATES = (ImportState.READY, ImportState.COMMITTED)
Before = list[list[object]]


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
    _note_decision(match, decision, by)
    if decision != Decision.REFUSE:
        remember(match.place_code, by, _said_by(match), same=decision == Decision.SAME)
    tell(decision=decision, batch=match.batch_id)
    settling = _Work(match.batch, match.record, by, match)
    if decision == Decision.SAME:
        return settling.join()
    return settling.refuse() if decision == Decision.REFUSE else settling.found_when_answered()


@action("census.settle")
def settle_record(record: CensusRecord, by: Viewer, *, decision: str) -> Settlement | None:
    """Take a waiting row over as a child of its own, or refuse it. Raises Refused when it does not wait."""
    record = CensusRecord.objects.select_for_update(of=("self",)).select_related("batch__round").get(pk=record.pk)
    _refuse_settling(record.batch)
    if record.verdict != Verdict.WAITING:
        raise Refused(_("This row does not wait for a decision."))
    tell(decision=decision, batch=record.batch_id)
    settling = _Work(record.batch, record, by, None)
    return settling.refuse() if decision == Decision.REFUSE else settling.found()


@action("census.unsettle")
def unsettle(settlement: Settlement, by: Viewer) -> None:
    """Take a decision back: the rows wait again, and what it wrote into the register is withdrawn. Raises Refused."""
    settlement = (
        Settlement.objects.select_for_update(of=("self",)).select_related("batch__round", "match").get(pk=settlement.pk)
    )
    _refuse_settling(settlement.batch)
    if settlement.taken_back_at is not None:
        raise Refused(_("This decision was taken back already."))
    _refuse_later(settlement)
    if settlement.sources:
        withdrawn = withdraw_import(settlement.sources, by, beside=OWN_RECORD)
        tell_changes(withdrawn.digests, withdrawn.changes)
    for key, verdict, why, cluster, child in settlement.before:
        CensusRecord.objects.filter(pk=key).update(verdict=verdict, why=why, cluster=cluster, child=child)
    settlement.taken_back_at = timezone.now()
    settlement.save(update_fields=["taken_back_at"])
    if settlement.match is not None:
        _open_again(settlement.match)
    tell(batch=settlement.batch_id, decision=settlement.decision)


class _Work:
    """One decision carried out: the rows it changes, what it writes, and its record."""

    def __init__(self, batch: Import, record: CensusRecord, by: Viewer, match: Match | None) -> None:
        self._batch, self._record, self._by, self._match = batch, record, by, match
        self._before: Before = []
        self._sources: list[int] = []

    def join(self) -> Settlement:
        """The waiting row is the child of the other side: a file, a settled row, or one that waits as well."""
        assert self._match is not None  # noqa: S101  told to the type checker
        rows, other = self._group(self._record.cluster), self._match.other
        if other is None:
            self._link(rows, self._match.child_id, self._cluster_of(self._match.child_id))
        elif other.verdict in SETTLED:
            self._link(rows, other.child_id, other.cluster)
        else:
            self._change(rows, Verdict.WAITING, Why.DOUBTFUL_LINK, other.cluster, None)
        return self._noted(Decision.SAME)

    def found_when_answered(self) -> Settlement | None:
        """The row is a child of its own once no question about it is open."""
        keys = [row.pk for row in self._group(self._record.cluster)]
        if Match._base_manager.filter(record__in=keys, decision="").exists():
            return None
        return self.found()

    def found(self) -> Settlement:
        """The rows found a file: at the commit, or at once where the import is in the register."""
        rows = self._group(self._record.cluster)
        child = self._write_founding(rows) if self._batch.state == ImportState.COMMITTED else None
        self._change(rows[:1], Verdict.NEW, "", self._record.cluster, child)
        self._change(rows[1:], Verdict.LINKED, "", self._record.cluster, child)
        return self._noted(Decision.NEW)

    def refuse(self) -> Settlement:
        """The row is not taken over."""
        self._change([self._record], Verdict.REFUSED, Why.BY_HAND, self._record.cluster, None)
        return self._noted(Decision.REFUSE)

    def _link(self, rows: Sequence[CensusRecord], child: int | None, cluster: int) -> None:
        if child is not None and Child._base_manager.filter(pk=child, state=ChildState.EXITED).exists():
            raise Refused(_("The file of this child was closed: restore it first, then decide."))
        if self._batch.state == ImportState.COMMITTED:
            if child is None:
                raise Refused(_("The other side's file was withdrawn: read and match the rosters again."))
            self._write_update(rows, child)
        self._change(rows, Verdict.LINKED, "", cluster, child)

    def _group(self, cluster: int) -> list[CensusRecord]:
        """The waiting rows that are one child as far as was decided."""
        rows = CensusRecord._base_manager.filter(batch=self._batch, cluster=cluster, verdict=Verdict.WAITING)
        return list(rows.order_by("pk"))

    def _cluster_of(self, child: int | None) -> int:
        """The number under which a file's rows stand in this import already, else the waiting row's own."""
        rows = CensusRecord._base_manager.filter(batch=self._batch, child=child, verdict__in=SETTLED)
        known = rows.values_list("cluster", flat=True).first()
        return self._record.cluster if known is None else known

    def _change(self, rows: Iterable[CensusRecord], verdict: str, why: str, cluster: int, child: int | None) -> None:
        for row in rows:
            self._before.append([row.pk, row.verdict, row.why, row.cluster, row.child_id])
            CensusRecord.objects.filter(pk=row.pk).update(verdict=verdict, why=why, cluster=cluster, child=child)

    def _write_founding(self, rows: Sequence[CensusRecord]) -> int:
        founded = write_foundings(foundings([self._staged(rows)], self._settling(rows)), self._by)
        self._tell(founded)
        return int(founded.children[0])

    def _write_update(self, rows: Sequence[CensusRecord], child: int) -> None:
        found = outcome(standing_files([child])[child], self._staged(rows), self._settling(rows))
        self._tell(write_updates([found.update], self._by))

    def _staged(self, rows: Sequence[CensusRecord]) -> list[StagedRow]:
        agencies = dict(self._batch.files.values_list("pk", "agency_kind"))
        records = CensusRecord._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
        return list(read_rows(records, agencies))

    def _settling(self, rows: Iterable[CensusRecord]) -> Settling:
        files = {file.pk: file for file in self._batch.files.all()}
        sheets = dict.fromkeys((row.file_id, row.sheet) for row in rows)
        laid: Mapping[tuple[int, str], int] = {key: lay_source(files[key[0]], key[1], self._batch).pk for key in sheets}
        self._sources = list(laid.values())
        places = Places(self._batch.interval)
        schools = Schools(self._batch.interval)
        return Settling(self._batch.place_code, places, schools, laid, MOVES_TO[self._batch.round.start_state])

    def _tell(self, written: Written) -> None:
        tell_changes(written.digests, written.changes)

    def _noted(self, decision: str) -> Settlement:
        record = CensusRecord._base_manager.get(pk=self._record.pk)
        settlement: Settlement = Settlement.objects.create(
            batch=self._batch,
            place_code=self._match.place_code if self._match else self._record.place_code,
            core=self._record.core,
            decision=decision,
            match=self._match,
            child_id=record.child_id,
            cluster=record.cluster,
            before=self._before,
            sources=self._sources,
            decided_at=timezone.now(),
            decided_by_id=self._by.user_id,
            decided_post_id=self._by.post_id,
        )
        return settlement


def _refuse_settling(batch: Import) -> None:
    if batch.state not in OPEN_STATES:
        raise Refused(_("Import {number} is closed: nothing in it is decided any more.").format(number=batch.pk))
    if batch.round.state != RoundState.OPEN:
        raise Refused(
            _("The round “{name}” is locked: decide before it is, or unlock it.").format(name=batch.round.name)
        )


def _refuse_later(settlement: Settlement) -> None:
    """What was decided later about the same rows is taken back first."""
    mine = {row[0] for row in settlement.before}
    later = Settlement.objects.filter(batch=settlement.batch_id, taken_back_at=None, pk__gt=settlement.pk)
    if any(mine & {row[0] for row in other.before} for other in later):
        raise Refused(_("A later decision stands on this one: take that back first."))
    written = settlement.batch.state == ImportState.COMMITTED and not settlement.sources
    if written and settlement.decision != Decision.REFUSE and settlement.child_id is not None:
        raise Refused(_("This decision went into the register with the import: take the import back."))


def _note_decision(match: Match, decision: str, by: Viewer) -> None:
    """The pair is decided, whichever of its sides asked."""
    mirror = Q(record=match.other_id, other=match.record_id) if match.other_id else Q(pk__in=[])
    Match.objects.filter(Q(pk=match.pk) | mirror, batch=match.batch_id, decision="").update(
        decision=decision, decided_at=timezone.now(), decided_by_id=by.user_id, decided_post_id=by.post_id
    )


def _open_again(match: Match) -> None:
    mirror = Q(record=match.other_id, other=match.record_id) if match.other_id else Q(pk__in=[])
    Match.objects.filter(Q(pk=match.pk) | mirror, batch=match.batch_id).update(
        decision="", decided_at=None, decided_by=None, decided_post=None
    )
    if match.decision != Decision.REFUSE:
        forget(match.place_code, _said_by(match))


def _said_by(match: Match) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What both sides tell of who they are."""
    mine = told_in(match.record.told)[0]
    if match.other is not None:
        return mine, told_in(match.other.told)[0]
    return mine, row_of_child(match.child_id or 0)
