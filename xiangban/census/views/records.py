"""Pages of rows: all rows of an import by what became of them, and one row with all it says.

Pairs are decided in settling.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.gate import facets_of
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.viewer import Viewer
from xiangban.census.actions import settling as actions
from xiangban.census.file_words import AGENCY_WORDS, VERDICT_BADGES
from xiangban.census.models import CensusRecord, Settlement
from xiangban.census.queries import row_counts
from xiangban.census.queue import asked_elsewhere, open_pairs
from xiangban.census.roster_words import DOUBTS, FIELD_LABELS
from xiangban.census.rules import Decision, Verdict
from xiangban.census.sides import said, side_of_record, where_of
from xiangban.census.told import told_in
from xiangban.census.views.imports import import_in_sight
from xiangban.children.models import Child
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


@require_GET
@page("census.see")
def records(request: SignedInRequest, pk: int) -> HttpResponse:
    """The rows of an import, by what became of them and by file."""
    batch, viewer = import_in_sight(request, pk), request.viewer
    rows = CensusRecord.objects.visible_to(viewer).filter(batch=batch).select_related("file")
    verdict, file = request.GET.get("verdict", ""), request.GET.get("file", "")
    rows = rows.filter(verdict=verdict) if verdict in Verdict.values else rows
    rows = rows.filter(file=int(file)) if file.isascii() and file.isdigit() and len(file) < 19 else rows
    shown = page_of(rows, ("pk",), request.GET)
    counted = row_counts(batch).by_verdict
    context = {
        "batch": batch,
        "page": shown,
        "lines": _lines(shown.rows, viewer),
        "verdict": verdict,
        "file": file,
        "files": [(str(one.pk), one.name) for one in batch.files.all()],
        "tabs": [(value, value.label, counted[value]) for value in Verdict if value != Verdict.NOT_A_CHILD],
    }
    return render(request, "census/records.html", context)


def _lines(rows: list[CensusRecord], viewer: Viewer) -> list[dict[str, Any]]:
    names = place_names().long_names([row.place_code for row in rows], below=Level.CITY)
    lines = []
    for row in rows:
        values, facets = told_in(row.told)[0], facets_of(row, viewer)
        name = said("child_name", values.get("child_name", ""), facets)
        lines.append(
            {
                "row": row,
                "name": name or _("without a name"),
                "born": values.get("birth_date", ""),
                "agency": AGENCY_WORDS.get(row.file.agency_kind, row.file.agency_kind),
                "stands": where_of(row),
                "place": names[row.place_code],
                "badge": VERDICT_BADGES[Verdict(row.verdict)],
                "why": row.get_why_display() if row.why else "",
            }
        )
    return lines


@require_GET
@page("census.see")
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """One row: all it says as far as the reader may read it, its doubts, what became of it."""
    row, viewer = _row_in_sight(request, pk), request.viewer
    values, doubts = told_in(row.told)
    facets = facets_of(row, viewer)
    match = open_pairs(viewer, row.batch).filter(record=row).first()
    alone = row.verdict == Verdict.WAITING and match is None
    context = {
        "row": row,
        "side": side_of_record(row, viewer),
        "badge": VERDICT_BADGES[Verdict(row.verdict)],
        "facts": [(FIELD_LABELS.get(name, name), said(name, text, facets)) for name, text in values.items()],
        "doubts": [(one.header, said(one.field or "", one.written, facets), DOUBTS[one.kind]) for one in doubts],
        "file_in_sight": Child.objects.visible_to(viewer).filter(pk=row.child_id or 0).exists(),
        "match": match,
        "elsewhere": row.verdict == Verdict.WAITING and asked_elsewhere(row, viewer),
        "settles": alone and permits("census.settle", row, viewer),
        "settled": Settlement.objects.visible_to(viewer).filter(batch=row.batch_id, core=row.core, taken_back_at=None),
    }
    return render(request, "census/record.html", context)


@require_POST
@page("census.settle")
def settle_record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a waiting row over as a child of its own, or refuse it."""
    row = _row_in_sight(request, pk)
    demand("census.settle", row, request.viewer)
    decision = request.POST.get("decision", "")
    if decision not in (Decision.NEW, Decision.REFUSE):
        messages.error(request, _("Decision: choose whether the row is taken over or not."))
        return redirect("census:record", pk=pk)
    try:
        actions.settle_record(row, request.viewer, decision=decision)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        done = _("The row founds a file.") if decision == Decision.NEW else _("The row is refused.")
        messages.success(request, done)
    return redirect("census:record", pk=pk)


def _row_in_sight(request: SignedInRequest, pk: int) -> CensusRecord:
    rows = CensusRecord.objects.visible_to(request.viewer).select_related("file", "batch__round", "child")
    row: CensusRecord = get_object_or_404(rows, pk=pk)
    return row
