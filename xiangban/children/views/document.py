"""The printed registration form of one child; opening it is a look and stands in the trail."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xiangban.access.acts import record_opening
from xiangban.access.pages import SignedInRequest, page
from xiangban.children.document import registration_form
from xiangban.children.views.doors import child_in_sight


@require_safe
@page("children.print")
def print_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form in its official layout, A4, for signature."""
    child = child_in_sight(request, pk, "children.print")
    record_opening(child, request.viewer, "children.print")
    shown = {
        "child": child,
        "form": registration_form(child, request.viewer),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render(request, "children/documents/registration_form.html", shown)
