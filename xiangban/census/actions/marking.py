"""The marked roster: laid with the file by the job, fetched by who sees the import; both stand in the trail."""

from collections.abc import Iterator
from pathlib import PurePath

from xiangban.access import sealed_files
from xiangban.access.acts import action, tell
from xiangban.access.attachments import keep
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.census.actions.erase import erase_content
from xiangban.census.models import ImportFile

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@action("census.fetch")
def lay_marked(file: ImportFile, by: Viewer, *, content: bytes) -> None:
    """Lay the marked workbook with its roster, in place of an earlier one."""
    erase_content(file.marked)
    name = f"{PurePath(file.name).stem[:100]}-marked.xlsx"
    file.marked = keep((ImportFile.sight_label(), str(file.pk)), name, WORKBOOK, [content], by)
    file.save(update_fields=["marked"])
    tell(sha256=file.marked.sha256)


@action("census.fetch")
def fetch_marked(file: ImportFile, by: Viewer, *, marked: Attachment) -> Iterator[bytes]:
    """The marked workbook; that it left the house is in the trail."""
    tell(attachment=marked.pk, sha256=marked.sha256)
    return sealed_files.open_file(marked.stored_as)
