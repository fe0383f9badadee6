"""Why a file was not read, as a sentence that names it and says what to do.

The kinds of refusal are those of lib/sheets/.
"""

from django.utils.translation import gettext as _

from xiangban.lib.sheets.workbook import Refusal, SheetRefused


def say_refusal(name: str, refused: SheetRefused) -> str:
    """One sentence for the reader."""
    if refused.kind is Refusal.ENCRYPTED:
        return _("{name} is protected by a password: save it without one.").format(name=name)
    if refused.kind in (Refusal.NOT_A_SHEET, Refusal.OTHER_FORMAT, Refusal.EMPTY):
        return _("{name} is no spreadsheet: send an XLSX, XLS or CSV file.").format(name=name)
    if refused.kind is Refusal.DAMAGED:
        return _("{name} is damaged: open it, save it anew and send it again.").format(name=name)
    return _("{name} is larger or stranger than a summary table can be: send the table alone.").format(name=name)
