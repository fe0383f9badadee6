"""Rows as they lie in an import: sealed, each with its values and doubts, written and read in bulk.

What becomes of a row is judged in judging.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from xiangban.access.keys import blind_index
from xiangban.census.models import CensusRecord, Import
from xiangban.census.rosters.tables import Doubt, RosterTable
from xiangban.census.rules import Verdict, Why
from xiangban.census.told import Values, packed, told_in
from xiangban.children.bulk.tables import reserved_keys, sealer
from xiangban.lib.bulk_rows import insert_plain_rows

SHEET_LENGTH = 60
ROW = "census.row"  # the context of the keyed digest by which a row is known again
_IS, _NEXT = "\x1e", "\x1f"  # between field and value, and between the pairs, where they are digested
COLUMNS = (
    "id", "batch_id", "file_id", "sheet", "row", "place_code", "verdict", "why", "cluster", "core", "child_id",
    "doubts", "digest", "told",
)  # fmt: skip
# A driver takes plain texts sooner than members of an enumeration.
_PLAIN = {"": ""} | {str(word): word.value for word in (*Verdict, *Why)}
READ = ("pk", "file_id", "sheet", "row", "place_code", "verdict", "why", "cluster", "child_id", "digest", "told")


@dataclass(slots=True)
class StagedRow:
    """One data row of a roster: where it stands, what it says, what is doubtful in it, and what was judged of it."""

    file_id: int
    agency: str
    sheet: str
    row: int
    values: Values
    doubts: list[Doubt] = field(default_factory=list)
    place_code: int = 0
    verdict: str = Verdict.NEW
    why: str = ""
    cluster: int = 0
    child_id: int | None = None
    pk: int = 0
    digest: bytes = b""  # see give_digests
    sealed: bytes = b""  # see seal_rows


def staged_rows(file_id: int, agency: str, tables: Iterable[RosterTable]) -> Iterator[StagedRow]:
    """Every data row of a file, in the order of its sheets, with its digest; values without the empty ones."""
    index = blind_index().indexer(ROW)
    for table in tables:
        doubts: dict[int, list[Doubt]] = {}
        for doubt in table.doubts:
            doubts.setdefault(doubt.row, []).append(doubt)
        names, sheet = list(table.columns), table.sheet[:SHEET_LENGTH]
        lines = zip(table.rows, _digested_lines(agency, table), *table.columns.values(), strict=True)
        for row, digested, *texts in lines:
            values = {name: text for name, text in zip(names, texts, strict=True) if text}
            yield StagedRow(file_id, agency, sheet, row, values, doubts.get(row, []), digest=index(digested))


def give_digests(rows: Iterable[StagedRow]) -> None:
    """Each row gets the keyed digest by which it is known again, unless it has one."""
    index = blind_index().indexer(ROW)
    for row in rows:
        row.digest = row.digest or index(digest_of(row.agency, row.values)) or b""


def seal_rows(rows: Iterable[StagedRow]) -> None:
    """Each row gets what it told, sealed, unless it has that; neither values nor doubts may change any more."""
    seal = sealer(CensusRecord, "told")
    for row in rows:
        row.sealed = row.sealed or seal(packed(row.values, row.doubts))


@dataclass(frozen=True)
class SetAside:
    """Sealed rows of an import as lines of their table, ready before the transaction that brings them in."""

    lines: Sequence[Sequence[object]]

    def bring_in(self) -> None:
        """Put the rows into the table, inside the caller's transaction."""
        with connection.cursor() as cursor:
            insert_plain_rows(cursor, connection.vendor, CensusRecord._meta.db_table, COLUMNS, self.lines)


def set_aside(batch: Import, rows: Sequence[StagedRow]) -> SetAside:
    """Make the lines of an import's rows; each gets its key."""
    seal_rows(rows)
    for row, key in zip(rows, reserved_keys(CensusRecord, len(rows)) if rows else (), strict=True):
        row.pk = key
    return SetAside([_line(batch.pk, row) for row in rows])


def read_rows(records: "QuerySet[CensusRecord]", agencies: Mapping[int, str]) -> Iterator[StagedRow]:
    """The rows as they were staged, in the order asked for; `agencies` by key of the file."""
    told = records.values_list(*READ)
    for pk, file, sheet, line, place, verdict, why, cluster, child, digest, text in told.iterator(chunk_size=5_000):
        values, doubts = told_in(text)
        row = StagedRow(file, agencies[file], sheet, line, values, doubts, place, verdict, why, cluster, child, pk)
        row.digest = bytes(digest)
        yield row


def digest_of(agency: str, values: Mapping[str, str]) -> str:
    """What makes two rows of one agency the same row, wherever they stand in their files."""
    return _NEXT.join([agency, *(f"{name}{_IS}{values[name]}" for name in sorted(values) if name != "row_no")])


def _digested_lines(agency: str, table: RosterTable) -> Iterator[str]:
    """What digest_of says of every row of a table, put together by whole columns."""
    names = sorted(name for name in table.columns if name != "row_no")
    before = [f"{name}{_IS}" for name in names]
    for _row, *texts in zip(table.rows, *(table.columns[name] for name in names), strict=True):
        yield _NEXT.join([agency, *[name + text for name, text in zip(before, texts, strict=True) if text]])


def _line(batch: int, row: StagedRow) -> tuple[object, ...]:
    return (
        row.pk,
        batch,
        row.file_id,
        row.sheet,
        row.row,
        row.place_code,
        _PLAIN[row.verdict],
        _PLAIN[row.why],
        row.cluster,
        row.cluster,
        row.child_id,
        len(row.doubts),
        row.digest,
        row.sealed,
    )
