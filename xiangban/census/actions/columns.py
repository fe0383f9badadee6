"""The verb that says what the columns of a form mean; reading it again is a job of its own."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.models import ColumnMapping, ImportFile
from xiangban.census.roster_words import FIELD_LABELS
from xiangban.census.rules import IMPORT_MOVES

Decided = Mapping[str, Mapping[str, str | None]]  # by signature of the form: key of the column and its field


@action("census.map_columns")
def map_columns(file: ImportFile, by: Viewer, *, decided: Decided) -> None:
    """Remember what columns mean for this agency's form, here and below; None takes a column over as nothing.

    Raises Refused for a field the register has not, and once the import cannot be read again.
    """
    if "prepare" not in IMPORT_MOVES.verbs_from(file.batch.state):
        raise Refused(
            _("Import {number} is not read again: its columns stay as they are.").format(number=file.batch_id)
        )
    for signature, fields in decided.items():
        if any(field is not None and field not in FIELD_LABELS for field in fields.values()):
            raise Refused(_("Columns: choose a field of the register for each."))
        known = {"place_code": file.batch.place_code, "agency_kind": file.agency_kind, "signature": signature}
        mapping = ColumnMapping.objects.select_for_update().filter(**known).first() or ColumnMapping(**known)
        mapping.fields = {**mapping.fields, **fields}
        mapping.remembered_at, mapping.remembered_by_id = timezone.now(), by.post_id
        mapping.save()
    tell(columns=sum(len(fields) for fields in decided.values()))
