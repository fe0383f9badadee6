"""A file as rosters in one call, for a child process: it imports neither Django nor the tables of the register.

The gate and the limits are in lib/sheets/.
"""

from xiangban.census.rosters.reading import read_roster
from xiangban.census.rosters.tables import ReadRoster, RememberedMapping
from xiangban.lib.sheets.read import read_workbook


def read_file(content: bytes, name: str, remembered: dict[str, str | None] | None) -> ReadRoster:
    """All that a file says; `remembered` is what was decided of its columns before. Raises SheetRefused."""
    mapping = RememberedMapping(remembered) if remembered else None
    return read_roster(read_workbook(content), name, mapping)
