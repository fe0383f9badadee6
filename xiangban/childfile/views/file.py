"""A child's file and who looked at it.

Opening the file is the one GET that writes: the trail's row.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from xiangban.access.acts import record_opening
from xiangban.access.explanations import who_opened
from xiangban.access.gate import facets_of
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Facet
from xiangban.childfile.attached import attached_to
from xiangban.childfile.listing import own_level
from xiangban.childfile.merged import merged_into, merges_of
from xiangban.childfile.page import page_of
from xiangban.children.models import Child, Merge
from xiangban.conference.queries import tasks_of_child
from xiangban.lib.masking import mask_name
from xiangban.territories.place_names import place_names


@require_safe
@page("children.open")
def child_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file as this seat may see it; a seat that sees only the row is asked for a reason first."""
    child = Child.objects.visible_to(request.viewer).select_related("school", "photo").filter(pk=pk).first()
    if child is None:
        return _say_merged(request, pk)
    if Facet.FILE not in facets_of(child, request.viewer):
        return _ask_reason(request, child)
    record_opening(child, request.viewer, "children.open")
    shown = page_of(child, request.viewer, place_names(), register_day())
    attached = attached_to(child, request.viewer)
    context = {"page": shown, "child": child, "attached": attached, "merges": merges_of(child, request.viewer)}
    context["tasks"] = tasks_of_child(child, request.viewer, register_day())
    context["opens_task"] = request.viewer.may("conference.open_task")
    return render(request, "childfile/file.html", context)


def _say_merged(request: SignedInRequest, pk: int) -> HttpResponse:
    """The address of a file that went into another one leads on; every other number is no file in sight."""
    merge = merged_into(pk, request.viewer)
    if merge is None:
        raise Http404
    decides = request.viewer.may("children.merge") and Merge.objects.visible_to(request.viewer).filter(pk=merge.pk)
    return render(request, "childfile/merged.html", {"merge": merge, "decides": bool(decides)})


def _ask_reason(request: SignedInRequest, child: Child) -> HttpResponse:
    if not request.viewer.may("children.open_with_reason"):
        raise Http404
    place = place_names().long_names([child.responsible_code], below=own_level(request.viewer))[child.responsible_code]
    shown = {"child": child, "name": mask_name(child.name), "place": place}
    return render(request, "childfile/give_reason.html", shown)


@require_safe
@page("children.open")
def opened_by(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who looked at this child, for seats that may see its history."""
    child = get_object_or_404(Child.objects.visible_to(request.viewer, Facet.HISTORY), pk=pk)
    return render(request, "childfile/looks.html", {"child": child, "looks": who_opened(child)})
