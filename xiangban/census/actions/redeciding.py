"""Decisions that last: kept as rows when an import is matched again, carried out anew, written after the commit's rest.

What one decision does is in deciding.py; which rows wait for it in ../held.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from xiangban.access.viewer import Viewer
from xiangban.census.actions.deciding import Work, note_decision
from xiangban.census.held import standing_decisions, unwritten
from xiangban.census.models import CensusRecord, Import, Match, Settlement
from xiangban.census.models.records import MatchKind
from xiangban.census.queries import row_counts
from xiangban.census.rules import SETTLED, Decision, Verdict
from xiangban.census.standing import standing_files
from xiangban.census.taking_in import settling_of
from xiangban.children.bulk import Written, write_foundings, write_updates

At = tuple[int, str, int]  # file, sheet and row: where a row stands, whatever key it has


@dataclass(frozen=True)
class Kept:
    """One decision, told by places of rows instead of keys; `question` is the pair it answered, not yet kept anew."""

    settlement: Settlement | None
    decision: str
    row: At
    other: At | None = None
    question: Match | None = None

    @property
    def when(self) -> datetime | None:
        """The moment of the decision."""
        answered = self.question.decided_at if self.question else None
        return answered or (self.settlement.decided_at if self.settlement else None)


def decisions_of(batch: Import) -> list[Kept]:
    """The decisions that stand in an import, in their order; also answers of pairs that have no row of their own."""
    answered = {one.match_id: one for one in standing_decisions(batch)}
    questions = _answered(batch, {key for key in answered if key is not None})
    if not answered and not questions:
        return []
    places, kept = _places(batch), list[Kept]()
    for match in questions:
        other = places[match.other_id] if match.other_id else None
        kept.append(Kept(answered.get(match.pk), match.decision, places[match.record_id], other, match))
    alone = [one for one in standing_decisions(batch) if one.match_id is None and one.before]
    kept += [Kept(one, one.decision, places[one.before[0][0]]) for one in alone]
    return sorted(kept, key=lambda one: (str(one.when), one.settlement.pk if one.settlement else 0))


def let_go(batch: Import) -> None:
    """Decisions no longer point at rows that are about to be replaced; those taken back keep who and when alone."""
    Settlement._base_manager.filter(batch=batch).update(match=None, before=[])


def decide_again(batch: Import, kept: Sequence[Kept], by: Viewer) -> None:
    """Carry the decisions out once more on the rows as they are matched now."""
    if not kept:
        return
    records = {(row.file_id, row.sheet, row.row): row.pk for row in _rows(batch)}
    for one in kept:
        row, other = records.get(one.row), records.get(one.other) if one.other else None
        if row is not None and (one.other is None or other is not None):
            _decide(one, row, other, by)
    batch.counts = {**batch.counts, "rows": row_counts(batch).by_verdict}
    batch.save(update_fields=["counts"])


def write_decisions(batch: Import, by: Viewer) -> list[Written]:
    """Write what was decided before the commit, each decision under sources of its own; after the commit's rest.

    Files are founded in one go, then standing files are written into, each once in a go.
    """
    writings = _writings(batch, by)
    new = [one for one in writings if one.settlement.decision == Decision.NEW]
    written = [_found(new, by)] if new else []
    later = [one for one in writings if one.settlement.decision != Decision.NEW]
    while later:
        at_once: dict[int, _Writing] = {}
        waiting = []
        for one in later:
            child = one.rows[0].child_id or _child_of(one.rows[0])
            if child is None:
                written.append(_found([one], by))
            elif at_once.setdefault(child, one) is not one:
                waiting.append(one)
        written += [_update(at_once, by)] if at_once else []
        later = waiting
    return written


@dataclass(frozen=True)
class _Writing:
    """A decision that goes into the register, with the rows that it settled last."""

    work: Work
    settlement: Settlement
    rows: list[CensusRecord]

    def note(self, child: int) -> None:
        """The rows and the decision know the file into which they went."""
        CensusRecord.objects.filter(pk__in=[row.pk for row in self.rows]).update(child=child)
        self.settlement.child_id, self.settlement.sources = child, self.work.sources
        self.settlement.save(update_fields=["child", "sources"])


def _writings(batch: Import, by: Viewer) -> list[_Writing]:
    decisions = unwritten(standing_decisions(batch))
    last = {row[0]: one.pk for one in decisions for row in one.before}
    rows = CensusRecord._base_manager.filter(pk__in=list(last), verdict__in=SETTLED).order_by("pk")
    settled: dict[int, list[CensusRecord]] = {}
    for row in rows.select_related("batch"):
        settled.setdefault(last[row.pk], []).append(row)
    shared = settling_of(batch) if settled else None
    return [
        _Writing(Work(settled[one.pk][0], by, one.match, one, shared), one, settled[one.pk])
        for one in decisions
        if one.pk in settled
    ]


def _found(writings: Sequence[_Writing], by: Viewer) -> Written:
    founded = write_foundings([file for one in writings for file in one.work.foundings(one.rows)], by)
    for child, one in zip(founded.children, writings, strict=True):
        one.note(child)
    return founded


def _update(writings: Mapping[int, _Writing], by: Viewer) -> Written:
    files = standing_files(writings)
    written = write_updates([one.work.update(one.rows, files[child]) for child, one in writings.items()], by)
    for child, one in writings.items():
        one.note(child)
    return written


def _child_of(row: CensusRecord) -> int | None:
    """The file that the other rows of this child of the import founded or were linked to."""
    known = CensusRecord._base_manager.filter(batch=row.batch_id, cluster=row.cluster, child__isnull=False)
    return known.filter(verdict__in=SETTLED).values_list("child_id", flat=True).first()


def _decide(kept: Kept, row: int, other: int | None, by: Viewer) -> None:
    record = CensusRecord._base_manager.select_related("batch__round").get(pk=row)
    match = _asked(kept, record, other)
    if match is not None and kept.when is not None:
        who = kept.question or kept.settlement
        assert who is not None  # noqa: S101  told to the type checker
        note_decision(match, kept.decision, kept.when, (who.decided_by_id, who.decided_post_id))
        match = Match._base_manager.select_related("record__batch", "other").get(pk=match.pk)
    work = Work(record, by, match, kept.settlement)
    if kept.decision == Decision.REFUSE:
        work.refuse()
    elif kept.decision == Decision.SAME:
        _join_again(work, record, match)
    else:
        _part_again(work, record, match, kept)


def _join_again(work: Work, record: CensusRecord, match: Match | None) -> None:
    """Both sides are one child, whatever matching alone makes of them now."""
    if match is None:
        return
    target = match.child_id if match.other is None else match.other.child_id
    cluster = match.other.cluster if match.other is not None else record.cluster
    already = record.child_id == target and (target is not None or record.cluster == cluster)
    if record.verdict == Verdict.WAITING and not (match.other is not None and record.cluster == cluster):
        work.join()
    elif already or record.child_id is not None:
        work.noted(Decision.SAME)  # matching says the same, or both have files: those are a merge
    else:
        rows = CensusRecord._base_manager.filter(batch=record.batch_id, cluster=record.cluster, child=None)
        work.move(list(rows.order_by("pk")), target, cluster)


def _part_again(work: Work, record: CensusRecord, match: Match | None, kept: Kept) -> None:
    """The row is a child of its own, whatever matching alone makes of it now."""
    if record.verdict == Verdict.WAITING:
        if work.found_when_answered() is None and kept.settlement is not None:
            work.noted(Decision.NEW)  # something else is asked of the row by now: that is answered first
    elif match is not None and _together(record, match):
        work.set_apart()
    elif kept.settlement is not None:
        work.noted(Decision.NEW)


def _together(record: CensusRecord, match: Match) -> bool:
    if match.other is None:
        return record.child_id == match.child_id
    return record.verdict in SETTLED and record.cluster == match.other.cluster


def _asked(kept: Kept, record: CensusRecord, other: int | None) -> Match | None:
    """The question this decision answers as it is asked now; where it is asked no more, it is kept all the same."""
    asked = kept.question
    if asked is None:
        return None
    pairs = Match._base_manager.filter(batch=record.batch_id).exclude(kind=MatchKind.MERGE)
    mine = Q(record=record, child=asked.child_id) if other is None else Q(record=record, other=other)
    found = pairs.filter(mine).first() or _of_its_file(pairs, record, other)
    if found is not None:
        return found
    return Match.objects.create(
        batch=record.batch, kind=asked.kind, place_code=asked.place_code, record=record, other_id=other,
        child_id=asked.child_id, log_odds=asked.log_odds, evidence=asked.evidence,
    )  # fmt: skip


def _of_its_file(pairs: QuerySet[Match], record: CensusRecord, other: int | None) -> Match | None:
    """The question about the file or the child of the import to which the other row belongs by now."""
    beside = CensusRecord._base_manager.filter(pk=other or 0).first()
    if beside is None:
        return None
    if beside.child_id is not None:
        return pairs.filter(record=record, child=beside.child_id).first()
    return pairs.filter(record=record, other__cluster=beside.cluster).first()


def _answered(batch: Import, with_a_row: Iterable[int]) -> list[Match]:
    """Every pair that was answered, once: of two mirrored questions the one that its decision points at."""
    rows = Match._base_manager.filter(batch=batch).exclude(decision="").exclude(kind=MatchKind.MERGE)
    first, seen, found = set(with_a_row), set[frozenset[int | None]](), []
    for match in sorted(rows.select_related("record", "other"), key=lambda one: (one.pk not in first, one.pk)):
        pair = frozenset({match.record_id, match.other_id or -(match.child_id or 0)})
        if pair not in seen:
            seen.add(pair)
            found.append(match)
    return found


def _places(batch: Import) -> dict[int, At]:
    return {row.pk: (row.file_id, row.sheet, row.row) for row in _rows(batch)}


def _rows(batch: Import) -> QuerySet[CensusRecord]:
    return CensusRecord._base_manager.filter(batch=batch).only("pk", "file_id", "sheet", "row")
