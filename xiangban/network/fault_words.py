"""Why a row of a list of places is refused, in words for the person who loads it.

Which rows are refused is decided in territories/reader.py.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from xiangban.territories.reader import Fault, FaultKind

WORDS = {
    FaultKind.FILE_MISSING: _later("The file is not there; put it into the folder."),
    FaultKind.FILE_UNREADABLE: _later("The file cannot be read; it must be a CSV file in UTF-8."),
    FaultKind.COLUMN_MISSING: _later("This column is missing in the first line."),
    FaultKind.ROW_TOO_SHORT: _later("The line has fewer cells than the first line."),
    FaultKind.CODE_MALFORMED: _later("This is no code of this level."),
    FaultKind.CODE_TWICE: _later("This code stands in the list twice."),
    FaultKind.NAME_EMPTY: _later("The place has no name."),
    FaultKind.NAME_TOO_LONG: _later("The name is longer than 60 characters."),
    FaultKind.PARENT_UNKNOWN: _later("The place above it is not in the list."),
    FaultKind.PARENT_DIFFERS: _later("The place above it does not fit its own code."),
    FaultKind.PLACE_UNKNOWN: _later("No place of this name lies in this county."),
    FaultKind.NAME_AMBIGUOUS: _later("Several places of this name lie in this county."),
}


def fault_sentence(fault: Fault) -> str:
    """File, line, column, value and what is wrong, in one line."""
    return _("{file}, line {line}, {field}: “{value}”. {words}").format(
        file=fault.file, line=fault.line, field=fault.field or "-", value=fault.value, words=WORDS[fault.kind]
    )
