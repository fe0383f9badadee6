"""The rows of a roster file with the fields that matching looks at: what a child process reads and hands back.

Light, since every file starts a process with it; what is matched is in file_links.py.
"""

from dataclasses import dataclass

from xiangban.census.rosters.reading import read_roster
from xiangban.lib.sheets.read import read_workbook
from xiangban.lib.sheets.workbook import Limits

FIELDS = (
    *("child_name", "pet_or_former_name", "sex", "birth_date", "age", "id_number", "id_prefix"),
    *("county", "town", "village", "contact_phone", "guardian_name", "guardian_phone", "father_name", "father_phone"),
    *("mother_name", "mother_phone", "parent1_name", "parent1_phone", "parent2_name", "parent2_phone"),
)


@dataclass(slots=True)
class TableRows:
    """The rows of one sheet; `rows` are 1-based in the sheet, columns by canonical name."""

    sheet: str
    rows: list[int]
    columns: dict[str, list[str]]


def read_for_matching(content: bytes, file: str, limits: Limits) -> tuple[list[TableRows], list[str]]:
    """The rows of every roster in a file, and why its other sheets are none. Raises SheetRefused."""
    read = read_roster(read_workbook(content, limits), file)
    tables = [
        TableRows(table.sheet, table.rows, {name: table.columns[name] for name in FIELDS if name in table.columns})
        for table in read.tables
    ]
    return tables, [str(refused.kind) for refused in read.refused]
