"""What the page of an import shows of its files: how each was read, what was left out, what stands on the import.

The numbers of rows are in queries.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import Import, ImportFile
from xiangban.census.refusals import say_cautions, say_refusal
from xiangban.census.roster_words import FIELD_LABELS, LEFT_OUT, NO_ROSTERS
from xiangban.census.rosters.tables import Kind, NoRoster
from xiangban.census.rules import ImportState
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class FileRead:
    """A file in words: whose, how many rows, the lines left out by kind, columns left out by name, sheets refused."""

    file: ImportFile
    agency: StrOrPromise
    rows: int
    left_out: list[tuple[StrOrPromise, int]]
    dropped: list[str]
    unknown: list[str]
    refused: list[tuple[str, StrOrPromise]]
    refusal: str
    cautions: list[str]


def files_of(batch: Import) -> list[FileRead]:
    """The files of an import in their order."""
    return [_file_read(file) for file in batch.files.select_related("content").order_by("number")]


def _file_read(file: ImportFile) -> FileRead:
    columns = [column for table in file.layout for column in table["columns"]]
    return FileRead(
        file,
        AGENCY_WORDS.get(file.agency_kind, file.agency_kind),
        sum(table["rows"] for table in file.layout),
        [(LEFT_OUT[kind], file.left_out[kind]) for kind in Kind if kind in file.left_out],
        list(dict.fromkeys(_header_of(c) for c in columns if _is_dropped(c))),
        list(dict.fromkeys(_header_of(c) for c in columns if c[3] is None and not _is_dropped(c))),
        [(sheet, NO_ROSTERS[NoRoster(kind)]) for sheet, kind in file.left_out.get("sheets", [])],
        say_refusal(file),
        say_cautions(file),
    )


def _header_of(column: list[Any]) -> str:
    return "/".join(str(part).replace("\n", "") for part in (column[2], column[1]) if part)


def _is_dropped(column: list[Any]) -> bool:
    return column[3] is None and str(column[4]).startswith("dropped")


def stands_on(batch: Import) -> list[Import]:
    """Committed imports that came after this one into the same places: they are taken back first."""
    if batch.state != ImportState.COMMITTED:
        return []
    later = Import.objects.committed().overlapping(batch.interval).filter(committed_at__gt=batch.committed_at)
    return list(later.order_by("-committed_at"))


def remarks_on(counts: Mapping[str, Any]) -> list[str]:
    """What is said once of many rows of an import, in one line each."""
    too_little, repeated = counts.get("too_little", 0), counts.get("repeated", 0)
    remarks = []
    if aged := counts.get("aged_out", 0):
        words = _("{number} children are 16 or older on the day of the round: their rows were refused, see the list.")
        remarks.append(words.format(number=aged))
    if too_little:
        words = _("{number} rows say too little to tell who it is: they wait, and found no file by themselves.")
        remarks.append(words.format(number=too_little))
    if repeated:
        words = _("{number} rows repeat another row of the same list word for word: each is taken once.")
        remarks.append(words.format(number=repeated))
    return remarks


def field_label(field: str | None) -> StrOrPromise:
    """What a canonical field is called; "" for none."""
    return FIELD_LABELS.get(field, field) if field else ""
