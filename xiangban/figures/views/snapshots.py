"""Frozen tables: the list of them, one with its figures, the children behind a figure, its workbook.

A frozen table is never changed; figures of now are in summary.py.
"""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import demand, permits
from xiangban.access.gate import facets_of
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.access.views.attachments import download
from xiangban.children.names import name_for
from xiangban.children.rules import definition_on
from xiangban.figures.actions import fetch_paper
from xiangban.figures.models import Snapshot, SnapshotChild
from xiangban.figures.summary import SUMMARY
from xiangban.figures.tables import cells_of, lines_of, numbers_of, rules_of, sees_lists
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

MOST, ROWS = 100, 50


@require_GET
@page("children.count")
def snapshots(request: SignedInRequest) -> HttpResponse:
    """The frozen tables of the seat's place, newest first."""
    frozen = _frozen_for(request.viewer).select_related("frozen_by")[:MOST]
    return render(request, "figures/snapshots.html", {"snapshots": frozen})


@require_GET
@page("children.count")
def snapshot(request: SignedInRequest, pk: int) -> HttpResponse:
    """The figures as they were frozen, with definition, scope, moment and purpose."""
    frozen, viewer = _counted(request, pk), request.viewer
    figures = frozen.figures
    whole = numbers_of(figures["whole"])
    context = {
        "snapshot": frozen,
        "definition": definition_on(frozen.reference_day),
        "columns": SUMMARY,
        "lines": lines_of([(code, name, numbers_of(row)) for code, name, row in figures["rows"]], viewer),
        "whole": list(zip(SUMMARY, cells_of(whole, viewer), strict=True)),
        "rules": rules_of(whole, figures["lacking"]) if sees_lists(viewer) else [],
        "lists": sees_lists(viewer),
        "fetches": permits("figures.fetch", _place(frozen), viewer),
    }
    return render(request, "figures/snapshot.html", context)


@require_GET
@page("children.list")
def behind(request: SignedInRequest, pk: int) -> HttpResponse:
    """The children behind one figure that this seat sees; others are only counted."""
    frozen, viewer = _counted(request, pk), request.viewer
    column = request.GET.get("column", "1")
    found = next((one for one in SUMMARY if str(one.number) == column), None)
    if found is None or not sees_lists(viewer):
        raise Http404
    listed = SnapshotChild.objects.visible_to(viewer).filter(snapshot=frozen, columns__contains=f",{column},")
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        listed = listed.filter(child__gt=int(after))
    rows = list(listed.select_related("child").order_by("child")[: ROWS + 1])
    shown = [row.child for row in rows[:ROWS]]
    places = place_names().long_names([child.responsible_code for child in shown], below=Level.CITY)
    lines = [(c.pk, name_for(c.name, facets_of(c, viewer)), places[c.responsible_code]) for c in shown]
    following = str(shown[-1].pk) if len(rows) > ROWS else ""
    context = {"snapshot": frozen, "column": found, "lines": lines, "following": following}
    return render(request, "figures/behind.html", context)


@require_POST
@page("figures.fetch")
def fetch(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The workbook; fetching it is in the trail."""
    frozen = _counted(request, pk)
    place = _place(frozen)
    demand("figures.fetch", place, request.viewer)
    if frozen.paper is None:
        raise Http404
    return download(frozen.paper, fetch_paper(place, request.viewer, paper=frozen.paper))


def _counted(request: SignedInRequest, pk: int) -> Snapshot:
    rows = _frozen_for(request.viewer).select_related("frozen_by", "paper")
    frozen: Snapshot = get_object_or_404(rows, pk=pk)
    return frozen


def _frozen_for(viewer: Viewer) -> QuerySet[Snapshot]:
    """Tables of the own place and below; a seat that only counts has its own alone, or differences would tell cells."""
    rows: QuerySet[Snapshot] = Snapshot.objects.counted_for(viewer)
    return rows if sees_lists(viewer) else rows.filter(place_code=viewer.interval.low, level=viewer.level)


def _place(frozen: Snapshot) -> Territory:
    places = Territory.objects.filter(code=frozen.place_code, level=frozen.level).order_by("-valid_from")
    return get_object_or_404(places[:1])
