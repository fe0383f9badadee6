"""The columns of a file: what each is held to be, corrected by hand and remembered; then the file is read again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiangban.access.acts import Refused, demand
from xiangban.access.pages import SignedInRequest, page
from xiangban.census.actions.columns import map_columns as remember_columns
from xiangban.census.column_forms import decided_in, first_rows, forms_of
from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import ImportFile
from xiangban.census.roster_words import FIELD_LABELS
from xiangban.census.rules import IMPORT_MOVES, ImportState
from xiangban.census.starting import start_work


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.map_columns")
def map_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show every form of a file; what is changed is remembered, and the import read and matched again."""
    files = ImportFile.objects.visible_to(request.viewer).select_related("batch")
    file: ImportFile = get_object_or_404(files, pk=pk)
    forms = forms_of(file, request.viewer)
    if request.method == "POST":
        demand("census.map_columns", file, request.viewer)
        return _remember(request, file, decided_in(forms, request.POST.dict()))
    headings, rows = first_rows(file, request.viewer)
    context = {
        "file": file,
        "agency": AGENCY_WORDS.get(file.agency_kind, file.agency_kind),
        "forms": forms,
        "fields": FIELD_LABELS.items(),
        "headings": headings,
        "rows": rows,
        "changes": "prepare" in IMPORT_MOVES.verbs_from(ImportState(file.batch.state)),
    }
    return render(request, "census/columns.html", context)


def _remember(request: SignedInRequest, file: ImportFile, decided: dict[str, dict[str, str | None]]) -> HttpResponse:
    if not decided:
        messages.info(request, _("Nothing was changed."))
        return redirect("census:map_columns", pk=file.pk)
    try:
        remember_columns(file, request.viewer, decided=decided)
        start_work("census.prepare", file.batch, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("census:map_columns", pk=file.pk)
    messages.success(request, _("The columns are remembered for this form; the import is being read again."))
    return redirect("census:import", pk=file.batch_id)
