"""Laying down what was worked out of an import: its rows, the questions to people, the counts of the preview.

Reading and matching is in working.py, outside of any transaction: only this stroke locks others out.
"""

import json

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import move_import
from xiangban.census.actions.redeciding import decide_again, decisions_of, let_go
from xiangban.census.models import CensusRecord, Import, ImportFile, Match
from xiangban.census.staging import SHEET_LENGTH, SetAside
from xiangban.census.working import Worked, matches_of
from xiangban.children.bulk.proposing import propose_merges
from xiangban.children.models import Source, SourceKind


@action("census.prepare")
def lay_down(batch: Import, by: Viewer, *, worked: Worked, aside: SetAside) -> Import:
    """Replace whatever an earlier attempt left of this import. Raises MoveNotAllowed when it went on meanwhile."""
    batch.refresh_from_db()
    counts = worked.counts
    move_import(
        batch, "prepare", by, counts=counts, register_version=worked.register_version,
        schools=worked.schools, message="", despite=_still_answered(batch, worked),
    )  # fmt: skip
    decisions = decisions_of(batch)
    _forget(batch)
    aside.bring_in()
    Match.objects.bulk_create(matches_of(batch, worked), batch_size=200)
    decide_again(batch, decisions, by)
    reason = _("A row of import {number} seems to tell of both.").format(number=batch.pk)
    propose_merges(((one, other) for one, other, _row in worked.merges), by, reason=reason)
    for file in worked.files:
        _lay_sources(file)
        file.save(update_fields=["layout", "left_out", "refusal", "cautions", "sources"])
    tell(rows=counts["rows"], questions=counts["questions"])
    return batch


def _still_answered(batch: Import, worked: Worked) -> str:
    """What a person answered to the cautions, as long as they are the same."""
    cautions = [file.cautions for file in worked.files]
    known = batch.files.order_by("number").values_list("cautions", flat=True)
    # As they come out of the database: a pair is a list there.
    return batch.despite if json.loads(json.dumps(cautions)) == list(known) else ""


def _forget(batch: Import) -> None:
    let_go(batch)
    for model in (Match, CensusRecord):
        rows = model._base_manager.filter(batch=batch)
        rows._raw_delete(rows.db)  # nothing else points at them; a city's rows are not fetched to be deleted


def _lay_sources(file: ImportFile) -> None:
    """A source for each sheet that has rows; it says nothing until values stand on it."""
    known = dict(file.sources)
    for sheet in dict.fromkeys(table["sheet"][:SHEET_LENGTH] for table in file.layout):
        if sheet not in known:
            known[sheet] = _source_of(file, sheet).pk
    file.sources = known


def _source_of(file: ImportFile, sheet: str) -> Source:
    return Source.objects.create(
        agency_id=file.agency_id,
        kind=SourceKind.ROSTER,
        title=file.name,
        file_hash=file.sha256,
        sheet=sheet,
        received_on=timezone.localdate(file.batch.received_at),
    )
