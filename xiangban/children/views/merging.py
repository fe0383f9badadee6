"""The page on which somebody says that another file is this same child.

Both files side by side, and the decision, are on a page of the census.
"""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiangban.access.pages import SignedInRequest, page
from xiangban.children import actions
from xiangban.children.merge_forms import ProposeMergeForm
from xiangban.children.models import Child
from xiangban.children.views.doors import FORM_METHODS, OPENS, VerbPage, answer, child_in_sight, sent


@require_http_methods(FORM_METHODS)
@page(OPENS)
def propose_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that two files become one."""
    child = child_in_sight(request, pk, "children.propose_merge")
    form = ProposeMergeForm(child, request.viewer, sent(request))
    words = VerbPage(
        _("The same child as another file"),
        _("Look, then propose"),
        _("The merge is proposed; whoever decides for both files sees them side by side."),
        _("Nothing is merged yet. The township, or the lowest office above both files, compares them and decides."),
    )

    def act() -> None:
        other = Child.objects.visible_to(request.viewer).get(pk=form.cleaned_data["other"])
        actions.propose_merge(child, request.viewer, other=other, reason=form.cleaned_data["reason"])

    return answer(request, child, form, words, act)
