"""An import worked out before anything is written: files read apart, rows matched and judged, counts for the preview.

Nothing here writes or locks; laying it down is in actions/prepare.py. Loads the matching libraries, so only jobs and
commands import it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.census.aging import aged_children
from xiangban.census.arrivals import reading
from xiangban.census.contents import content_of
from xiangban.census.judging import Before, Judged, Question, judge, look_at, mapping_of
from xiangban.census.known_rows import fresh, known_rows
from xiangban.census.models import CensusRecord, Import, ImportFile, Match
from xiangban.census.models.records import MatchKind
from xiangban.census.places import Places
from xiangban.census.refusals import cautions_of, refuse_without_rosters
from xiangban.census.register_rows import read_register, responsible_code_of
from xiangban.census.register_version import register_version
from xiangban.census.rosters.tables import Kind
from xiangban.census.rules import Change, Verdict, Why
from xiangban.census.school_names import untold_names
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow, give_digests, read_rows, seal_rows
from xiangban.census.standing import standing_files
from xiangban.census.telling import repetitions
from xiangban.census.transfer import Settling, outcome
from xiangban.lib.bulk_rows import collector_at_rest
from xiangban.lib.forked import processors
from xiangban.territories.rules import ancestor_code, lowest_common_level

Tell = Callable[[int, int], object]
RowsOfFiles = dict[int, list[StagedRow]]
STEPS = 100
READ, MATCHED = 40, 80


@dataclass
class Worked:
    """All that is laid down of an import in one stroke; `files` have a layout that is not yet saved."""

    rows: list[StagedRow]
    questions: list[Question]
    evidence: list[str]
    counts: dict[str, Any]
    register_version: int
    files: Sequence[ImportFile] = ()
    deciders: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, StagedRow]] = field(default_factory=list)
    schools: str = ""  # names of schools that tell none or several, see school_names.py


def worked_from_files(batch: Import, contents: Sequence[tuple[ImportFile, bytes]], tell: Tell) -> Worked:
    """Read, match and judge the files of an import. Raises Refused when none of them is a roster."""
    files = [file for file, _content in contents]
    with collector_at_rest():
        rows, before = _read(batch, contents, tell)
        refuse_without_rosters(files)
        return _worked(batch, [row for file in files for row in rows[file.pk]], files, before, tell)


def _read(batch: Import, contents: Sequence[tuple[ImportFile, bytes]], tell: Tell) -> tuple[RowsOfFiles, Before]:
    """The rows of each file, by its key, looked at one by one; and what they will be matched with."""
    rows: RowsOfFiles = {}
    with reading(batch, contents) as arrivals:
        before = _before(batch)
        for one in arrivals:
            rows[one.file.pk] = one.rows
            one.file.cautions = cautions_of(batch, one.file, one.roster, one.rows, before.places)
            look_at(one.rows, batch, before)
            tell(READ * len(rows) // len(contents), STEPS)
            if 0 < len(contents) - len(rows) < processors():
                seal_rows(one.rows)  # a processor has nothing to read; other rows are sealed while all are matched
    return rows, before


def worked_again(batch: Import, tell: Tell) -> Worked:
    """Match and judge the rows that lie in the import once more, against the register as it is now."""
    files = list(batch.files.order_by("number"))
    agencies = {file.pk: file.agency_kind for file in files}
    rows = list(read_rows(CensusRecord._base_manager.filter(batch=batch).order_by("pk"), agencies))
    before = _before(batch)
    look_at(rows, batch, before)
    return _worked(batch, rows, files, before, tell)


def contents_of(batch: Import) -> list[tuple[ImportFile, bytes]]:
    """The files of an import with their content, unsealed in memory. Raises Refused once they were deleted."""
    files = batch.files.select_related("content").order_by("number")
    return [(file, content_of(file)) for file in files]


def _before(batch: Import) -> Before:
    """All that an import is matched with; the version is older than what is read after it, never newer."""
    version, place = register_version(batch.interval), batch.interval
    return Before(version, read_register(place), known_rows(place), Places(place), Schools(place))


def _worked(batch: Import, rows: list[StagedRow], files: Sequence[ImportFile], before: Before, tell: Tell) -> Worked:
    give_digests(rows)
    judged = judge(batch, rows, before, lambda done, of: tell(READ + (MATCHED - READ) * done // of, STEPS))
    evidence = [json.dumps(question.evidence, ensure_ascii=False) for question in judged.questions]
    settling = Settling(batch.place_code, before.places, before.schools, {})
    counts = _counts(judged, before, files, settling)
    untold = untold_names(rows, before.schools)
    deciders = [_decider(batch, question) for question in judged.questions]
    return Worked(rows, judged.questions, evidence, counts, before.version, files, deciders, judged.merges, untold)


def matches_of(batch: Import, worked: Worked) -> list[Match]:
    """The questions to people as rows, not yet kept; the records have their keys."""
    asked = [
        Match(
            batch=batch,
            kind=MatchKind.CHILD if question.child_id else MatchKind.ROWS,
            place_code=decider,
            record_id=question.row.pk,
            other_id=question.other.pk if question.other else None,
            child_id=question.child_id,
            log_odds=question.log_odds,
            evidence=evidence,
        )
        for question, evidence, decider in zip(worked.questions, worked.evidence, worked.deciders, strict=True)
    ]
    return [*asked, *(_merge(batch, merge) for merge in worked.merges)]


def _decider(batch: Import, question: Question) -> int:
    first = question.row.place_code
    second = question.other.place_code if question.other else responsible_code_of(question.child_id)
    return _covering(batch, first, second)


def _covering(batch: Import, first: int, second: int) -> int:
    """The lowest place of the import that covers both sides: who sees it decides the question."""
    level = lowest_common_level(first, second)
    return batch.place_code if level is None else max(ancestor_code(first, level), batch.place_code)


def _merge(batch: Import, merge: tuple[int, int, StagedRow]) -> Match:
    """Two files that one row seems to tell of: an import joins none, it proposes."""
    one, other, row = merge
    place = _covering(batch, responsible_code_of(one), responsible_code_of(other))
    return Match(
        batch=batch, kind=MatchKind.MERGE, place_code=place, record_id=row.pk, child_id=one, other_child_id=other,
        log_odds=0.0,
    )  # fmt: skip


def _counts(judged: Judged, before: Before, files: Iterable[ImportFile], settling: Settling) -> dict[str, Any]:
    verdicts = Counter(row.verdict for row in judged.rows)
    members = sum(file.left_out.get(Kind.HOUSEHOLD_MEMBER.value, 0) for file in files)
    rows = {verdict: verdicts.get(verdict, 0) for verdict in Verdict.values} | {Verdict.NOT_A_CHILD: members}
    clusters = mapping_of(judged.rows)
    linked = {some[0].child_id: some for some in clusters.values() if some[0].child_id is not None}
    told = {child: new for child, some in linked.items() if (new := fresh(child, some, before.known))}
    known = standing_files(told)
    outcomes = [outcome(known[child], new, settling) for child, new in told.items()]
    changed = sum(bool(one.changed) for one in outcomes)
    return {
        "rows": {str(verdict): number for verdict, number in rows.items()},
        "all_rows": sum(rows.values()),
        "files": {
            Change.NEW.value: len(clusters) - len(linked),
            Change.CHANGED.value: changed,
            Change.UNCHANGED.value: len(linked) - changed,
            Change.CONFLICT.value: sum(bool(one.conflicts) for one in outcomes),
            Change.GONE.value: len(
                set(before.register.children) - before.register.closed - linked.keys() - judged.aged
            ),
        },
        "questions": len(judged.questions),
        "aged_out": aged_children(judged.rows),
        "too_little": sum(row.why == Why.TOO_LITTLE for row in judged.rows),
        "repeated": len(repetitions(judged.rows)),
        "prepared_at": timezone.now().isoformat(),
    }


def say_counts(batch: Import) -> str:
    """The sum of the rows in one line, as commands print it."""
    rows = batch.counts["rows"]
    words = _("{all} rows = {linked} linked + {new} new + {waiting} waiting + {refused} refused + {other} not a child")
    return words.format(
        all=batch.counts["all_rows"],
        linked=rows["linked"],
        new=rows["new"],
        waiting=rows["waiting"],
        refused=rows["refused"],
        other=rows["not_a_child"],
    )
