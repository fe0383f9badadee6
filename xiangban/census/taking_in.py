"""What a commit will write, made before the transaction that writes it: files to be founded, changes of standing files.

The stroke itself is in actions/commit.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xiangban.access.viewer import Viewer
from xiangban.census.known_rows import fresh, known_rows
from xiangban.census.models import CensusRecord, Import
from xiangban.census.places import Places
from xiangban.census.rules import MOVES_TO, SETTLED
from xiangban.census.schools import Schools
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.standing import standing_files
from xiangban.census.transfer import Settling, foundings, outcome
from xiangban.children.bulk import Prepared, Update, prepare_foundings
from xiangban.children.bulk.present import in_parts
from xiangban.children.models import Child

Rows = list[StagedRow]


@dataclass
class Stroke:
    """Everything a commit writes: the rows behind each new file, and by its key those a standing file has not heard;
    `versions` are those of the standing files when the updates were worked out.
    """

    new: list[Rows]
    prepared: Prepared
    standing: dict[int, Rows]
    updates: dict[int, Update]
    versions: dict[int, int]
    settling: Settling


def made_ready(batch: Import, by: Viewer) -> Stroke:
    """Read the settled rows of an import and make all that they will write."""
    settling = settling_of(batch)
    new, linked = _clusters(batch)
    known = known_rows(batch.interval) if linked else {}
    standing = {child: rows for child, some in linked.items() if (rows := fresh(child, some, known))}
    prepared = prepare_foundings(foundings(new, settling), by)
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


def _clusters(batch: Import) -> tuple[list[Rows], dict[int, Rows]]:
    """The rows of each child to be founded, and by key of each that stands, in the order of the import."""
    records = CensusRecord._base_manager.filter(batch=batch, verdict__in=SETTLED)
    new: dict[int, Rows] = {}
    standing: dict[int, Rows] = {}
    agencies = dict(batch.files.values_list("pk", "agency_kind"))
    for row in read_rows(records.order_by("cluster", "pk"), agencies):
        if row.child_id is None:
            new.setdefault(row.cluster, []).append(row)
        else:
            standing.setdefault(row.child_id, []).append(row)
    return list(new.values()), standing
