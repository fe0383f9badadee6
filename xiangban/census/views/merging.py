"""Pages of merges: the list of proposals, two files side by side, and the verbs that merge, refuse and take apart.

The verbs themselves are in children/; a person proposes a merge from a child's file.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiangban.access.acts import Refused, demand, permits, record_opening
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.roles import Facet
from xiangban.census.merge_lines import MERGE_BADGES, merge_lines, merges_of, next_merge
from xiangban.census.merge_sides import choice_of, compared, facets_between
from xiangban.children import actions
from xiangban.children.facts import FACTS
from xiangban.children.models import Merge, MergeState


@require_GET
@page("children.merge")
def merges(request: SignedInRequest) -> HttpResponse:
    """The merges that this seat decides, by their state."""
    state = request.GET.get("state", "")
    state = state if state in MergeState.values else MergeState.PROPOSED.value
    shown = page_of(merges_of(request.viewer).filter(state=state), ("-pk",), request.GET)
    context = {
        "state": state,
        "tabs": [(one.value, one.label) for one in MergeState],
        "page": shown,
        "lines": merge_lines(shown.rows, request.viewer),
    }
    return render(request, "census/merges.html", context)


@require_GET
@page("children.merge")
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two files side by side; that both were read is in the trail."""
    one, viewer = _in_sight(request, pk), request.viewer
    if Facet.FILE in facets_between(one, viewer):
        for child in (one.child, one.double):
            record_opening(child, viewer, "children.open")
    stays = request.GET.get("stays", "")
    shown = compared(one, viewer, int(stays) if stays in (str(one.child_id), str(one.double_id)) else one.child_id)
    context = {
        "shown": shown,
        "badge": MERGE_BADGES[MergeState(one.state)],
        "decides": shown.waits and permits("children.merge", one, viewer),
        "parts": one.state == MergeState.MERGED and permits("children.part", one, viewer),
        "following": next_merge(viewer, one),
    }
    return render(request, "census/merge.html", context)


@require_POST
@page("children.merge")
def merge_files(request: SignedInRequest, pk: int) -> HttpResponse:
    """Carry one file into the other, with the values that were chosen."""
    one = _in_sight(request, pk)
    demand("children.merge", one, request.viewer)
    choice, reason = choice_of(one, request.viewer, request.POST), request.POST.get("reason", "")
    try:
        child = actions.merge_children(one, request.viewer, choice=choice, reason=reason)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("census:merge", pk=pk)
    messages.success(request, _("Both files are one now: file {number} holds all of it.").format(number=child.pk))
    return _on(request, one)


@require_POST
@page("children.refuse_merge")
def refuse_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """The two files are two children."""
    one = _in_sight(request, pk)
    demand("children.refuse_merge", one, request.viewer)
    try:
        actions.refuse_merge(one, request.viewer, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("census:merge", pk=pk)
    messages.success(request, _("They stay two files; this pair is not proposed again."))
    return _on(request, one)


@require_POST
@page("children.part")
def part(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a merge apart."""
    one = _in_sight(request, pk)
    demand("children.part", one, request.viewer)
    try:
        parted = actions.part_children(one, request.viewer, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("census:merge", pk=pk)
    messages.success(request, _("The merge is taken apart: both files stand as before."))
    if parted.edited:
        words = [str(FACTS[name].label) if name in FACTS else _("family") for name in parted.edited]
        kept = _("Edited since, and kept in the file that stayed: {facts}.")
        messages.warning(request, kept.format(facts=_(", ").join(dict.fromkeys(words))))
    return redirect("census:merge", pk=pk)


def _on(request: SignedInRequest, merge: Merge) -> HttpResponse:
    """The next pair that waits, else the list."""
    following = next_merge(request.viewer, merge)
    return redirect("census:merge", pk=following) if following else redirect("census:merges")


def _in_sight(request: SignedInRequest, pk: int) -> Merge:
    rows = Merge.objects.visible_to(request.viewer).select_related("child", "double", "proposed_by", "decided_by")
    found: Merge = get_object_or_404(rows, pk=pk)
    return found
