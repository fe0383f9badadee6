"""Rows that the register heard before: the same row of the same agency, in an import that stands, says nothing new.

By their digests alone: the values of earlier rosters may be deleted by now.
"""

from collections.abc import Iterable, Mapping, Sequence

from xiangban.census.models import CensusRecord, Import
from xiangban.census.staging import StagedRow
from xiangban.territories.rules import Interval

Known = Mapping[bytes, int]  # digest of a row → key of the child whose file heard it


def known_rows(interval: Interval) -> Known:
    """The rows of all committed imports that touch these places; a row that two files heard is left out."""
    imports = Import.objects.committed().overlapping(interval).values_list("pk", flat=True)
    heard = CensusRecord._base_manager.filter(batch__in=list(imports), child__isnull=False).order_by()
    found: dict[bytes, int] = {}
    several: set[bytes] = set()
    for digest, child in heard.values_list("digest", "child_id").iterator(chunk_size=10_000):
        key = bytes(digest)
        if found.setdefault(key, child) != child:
            several.add(key)
    return {key: child for key, child in found.items() if key not in several}


def fresh(child_id: int, rows: Iterable[StagedRow], known: Known) -> list[StagedRow]:
    """The rows that this file has not heard yet."""
    return [row for row in rows if known.get(row.digest) != child_id]


def pairs_known(rows: Sequence[StagedRow], children: Sequence[int], known: Known) -> list[tuple[int, int]]:
    """Rows with the files that heard them before, by their places when the files come after the rows."""
    if not known:
        return []
    place = {child: len(rows) + at for at, child in enumerate(children)}
    found = ((at, place.get(known.get(row.digest, 0))) for at, row in enumerate(rows))
    return [(at, file) for at, file in found if file is not None]
