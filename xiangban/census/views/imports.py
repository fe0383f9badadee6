"""Pages of imports: files dropped, progress, preview, the verbs that take an import in or back.

Its rows are in records.py, its questions in settling.py, its columns in columns.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.models import Job, JobState
from xiangban.access.pages import SignedInRequest, page
from xiangban.census.actions import imports as actions
from xiangban.census.file_words import CHANGE_HINTS, IMPORT_BADGES, VERDICT_BADGES
from xiangban.census.forms import ReasonForm, ReceiveForm, UndoForm
from xiangban.census.models import Import
from xiangban.census.previews import files_of, remarks_on, stands_on
from xiangban.census.queries import open_questions, row_counts
from xiangban.census.refusals import unanswered
from xiangban.census.rules import IMPORT_MOVES, Change, ImportState, RoundState, Verdict
from xiangban.census.school_names import undecided
from xiangban.census.starting import AT_WORK, start_work
from xiangban.census.views.rounds import home_of, round_in_sight
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.place_names import place_names
from xiangban.web.parts import page_or_part

VERBS = ("prepare", "commit", "undo", "withdraw")


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.receive")
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop up to three files for the own place; reading begins at once."""
    sweep, home, viewer = round_in_sight(request, pk), home_of(request), request.viewer
    if request.method == "POST":
        demand("census.receive", home, viewer)
    form = ReceiveForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.receive_files(home, viewer, sweep=sweep, files=form.dropped())
            start_work("census.prepare", batch, viewer)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("census:import", pk=batch.pk)
    context = {"form": form, "round": sweep, "place": home}
    return render(request, "census/receive.html", context, status=422 if form.errors else 200)


@require_GET
@page("census.see")
def one_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """Progress while it is worked on, then the preview, the result, or why it could not be read."""
    batch = import_in_sight(request, pk)
    context = _about(request, batch)
    if request.htmx and context["at_work"]:
        return page_or_part(request, "census/import.html", "work", context)
    answer = page_or_part(request, "census/import.html", "work", context)
    if request.htmx:
        answer["HX-Refresh"] = "true"
    return answer


def _about(request: SignedInRequest, batch: Import) -> dict[str, Any]:
    viewer, job = request.viewer, batch.job
    rows, files = row_counts(batch), batch.counts.get("files", {})
    at_work = job is not None and job.state in AT_WORK
    return {
        "batch": batch,
        "round": batch.round,
        "place": place_names().name(batch.place_code),
        "badge": IMPORT_BADGES[ImportState(batch.state)],
        "job": job,
        "at_work": at_work,
        "stops": at_work and job is not None and job.started_by_id == viewer.user_id and not job.stop_asked,
        "failed": _why_failed(batch, job),
        "rows": rows,
        "verdicts": [(VERDICT_BADGES[v], v, rows.by_verdict[v]) for v in Verdict],
        "changes": [(change.label, CHANGE_HINTS[change], files.get(change, 0)) for change in Change] if files else [],
        "files": files_of(batch),
        "fetches": permits("census.fetch", batch, viewer),
        "questions": open_questions(viewer, batch),
        "standing": stands_on(batch),
        "untold": undecided(batch),
        "cautioned": batch.state == ImportState.READY and unanswered(batch, batch.files.all()),
        "remarks": remarks_on(batch.counts),
        "may": {} if at_work else _may(request, batch),
    }


def _why_failed(batch: Import, job: Job | None) -> str:
    if batch.state == ImportState.FAILED:
        return batch.message
    return job.message if job is not None and job.state in (JobState.FAILED, JobState.STOPPED) else ""


def _may(request: SignedInRequest, batch: Import) -> dict[str, bool]:
    """The verbs that the table of moves, the round and the seat allow now."""
    opened = batch.round.state == RoundState.OPEN
    cautioned = unanswered(batch, batch.files.all())
    return {
        verb: (opened or verb == "withdraw")
        and not (cautioned and verb == "commit")
        and verb in IMPORT_MOVES.verbs_from(ImportState(batch.state))
        and permits(f"census.{verb}", batch, request.viewer)
        for verb in VERBS
    }


@require_POST
@page("census.prepare")
def prepare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read and match again."""
    return _start(request, "census.prepare", import_in_sight(request, pk))


@require_POST
@page("census.commit")
def commit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the import into the register."""
    return _start(request, "census.commit", import_in_sight(request, pk))


@require_POST
@page("census.acknowledge")
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why the import goes on in spite of its cautions."""
    batch = import_in_sight(request, pk)
    demand("census.acknowledge", batch, request.viewer)
    form = ReasonForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        actions.acknowledge_cautions(batch, request.viewer, reason=reason)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("census:import", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.undo")
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the import back, for one of a few reasons."""
    batch = import_in_sight(request, pk)
    if request.method == "POST":
        demand("census.undo", batch, request.viewer)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _start(request, "census.undo", batch, reason=form.cleaned_data["reason"])
    context = {"form": form, "batch": batch, "standing": stands_on(batch)}
    return render(request, "census/undo.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page("census.withdraw")
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop an import that never reached the register."""
    batch = import_in_sight(request, pk)
    if request.method == "POST":
        demand("census.withdraw", batch, request.viewer)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_files(batch, request.viewer, reason=form.cleaned_data["reason"])
        except MoveNotAllowed:
            form.add_error(None, _("Import {number} cannot be withdrawn any more.").format(number=pk))
        else:
            messages.success(request, _("The import is withdrawn; its files are deleted in time."))
            return redirect("census:round", pk=batch.round_id)
    return render(request, "census/withdraw.html", {"form": form, "batch": batch}, status=422 if form.errors else 200)


def _start(request: SignedInRequest, verb: str, batch: Import, **words: str) -> HttpResponse:
    try:
        start_work(verb, batch, request.viewer, **words)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("census:import", pk=batch.pk)


def import_in_sight(request: SignedInRequest, pk: int) -> Import:
    """An import of the seat's place or below."""
    rows = Import.objects.visible_to(request.viewer).select_related("round", "job")
    batch: Import = get_object_or_404(rows, pk=pk)
    return batch
