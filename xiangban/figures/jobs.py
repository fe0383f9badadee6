"""Background work of figures: writing a frozen table as a workbook, reading back a table received from below.

Only the worker imports this; pages and actions know the jobs by name.
"""

from typing import Any

from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.jobs import Progress
from xiangban.access.viewer import system_viewer
from xiangban.figures.actions import lay_paper, note_reading
from xiangban.figures.models import ReceivedSummary, Snapshot
from xiangban.figures.paper import workbook_of
from xiangban.figures.queries import summary_of
from xiangban.figures.reading import read_table
from xiangban.figures.says import say_refusal
from xiangban.lib.sheets.apart import apart
from xiangban.lib.sheets.workbook import SheetRefused
from xiangban.territories.models import Territory

WRITER, READER = system_viewer("writing a frozen table"), system_viewer("reading a summary from below")


def run_write_paper(progress: Progress, snapshot: int) -> dict[str, Any]:
    """The job: the frozen table becomes a workbook that can be fetched."""
    frozen = Snapshot.objects.get(pk=snapshot)
    if frozen.paper_id is None:
        lay_paper(frozen, WRITER, content=workbook_of(frozen))
    progress.step(1, 1)
    return {"address": f"/figures/snapshots/{snapshot}/"}


def run_read_back(progress: Progress, received: int) -> dict[str, Any]:
    """The job: what the table says stands beside what the register says of that place and day."""
    found = ReceivedSummary.objects.select_related("upload").get(pk=received)
    place = Territory.objects.current().get(code=found.place_code, level=found.level)
    register = summary_of(READER, place, found.reference_day).whole
    said, refusal = _said(found)
    note_reading(found, READER, said=_texts(said), register=_texts(dict(register)), refusal=refusal)
    progress.step(1, 1)
    return {"address": f"/figures/received/{received}/"}


def _said(found: ReceivedSummary) -> tuple[dict[int, int], str]:
    """The table's own figures, or none and why."""
    content = b"".join(sealed_files.open_file(found.upload.stored_as)) if found.upload else b""
    try:
        said = apart(read_table, content)
    except SheetRefused as refused:
        return {}, say_refusal(found.file_name, refused)
    if not said:
        return {}, _("{name} holds no summary table of 32 columns.").format(name=found.file_name)
    return said, ""


def _texts(row: dict[int, int]) -> dict[str, int]:
    return {str(number): children for number, children in row.items()}
