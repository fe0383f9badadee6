"""Files of an import as they are read: each in a process of its own, its rows told as soon as it is done.

What the rows come to is worked out in working.py; what a sheet holds is read in rosters/.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

from xiangban.census.models import ColumnMapping, Import, ImportFile
from xiangban.census.refusals import refusal_of
from xiangban.census.rosters.mapping import form_signature
from xiangban.census.rosters.opening import read_file
from xiangban.census.rosters.tables import ReadRoster, RosterTable
from xiangban.census.staging import StagedRow, staged_rows
from xiangban.lib.forked import processors
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.workbook import SheetRefused
from xiangban.territories.rules import Level, ancestor_code


@dataclass(frozen=True)
class Arrival:
    """One file: all it said, and its rows with their digests; its layout, or why it is left out, is not yet saved."""

    file: ImportFile
    roster: ReadRoster
    rows: list[StagedRow]


@contextmanager
def reading(batch: Import, contents: Sequence[tuple[ImportFile, bytes]]) -> Iterator[Iterator[Arrival]]:
    """Begin to read all files; they come in the order in which they are done, and meanwhile others can be worked on.

    One that cannot be read or is no roster has no rows and says why.
    """
    known = {kind: _remembered(batch, kind) for kind in {file.agency_kind for file, _content in contents}}
    with ThreadPoolExecutor(processors()) as pool:
        reads: dict[Future[ReadRoster], ImportFile] = {}
        # The largest first: no processor waits for one that began late.
        for file, content in sorted(contents, key=lambda pair: -len(pair[1])):
            reads[pool.submit(apart, read_file, content, file.name, known[file.agency_kind])] = file
        yield (_arrived(reads[read], _read(read)) for read in as_completed(reads))


def _read(read: Future[ReadRoster]) -> ReadRoster | SheetRefused:
    try:
        return read.result()
    except SheetRefused as refused:
        return refused


def _remembered(batch: Import, agency_kind: str) -> dict[str, str | None] | None:
    """What was decided of this form's columns before; all forms of the agency at once, the reader knows its own."""
    above = [ancestor_code(batch.place_code, level) for level in Level]
    known = ColumnMapping.objects.filter(agency_kind=agency_kind, place_code__in=above)
    fields = {key: field for mapping in known.order_by("remembered_at") for key, field in mapping.fields.items()}
    return fields or None


def _arrived(file: ImportFile, read: ReadRoster | SheetRefused) -> Arrival:
    roster = ReadRoster() if isinstance(read, SheetRefused) else read
    file.refusal = refusal_of(read)
    file.layout = [_layout_of(table) for table in roster.tables]
    kinds = Counter(left.kind.value for table in roster.tables for left in table.left_out)
    file.left_out = dict(kinds) | {"sheets": [[one.sheet, one.kind.value] for one in roster.refused]}
    return Arrival(file, roster, list(staged_rows(file.pk, file.agency_kind, roster.tables)))


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
