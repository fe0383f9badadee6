"""Which school a written name means in one county: decided once, remembered for later imports, taken back alone.

Where the import is in the register already, the pupils it named so get their school at once.
"""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_changes
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import OWN_RECORD, lay_source
from xiangban.census.models import CensusRecord, Import, SchoolNaming
from xiangban.census.rules import SETTLED, ImportState, RoundState
from xiangban.census.school_names import decided_names
from xiangban.census.school_spellings import plain_school
from xiangban.census.staging import StagedRow, read_rows
from xiangban.census.survivorship import rank
from xiangban.children.bulk import SourceRow, Update, withdraw_import, write_updates
from xiangban.territories.models import Agency
from xiangban.territories.rules import Level, interval_of

OPEN_STATES = (ImportState.READY, ImportState.COMMITTED)


@action("census.name_school")
def name_school(batch: Import, by: Viewer, *, written: str, county: int, school: Agency) -> SchoolNaming:
    """Remember that this name means this school in the county. Raises Refused when that is decided already."""
    _refuse_naming(batch)
    if not batch.interval.holds(county):
        raise Refused(_("The county lies outside the territory of the import."))
    if (county, plain_school(written)) in decided_names(batch.interval):
        raise Refused(_("“{name}” is decided already: take that back first.").format(name=written))
    naming: SchoolNaming = SchoolNaming.objects.create(
        place_code=county, written=written, school=school, batch=batch, decided_at=timezone.now(),
        decided_by_id=by.user_id, decided_post_id=by.post_id,
    )  # fmt: skip
    tell(batch=batch.pk, county=county, school=school.pk)
    if batch.state == ImportState.COMMITTED:
        _give_school(naming, by)
    return naming


@action("census.unname_school")
def unname_school(naming: SchoolNaming, by: Viewer) -> None:
    """Take the decision back: its pupils lose the school again, later imports ask anew. Raises Refused."""
    naming = SchoolNaming.objects.select_for_update(of=("self",)).select_related("batch__round").get(pk=naming.pk)
    if naming.taken_back_at is not None:
        raise Refused(_("This decision was taken back already."))
    if naming.sources and naming.batch.state == ImportState.COMMITTED:
        _refuse_naming(naming.batch)
        withdrawn = withdraw_import(naming.sources, by, beside=OWN_RECORD)
        tell_changes(withdrawn.digests, withdrawn.changes)
    naming.taken_back_at = timezone.now()
    naming.save(update_fields=["taken_back_at"])
    tell(batch=naming.batch_id, school=naming.school_id)


def _refuse_naming(batch: Import) -> None:
    if batch.state not in OPEN_STATES:
        raise Refused(_("Import {number} is closed: nothing in it is decided any more.").format(number=batch.pk))
    if batch.round.state != RoundState.OPEN:
        raise Refused(
            _("The round “{name}” is locked: decide before it is, or unlock it.").format(name=batch.round.name)
        )


def _give_school(naming: SchoolNaming, by: Viewer) -> None:
    """The children whose rows wrote the name, and who have no school yet, become pupils of the school."""
    pupils = _pupils(naming)
    laid: dict[tuple[int, str], int] = {}
    files = {file.pk: file for file in naming.batch.files.all()}
    for row in pupils.values():
        key = (row.file_id, row.sheet)
        if key not in laid:
            laid[key] = lay_source(files[row.file_id], row.sheet, naming.batch).pk
    updates = [
        Update(child, [SourceRow(laid[row.file_id, row.sheet], row.row, {"school": naming.school_id})])
        for child, row in pupils.items()
    ]
    written = write_updates(updates, by)
    naming.sources = list(laid.values())
    naming.save(update_fields=["sources"])
    tell_changes(written.digests, written.changes)


def _pupils(naming: SchoolNaming) -> Mapping[int, StagedRow]:
    """For each child the row whose word counts first among those that wrote the name."""
    county, wanted = interval_of(Level.COUNTY, naming.place_code), plain_school(naming.written)
    rows = CensusRecord._base_manager.filter(
        batch=naming.batch, verdict__in=SETTLED, child__isnull=False, child__school=None,
        place_code__gte=county.low, place_code__lt=county.high,
    )  # fmt: skip
    found: dict[int, StagedRow] = {}
    for row in read_rows(rows.order_by("pk"), dict(naming.batch.files.values_list("pk", "agency_kind"))):
        known = found.get(row.child_id or 0)
        if plain_school(row.values.get("school", "")) != wanted:
            continue
        if known is None or rank("school", row.agency) < rank("school", known.agency):
            found[row.child_id or 0] = row
    return found
