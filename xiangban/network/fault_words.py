"""Why a row of a list of places is refused, in words for the person who loads it.

Which rows are refused is decided in territories/reader.py.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.territories.reader import Fault, FaultKind

WORDS = {
    FaultKind.FILE_MISSING: gettext_lazy("The file is not there; put it into the folder."),
    FaultKind.FILE_UNREADABLE: gettext_lazy("The file cannot be read; it must be a CSV file in UTF-8."),
    FaultKind.COLUMN_MISSING: gettext_lazy("This column is missing in the first line."),
    FaultKind.ROW_TOO_SHORT: gettext_lazy("The line has fewer cells than the first line."),
    FaultKind.CODE_MALFORMED: gettext_lazy("This is no code of this level."),
    FaultKind.CODE_TWICE: gettext_lazy("This code stands in the list twice."),
    FaultKind.NAME_EMPTY: gettext_lazy("The place has no name."),
    FaultKind.NAME_TOO_LONG: gettext_lazy("The name is longer than 60 characters."),
    FaultKind.PARENT_UNKNOWN: gettext_lazy("The place above it is not in the list."),
    FaultKind.PARENT_DIFFERS: gettext_lazy("The place above it does not fit its own code."),
    FaultKind.PLACE_UNKNOWN: gettext_lazy("No place of this name lies in this county."),
    FaultKind.NAME_AMBIGUOUS: gettext_lazy("Several places of this name lie in this county."),
}


def fault_sentence(fault: Fault) -> str:
    """File, line, column, value and what is wrong, in one line."""
    return _("{file}, line {line}, {field}: “{value}”. {words}").format(
        file=fault.file, line=fault.line, field=fault.field or "-", value=fault.value, words=WORDS[fault.kind]
    )
