"""The work before the register: files read apart, rows matched and judged, questions laid down, counts for the preview.

Loads what reading and matching need, so only jobs and commands import it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import content_of, move_import
from xiangban.census.evidence_of import evidence_of
from xiangban.census.judging import Judged, Question, judge, mapping_of
from xiangban.census.models import CensusRecord, ColumnMapping, Import, ImportFile, Match, Settlement
from xiangban.census.models.records import MatchKind
from xiangban.census.places import Places
from xiangban.census.refusals import refuse_unread, say_refused
from xiangban.census.register_rows import RegisterRows, read_register, responsible_code_of
from xiangban.census.register_version import register_version
from xiangban.census.rosters.mapping import form_signature
from xiangban.census.rosters.opening import read_file
from xiangban.census.rosters.tables import Kind, ReadRoster, RosterTable
from xiangban.census.rules import Change, Verdict
from xiangban.census.staging import SHEET_LENGTH, StagedRow, staged_rows, write_records
from xiangban.census.standing import standing_files
from xiangban.census.transfer import Settling, outcome
from xiangban.children.models import Source, SourceKind
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.workbook import SheetRefused
from xiangban.territories.rules import ancestor_code, lowest_common_level

Tell = Callable[[int, int], object]
STEPS = 100
READ, MATCHED = 40, 80


@action("census.prepare")
def prepare_import(batch: Import, by: Viewer, *, progress: Tell) -> Import:
    """Read, match and judge; whatever an earlier attempt left is replaced. Raises Refused when a file is no roster."""
    _forget(batch)
    files = list(batch.files.select_related("content").order_by("number"))
    rosters = _read(files)
    progress(READ, STEPS)
    rows = [row for file, roster in zip(files, rosters, strict=True) for row in _rows_of(file, roster)]
    refuse_unread(batch, files, rosters, rows)
    version, register = register_version(batch.interval), read_register(batch.interval)
    judged = judge(batch, rows, register, lambda done, of: progress(READ + (MATCHED - READ) * done // of, STEPS))
    write_records(batch, rows)
    _write_questions(batch, judged)
    counts = _counts(batch, judged, register, files)
    move_import(batch, "prepare", by, counts=counts, register_version=version, message="")
    tell(rows=counts["rows"], questions=counts["questions"])
    progress(STEPS, STEPS)
    return batch


def _forget(batch: Import) -> None:
    for model in (Match, Settlement, CensusRecord):
        rows = model._base_manager.filter(batch=batch)
        rows._raw_delete(rows.db)  # nothing else points at them; a city's rows are not fetched to be deleted


def _read(files: Iterable[ImportFile]) -> list[ReadRoster]:
    """All files at once, each in a process of its own; the first that cannot be read is told by name."""
    contents = [
        (file, b"".join(sealed_files.open_file(content_of(file).stored_as)), _remembered(file)) for file in files
    ]
    with ThreadPoolExecutor(2) as pool:
        tasks = [(file, pool.submit(apart, read_file, content, file.name, known)) for file, content, known in contents]
        try:
            return [task.result() for _file, task in tasks]
        except SheetRefused as refused:
            name = next(file.name for file, task in tasks if task.exception() is refused)
            raise Refused(say_refused(name, refused), "files") from refused


def _content(file: ImportFile) -> bytes:
    return b"".join(sealed_files.open_file(content_of(file).stored_as))


def _remembered(file: ImportFile) -> dict[str, str | None] | None:
    """What was decided of this form's columns before; all forms of the agency at once, the reader knows its own."""
    known = ColumnMapping.objects.filter(agency_kind=file.agency_kind, place_code__lte=file.batch.place_code)
    fields = {key: field for mapping in known.order_by("remembered_at") for key, field in mapping.fields.items()}
    return fields or None


