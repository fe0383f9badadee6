"""A roster as it came, with every doubtful cell and every row that waits or was refused marked and explained.

The clerk mends those cells in the own workbook and drops it again. Loads the sheets, so only the job imports it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.census.contents import content_of
from xiangban.census.models import CensusRecord, ImportFile
from xiangban.census.roster_words import DOUBTS
from xiangban.census.rules import IN_DOUBT
from xiangban.census.told import told_in
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.marks import mark_workbook
from xiangban.lib.sheets.workbook import Mark, SheetRefused


def marked_workbook(file: ImportFile) -> bytes:
    """The workbook with its marks, as xlsx. Raises Refused once the roster was deleted, or when it cannot be marked."""
    try:
        return apart(mark_workbook, content_of(file), list(marks_of(file)))
    except SheetRefused as refused:
        raise Refused(_("{name} cannot be marked.").format(name=file.name)) from refused


def marks_of(file: ImportFile) -> Iterator[Mark]:
    """A sentence for each doubtful cell, and on the first cell of each row that waits or was refused."""
    rows = CensusRecord._base_manager.filter(file=file).order_by("pk")
    for record in rows.iterator(chunk_size=5_000):
        if record.verdict in IN_DOUBT:
            words = _("{verdict}: {why}").format(verdict=record.get_verdict_display(), why=record.get_why_display())
            yield Mark(record.sheet, record.row - 1, 0, words)
        if record.doubts:
            for doubt in told_in(record.told)[1]:
                yield Mark(record.sheet, doubt.row - 1, max(doubt.column, 0), str(DOUBTS[doubt.kind]))
