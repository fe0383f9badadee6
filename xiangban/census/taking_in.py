"""What a commit will write, made before the transaction that writes it: files to be founded, changes of standing files.

The stroke itself is in actions/commit.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import BinaryField, ExpressionWrapper, F

from xiangban.access.keys import cipher
from xiangban.access.viewer import Viewer
from xiangban.census.held import held_rows
from xiangban.census.known_rows import fresh, known_rows
from xiangban.census.models import CensusRecord, Import
from xiangban.census.places import Places
from xiangban.census.rules import MOVES_TO, SETTLED
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.standing import standing_files
from xiangban.census.told import told_in
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import Founding, Prepared, Update, prepare_shared
from xiangban.children.bulk.present import in_parts
from xiangban.children.models import Child

Rows = list[StagedRow]
CONTEXT = f"{CensusRecord._meta.label_lower}.told"  # of the seal


class SealedRow(NamedTuple):
    """A row that founds a file, as it lies in the import; it is opened where it is worked on."""

    pk: int
    file_id: int
    sheet: str
    row: int
    cluster: int
    digest: bytes
    told: bytes


@dataclass
class Stroke:
    """Everything a commit writes: the rows behind each new file, and by its key those a standing file has not heard;
    `versions` are those of the standing files when the updates were worked out.
    """

    new: list[list[SealedRow]]
    prepared: Prepared
    standing: dict[int, Rows]
    updates: dict[int, Update]
    versions: dict[int, int]
    settling: Settling


def made_ready(batch: Import, by: Viewer) -> Stroke:
    """Read the settled rows of an import and make all that they will write."""
    settling = settling_of(batch)
    agencies = dict(batch.files.values_list("pk", "agency_kind"))
    new, linked = _new(batch), _linked(batch, agencies)
    known = known_rows(batch.interval) if linked else {}
    standing = {child: rows for child, some in linked.items() if (rows := fresh(child, some, known))}
    prepared = prepare_shared(new, partial(_foundings, agencies=agencies, settling=settling), by)
    versions = versions_of(standing)
    return Stroke(new, prepared, standing, updates_of(standing, settling), versions, settling)


def settling_of(batch: Import) -> Settling:
    """What all rows of an import share when they are written."""
    sources = {(file.pk, sheet): key for file in batch.files.all() for sheet, key in file.sources.items()}
    places, schools = Places(batch.interval), Schools(batch.interval)
    return Settling(batch.place_code, places, schools, sources, MOVES_TO[batch.round.start_state])


def updates_of(standing: Mapping[int, Sequence[StagedRow]], settling: Settling) -> dict[int, Update]:
    """What the rows mean for these files as they stand now."""
    files = standing_files(standing)
    return {child: outcome(files[child], rows, settling).update for child, rows in standing.items()}


def versions_of(children: Iterable[int]) -> dict[int, int]:
    """The versions of these files now."""
    found: dict[int, int] = {}
    for some in in_parts(children):
        found |= dict(Child._base_manager.filter(pk__in=some).values_list("pk", "version"))
    return found


def _new(batch: Import) -> list[list[SealedRow]]:
    """The rows of each child to be founded, in the order of the import."""
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED, child=None)
    records = records.exclude(pk__in=held_rows(batch))
    sealed = records.order_by("cluster", "pk").values_list(
        "pk", "file_id", "sheet", "row", "cluster", "digest", ExpressionWrapper(F("told"), BinaryField())
    )
    rows = (SealedRow(*columns) for columns in sealed.iterator(chunk_size=5_000))
    return [list(some) for _cluster, some in groupby(rows, key=attrgetter("cluster"))]


def _linked(batch: Import, agencies: Mapping[int, str]) -> dict[int, Rows]:
    """The rows of each child that stands, by its key."""
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED, child__isnull=False)
    records = records.exclude(pk__in=held_rows(batch))
    standing: dict[int, Rows] = {}
    for row in read_rows(records.order_by("cluster", "pk"), agencies):
        assert row.child_id is not None  # noqa: S101  asked for such rows only
        standing.setdefault(row.child_id, []).append(row)
    return standing


def _foundings(
    clusters: Iterable[Sequence[SealedRow]], *, agencies: Mapping[int, str], settling: Settling
) -> Iterator[Founding]:
    """What the rows mean for the files they found; reads no table, so that any process can do it."""
    opened = ([_opened(row, agencies) for row in rows] for rows in clusters)
    return foundings(opened, settling)


def _opened(row: SealedRow, agencies: Mapping[int, str]) -> StagedRow:
    values, _doubts = told_in(cipher().open(row.told, CONTEXT))
    agency, digest = agencies[row.file_id], bytes(row.digest)
    return StagedRow(row.file_id, agency, row.sheet, row.row, values, pk=row.pk, digest=digest)
