"""Load a national list of places: all of it or nothing, with its files' hashes in the trail.

Reading and bulk writing are in territories/; the command only asks for the files.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xiangban.access.acts import action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.network.plans import PlaceMove, Plan
from xiangban.network.recoding import write_plan
from xiangban.territories.bulk_writer import LoadReport, Progress, write_civil_codes, write_divisions
from xiangban.territories.models import SuccessionKind, Territory
from xiangban.territories.reader import FILES, DivisionRow


@dataclass(frozen=True)
class DivisionList:
    """Where the list lies, of which day it is, and the civil-affairs list if there is one."""

    folder: Path
    as_of: date
    civil_codes: Path | None = None


@action("network.load_divisions")
def load_divisions(subject: None, by: Viewer, *, source: DivisionList, progress: Progress) -> LoadReport:
    """Add what the list has and the tables have not, rename what it names otherwise; raises DivisionsRefused.

    A place the list no longer has stays, since only a person knows into which other one it went.
    """
    report = write_divisions(source.folder, source.as_of, progress)
    for row in report.renamed:
        _rename(row, source.as_of)
    if source.civil_codes is not None:
        write_civil_codes(source.civil_codes, report)
    files = [source.folder / file.name for file in FILES] + [path for path in [source.civil_codes] if path]
    tell_changes([{"file": path.name, "sha256": _hash_of(path)} for path in files], report.changes)
    tell(added=report.added, renamed=len(report.renamed), vanished=len(report.vanished))
    return report


def _rename(row: DivisionRow, as_of: date) -> None:
    old = Territory.objects.current().get(level=row.level, code=row.code)
    on = max(as_of, old.valid_from)
    write_plan(Plan(on, [PlaceMove(old, old.code, row.name, SuccessionKind.RENAME, civil_code=old.civil_code)]))


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
