"""The printed registration form of one child: pressed for, never followed as a link, since printing is a look.

What stands in its cells is in document.py.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.children import actions
from xiangban.children.document import registration_form
from xiangban.children.views.doors import FORM_METHODS, back_to, child_in_sight


@require_http_methods(FORM_METHODS)
@page("children.print")
def print_form(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form in its official layout, A4, for signature; its bare address only leads to the file."""
    child = child_in_sight(request, pk, "children.print")
    if request.method != "POST":
        return back_to(child)
    actions.print_child(child, request.viewer)
    shown = {
        "child": child,
        "form": registration_form(child, request.viewer),
        "today": register_day(),
        "now": timezone.now(),
    }
    return render(request, "children/documents/registration_form.html", shown)