def _rows_of(file: ImportFile, roster: ReadRoster) -> list[StagedRow]:
    rows = list(staged_rows(file.pk, file.agency_kind, roster.tables))
    file.layout = [_layout_of(table) for table in roster.tables]
    kinds = Counter(left.kind.value for table in roster.tables for left in table.left_out)
    file.left_out = dict(kinds) | {"sheets": [[one.sheet, one.kind.value] for one in roster.refused]}
    _lay_sources(file, roster)
    file.save(update_fields=["layout", "left_out", "sources"])
    return rows


def _lay_sources(file: ImportFile, roster: ReadRoster) -> None:
    """A source for each sheet that has rows; it says nothing until values stand on it."""
    known = dict(file.sources)
    for sheet in dict.fromkeys(table.sheet[:SHEET_LENGTH] for table in roster.tables):
        if sheet not in known:
            known[sheet] = _source_of(file, sheet).pk
    file.sources = known


def _source_of(file: ImportFile, sheet: str) -> Source:
    return Source.objects.create(
        agency_id=file.agency_id,
        kind=SourceKind.ROSTER,
        title=file.name,
        file_hash=file.sha256,
        sheet=sheet,
        received_on=timezone.localdate(file.batch.received_at),
    )


def _layout_of(table: RosterTable) -> dict[str, object]:
    columns = [[c.column, c.header, c.group, c.field, c.why] for c in table.choices]
    return {
        "sheet": table.sheet,
        "header_rows": table.header_rows,
        "title": table.title,
        "unit": table.unit,
        "as_of": table.as_of,
        "rows": len(table.rows),
        "columns": columns,
        "signature": form_signature(table.choices),
    }


def _write_questions(batch: Import, judged: Judged) -> None:
    known = CensusRecord._base_manager.filter(batch=batch).values_list("file", "sheet", "row", "pk")
    keys = {(file, sheet, row): pk for file, sheet, row, pk in known}
    for row in judged.rows:
        row.pk = keys[row.file_id, row.sheet, row.row]
    Match.objects.bulk_create(
        [
            Match(
                batch=batch,
                kind=MatchKind.CHILD if question.child_id else MatchKind.ROWS,
                place_code=_decider(batch, question),
                record_id=question.row.pk,
                other_id=question.other.pk if question.other else None,
                child_id=question.child_id,
                log_odds=question.log_odds,
                evidence=json.dumps(evidence_of(judged, question), ensure_ascii=False),
            )
            for question in judged.questions
        ],
        batch_size=200,
    )


def _decider(batch: Import, question: Question) -> int:
    """The lowest place that covers both sides: who sees it decides the question."""
    first = question.row.place_code
    second = question.other.place_code if question.other else responsible_code_of(question.child_id)
    level = lowest_common_level(first, second)
    return batch.place_code if level is None else max(ancestor_code(first, level), batch.place_code)


def _counts(batch: Import, judged: Judged, register: RegisterRows, files: Iterable[ImportFile]) -> dict[str, object]:
    verdicts = Counter(row.verdict for row in judged.rows)
    members = sum(file.left_out.get(Kind.HOUSEHOLD_MEMBER.value, 0) for file in files)
    rows = {verdict: verdicts.get(verdict, 0) for verdict in Verdict.values} | {Verdict.NOT_A_CHILD: members}
    clusters = mapping_of(judged.rows)
    linked = {rows[0].child_id: rows for rows in clusters.values() if rows[0].child_id is not None}
    settling = Settling(batch.place_code, Places(batch.interval), {})
    known = standing_files(key for key in linked if key is not None)
    outcomes = [outcome(known[key], some, settling) for key, some in linked.items() if key is not None]
    changed = sum(bool(one.changed) for one in outcomes)
    return {
        "rows": {str(verdict): number for verdict, number in rows.items()},
        "all_rows": sum(rows.values()),
        "files": {
            Change.NEW.value: len(clusters) - len(linked),
            Change.CHANGED.value: changed,
            Change.UNCHANGED.value: len(outcomes) - changed,
            Change.CONFLICT.value: sum(bool(one.conflicts) for one in outcomes),
            Change.GONE.value: len(register.children) - len(linked),
        },
        "questions": len(judged.questions),
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
