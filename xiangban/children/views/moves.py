"""The moves of a file: one press for some, a reason or a date for the others.

Which moves a state allows is said by CHILD_MOVES; the buttons stand on the file's page in childfile/.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import Refused
from xiangban.access.gate import facets_of
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.forms import ProposeExitForm, ReasonForm
from xiangban.children.gaps import say_gaps
from xiangban.children.models import Child
from xiangban.children.views.doors import FORM_METHODS, OPENS, VerbPage, answer, back_to, child_in_sight, sent
from xiangban.web.phrases import StrOrPromise


@require_POST
@page(OPENS)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The village submits a draft."""
    return _press_on(request, pk, actions.submit_child, _("Submitted to the township."))


@require_POST
@page(OPENS)
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """The township has reviewed the file."""
    return _press_on(
        request, pk, actions.review_child, _("Reviewed; the county can now put the child on the register.")
    )


@require_POST
@page(OPENS)
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """The county puts the child on the register."""
    return _press_on(request, pk, actions.register_child, _("The child is on the register."))


@require_POST
@page(OPENS)
def exit_child(request: SignedInRequest, pk: int) -> HttpResponse:
    """The county confirms the exit."""
    return _press(request, pk, actions.exit_child, _("The child has left the register; the file is kept."))


@require_http_methods(FORM_METHODS)
@page(OPENS)
def return_child(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a file back to the village."""
    words = VerbPage(
        _("Return the file to the village"),
        _("Return"),
        _("Returned to the village with your reason."),
        _("The file becomes a draft again; the village reads your reason on its desk."),
    )
    return _with_reason(request, pk, actions.return_child, words)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def refuse_exit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a child on the register."""
    words = VerbPage(_("Refuse the exit"), _("Refuse the exit"), _("The child stays on the register."))
    return _with_reason(request, pk, actions.refuse_exit, words)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put an exited child back on the register."""
    words = VerbPage(_("Restore to the register"), _("Restore"), _("The child is on the register again."))
    return _with_reason(request, pk, actions.restore_child, words)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def propose_exit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that a child leaves the register."""
    child = child_in_sight(request, pk, "children.propose_exit")
    form = ProposeExitForm(sent(request))
    words = VerbPage(
        _("Propose exit"),
        _("Propose exit"),
        _("The exit is proposed; the county decides."),
        _("The child stays on the register until the county has decided. The file is kept in any case."),
    )
    return answer(request, child, form, words, lambda: actions.propose_exit(child, request.viewer, **form.cleaned_data))


def _press(
    request: SignedInRequest, pk: int, verb: Callable[[Child, Viewer], None], done: StrOrPromise
) -> HttpResponse:
    child = child_in_sight(request, pk, verb.permission)  # type: ignore[attr-defined]  # set by @action
    try:
        verb(child, request.viewer)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(done))
    return back_to(child)


def _press_on(
    request: SignedInRequest, pk: int, verb: Callable[[Child, Viewer], None], done: StrOrPromise
) -> HttpResponse:
    """A step towards the register: what is not collected is said with it, and again to whoever takes the next one."""
    child = child_in_sight(request, pk, verb.permission)  # type: ignore[attr-defined]  # set by @action
    gaps = say_gaps(child, facets_of(child, request.viewer))
    said = gettext("{done} Not collected: {facts}.").format(done=done, facts=gaps) if gaps else done
    return _press(request, pk, verb, said)


def _with_reason(request: SignedInRequest, pk: int, verb: Callable[..., None], words: VerbPage) -> HttpResponse:
    child = child_in_sight(request, pk, verb.permission)  # type: ignore[attr-defined]  # set by @action
    form = ReasonForm(sent(request))
    return answer(request, child, form, words, lambda: verb(child, request.viewer, **form.cleaned_data))
