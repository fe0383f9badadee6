"""A roster with its doubtful cells marked: begun as a job, then fetched.

What is marked is said in marking.py of the room.
"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangban.access.acts import Refused, demand
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.views.attachments import download
from xiangban.census.actions.marking import fetch_marked
from xiangban.census.models import ImportFile
from xiangban.census.starting import start_work


@require_POST
@page("census.fetch")
def mark(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin marking a roster."""
    file = _file_in_sight(request, pk)
    try:
        start_work("census.fetch", file.batch, request.viewer, kind="census.mark", file=file.pk)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("census:import", pk=file.batch_id)


@require_POST
@page("census.fetch")
def fetch(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The marked workbook."""
    file = _file_in_sight(request, pk)
    demand("census.fetch", file, request.viewer)
    if file.marked is None:
        messages.error(request, _("This roster was not marked yet."))
        return redirect("census:import", pk=file.batch_id)
    return download(file.marked, fetch_marked(file, request.viewer, marked=file.marked))


def _file_in_sight(request: SignedInRequest, pk: int) -> ImportFile:
    files = ImportFile.objects.visible_to(request.viewer).select_related("batch", "marked")
    file: ImportFile = get_object_or_404(files, pk=pk)
    return file
