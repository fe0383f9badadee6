"""Pages of exports: ask, decide, fetch."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access import trail
from xiangban.access.actions import exports as actions
from xiangban.access.export_rules import may_decide, needs_second_person
from xiangban.access.forms.seats import ReasonForm
from xiangban.access.kinds import UnknownKind, export_kind
from xiangban.access.models import Export, ExportState
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.viewer import Viewer
from xiangban.access.views.answers import ask
from xiangban.access.views.attachments import download
from xiangban.web.badges import Badge, Tone

TONES = {
    ExportState.REQUESTED: Tone.NOTICE,
    ExportState.APPROVED: Tone.NOTICE,
    ExportState.REFUSED: Tone.WARNING,
    ExportState.READY: Tone.GOOD,
    ExportState.FAILED: Tone.DANGER,
    ExportState.EXPIRED: Tone.PLAIN,
}


def exports_in_sight(viewer: Viewer) -> QuerySet[Export]:
    """One's own requests; for a head also those of posts inside their place."""
    own = Q(requested_by=viewer.user_id, requested_seat_id=viewer.seat_id)
    if viewer.may("exports.approve"):
        low, high = viewer.interval.low, viewer.interval.high
        own |= Q(requested_post__place_code__gte=low, requested_post__place_code__lt=high)
    return Export.objects.filter(own).select_related("requested_by", "requested_post", "decided_by", "attachment")


def waiting_for(viewer: Viewer) -> QuerySet[Export]:
    """Requests this head may decide now."""
    if not viewer.may("exports.approve"):
        return Export.objects.none()
    waiting = exports_in_sight(viewer).filter(state=ExportState.REQUESTED)
    return waiting.exclude(requested_by=viewer.user_id, row_count__gt=500)


@require_GET
@page("exports.see")
def export_list(request: SignedInRequest) -> HttpResponse:
    shown = page_of(exports_in_sight(request.viewer), ("-pk",), request.GET)
    rows = [(export, label_of(export), badge_of(export)) for export in shown.rows]
    return render(request, "access/export_list.html", {"page": shown, "rows": rows})


@require_GET
@page("exports.see")
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    export = get_object_or_404(exports_in_sight(request.viewer), pk=pk)
    viewer, waits = request.viewer, export.state == ExportState.REQUESTED
    deciding = waits and viewer.may("exports.approve")
    own = export.requested_by_id == viewer.user_id and export.requested_seat_id == viewer.seat_id
    context = {
        "export": export,
        "label": label_of(export),
        "badge": badge_of(export),
        "asked": words_of(export),
        "reason": trail.open_reason(export.reason),
        "may_approve": deciding
        and may_decide(export.row_count, requester=export.requested_by_id, decider=viewer.user_id),
        "may_refuse": deciding,
        "may_fetch": own and export.state == ExportState.READY,
        "second_person": waits and needs_second_person(export.row_count),
    }
    return render(request, "access/export.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("exports.request")
def request_export(request: SignedInRequest, kind: str) -> HttpResponse:
    try:
        wanted = export_kind(kind)
    except UnknownKind:
        raise Http404 from None
    if not request.viewer.may(wanted.permission):
        raise Http404
    parameters = {name: request.GET[name] for name in wanted.parameters if name in request.GET}

    def act(answers: dict[str, Any]) -> str:
        export = actions.request_export(wanted, request.viewer, parameters=parameters, **answers)
        messages.success(request, _("Your request waits for approval by a head."))
        return reverse("access:export", args=[export.pk])

    lead = _("The list “{label}” holds {count} children now.").format(
        label=wanted.label, count=wanted.children(request.viewer, parameters)
    )
    context = {"title": _("Ask for an export"), "verb": _("Ask"), "lead": lead, "back": reverse("access:export_list")}
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_POST
@page("exports.approve")
def approve_export(request: SignedInRequest, pk: int) -> HttpResponse:
    export = get_object_or_404(exports_in_sight(request.viewer), pk=pk)
    actions.approve_export(export, request.viewer)
    messages.success(request, _("Approved; the file is being made."))
    return redirect("access:export", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@page("exports.refuse")
def refuse_export(request: SignedInRequest, pk: int) -> HttpResponse:
    export = get_object_or_404(exports_in_sight(request.viewer), pk=pk)
    back = reverse("access:export", args=[pk])

    def act(answers: dict[str, Any]) -> str:
        actions.refuse_export(export, request.viewer, **answers)
        return back

    context = {"title": _("Refuse the export"), "verb": _("Refuse"), "subject": label_of(export), "back": back}
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_POST
@page("exports.fetch")
def fetch_export(request: SignedInRequest, pk: int) -> HttpResponseBase:
    export = get_object_or_404(exports_in_sight(request.viewer), pk=pk)
    content = actions.fetch_export(export, request.viewer)
    if export.attachment is None:
        raise Http404
    return download(export.attachment, content)


def label_of(export: Export) -> str:
    """What the kind of list is called; a kind of a room that is gone keeps its code."""
    try:
        return str(export_kind(export.kind).label)
    except UnknownKind:
        return export.kind


def words_of(export: Export) -> list[tuple[str, str]]:
    """What was asked of the list: place and filters."""
    try:
        return export_kind(export.kind).in_words(export.parameters)
    except UnknownKind:
        return []


def badge_of(export: Export) -> Badge:
    return Badge(ExportState(export.state).label, TONES[ExportState(export.state)])
