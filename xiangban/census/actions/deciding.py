"""One decision carried out: the rows it changes, what it writes into the register, and its own row.

Who may decide, and when, is asked in settling.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import lay_source
from xiangban.census.models import CensusRecord, Match, Settlement
from xiangban.census.rules import SETTLED, Decision, ImportState, Verdict, Why
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.standing import StandingFile, standing_files
from xiangban.census.taking_in import settling_of
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import Founding, Update, Written, write_foundings, write_updates
from xiangban.children.models import Child
from xiangban.children.rules import ChildState

Before = list[list[object]]


class Work:
    """One decision about a row, by a viewer; `standing` is the row of a decision that is carried out anew, `shared`
    what all rows of the import share, where many decisions are written at once.
    """

    def __init__(
        self,
        record: CensusRecord,
        by: Viewer,
        match: Match | None,
        standing: Settlement | None = None,
        shared: Settling | None = None,
    ) -> None:
        self._batch, self._record, self._by, self._match = record.batch, record, by, match
        self._standing, self._shared = standing, shared
        self._before: Before = []
        self._sources: list[int] = []
        self.written: list[Written] = []

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
        return self.noted(Decision.SAME)

    def found_when_answered(self) -> Settlement | None:
        """The row is a child of its own once no question about it is open."""
        keys = [row.pk for row in self._group(self._record.cluster)]
        if Match._base_manager.filter(record__in=keys, decision="").exists():
            return None
        return self.found()

    def found(self) -> Settlement:
        """The rows found a file: at the commit, or at once where the import is in the register."""
        rows = self._group(self._record.cluster)
        child = self.write_founding(rows) if self._batch.state == ImportState.COMMITTED else None
        self._change(rows[:1], Verdict.NEW, "", self._record.cluster, child)
        self._change(rows[1:], Verdict.LINKED, "", self._record.cluster, child)
        return self.noted(Decision.NEW)

    def refuse(self) -> Settlement:
        """The row is not taken over."""
        self._change([self._record], Verdict.REFUSED, Why.BY_HAND, self._record.cluster, None)
        return self.noted(Decision.REFUSE)

    def move(self, rows: Sequence[CensusRecord], child: int | None, cluster: int) -> Settlement:
        """Rows that matching alone has settled elsewhere go to this child, as it was decided before."""
        self._change(rows, Verdict.LINKED, "", cluster, child)
        return self.noted(Decision.SAME)

    def set_apart(self) -> Settlement:
        """The row, which matching alone has joined with another, is a child of its own, as it was decided before."""
        last = CensusRecord._base_manager.filter(batch=self._batch).aggregate(last=Max("cluster"))["last"]
        self._change([self._record], Verdict.NEW, "", int(last) + 1, None)
        return self.noted(Decision.NEW)

    def write_founding(self, rows: Sequence[CensusRecord]) -> int:
        """Found a file by these rows, under sources of this decision; returns its key."""
        founded = write_foundings(self.foundings(rows), self._by)
        self.written.append(founded)
        return int(founded.children[0])

    def write_update(self, rows: Sequence[CensusRecord], child: int) -> None:
        """Write these rows into a standing file, under sources of this decision."""
        self.written.append(write_updates([self.update(rows, standing_files([child])[child])], self._by))

    def foundings(self, rows: Sequence[CensusRecord]) -> Iterable[Founding]:
        """The file that these rows found, not yet written."""
        return foundings([self._staged(rows)], self._settling(rows))

    def update(self, rows: Sequence[CensusRecord], file: StandingFile) -> Update:
        """What these rows mean for a standing file, not yet written."""
        return outcome(file, self._staged(rows), self._settling(rows)).update

    @property
    def sources(self) -> list[int]:
        """The keys of the sources that this decision laid down."""
        return self._sources

    def noted(self, decision: str) -> Settlement:
        """The row of the decision: who said what and when, and what it changed."""
        record = CensusRecord._base_manager.get(pk=self._record.pk)
        settlement = self._standing or Settlement(
            batch=self._batch,
            decided_at=timezone.now(),
            decided_by_id=self._by.user_id,
            decided_post_id=self._by.post_id,
        )
        settlement.place_code = self._match.place_code if self._match else self._record.place_code
        settlement.core, settlement.decision, settlement.match = self._record.core, decision, self._match
        settlement.child_id, settlement.cluster = record.child_id, record.cluster
        settlement.before, settlement.sources = self._before, self._sources
        settlement.save()
        return settlement

    def _link(self, rows: Sequence[CensusRecord], child: int | None, cluster: int) -> None:
        if child is not None and Child._base_manager.filter(pk=child, state=ChildState.EXITED).exists():
            raise Refused(_("The file of this child was closed: restore it first, then decide."))
        if self._batch.state == ImportState.COMMITTED:
            if child is None:
                raise Refused(_("The other side's file was withdrawn: read and match the rosters again."))
            self.write_update(rows, child)
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

    def _staged(self, rows: Sequence[CensusRecord]) -> list[StagedRow]:
        agencies = dict(self._batch.files.values_list("pk", "agency_kind"))
        records = CensusRecord._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
        return list(read_rows(records, agencies))

    def _settling(self, rows: Iterable[CensusRecord]) -> Settling:
        files = {file.pk: file for file in self._batch.files.all()}
        sheets = dict.fromkeys((row.file_id, row.sheet) for row in rows)
        laid: Mapping[tuple[int, str], int] = {key: lay_source(files[key[0]], key[1], self._batch).pk for key in sheets}
        self._sources = list(laid.values())
        return replace(self._shared or settling_of(self._batch), sources=laid)


def note_decision(match: Match, decision: str, when: datetime, who: tuple[int | None, int | None]) -> None:
    """The pair is decided, whichever of its sides asked; `who` are the keys of user and post."""
    Match.objects.filter(Q(pk=match.pk) | mirror_of(match), batch=match.batch_id, decision="").update(
        decision=decision, decided_at=when, decided_by_id=who[0], decided_post_id=who[1]
    )


def mirror_of(match: Match) -> Q:
    """The same two rows asked of from the other side."""
    return Q(record=match.other_id, other=match.record_id) if match.other_id else Q(pk__in=[])
