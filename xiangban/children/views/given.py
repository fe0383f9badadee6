"""Pages by which a child is given into a post's sight: a social worker's, a parent's.

Which posts may be chosen is decided in actions/given.py.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import Refused
from xiangban.access.models import Post
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.roles import Role
from xiangban.children import actions
from xiangban.children.forms import PostForm, ReasonForm
from xiangban.children.models import Child
from xiangban.children.queries import parents_at
from xiangban.children.views.doors import FORM_METHODS, OPENS, VerbPage, answer, back_to, child_in_sight, sent


@require_http_methods(FORM_METHODS)
@page(OPENS)
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a child to a social worker's post."""
    child = child_in_sight(request, pk, "children.assign")
    form = PostForm(child, Role.SOCIAL_WORKER, sent(request))
    words = VerbPage(
        _("Assign to a social worker"),
        _("Assign"),
        _("Assigned: the post sees the child's contact until you take it back."),
        _("The post sees name, contact and living place, and nothing else of the file."),
    )
    return answer(request, child, form, words, lambda: actions.assign_child(child, request.viewer, **form.cleaned_data))


@require_POST
@page(OPENS)
def unassign(request: SignedInRequest, pk: int, post: int) -> HttpResponse:
    """Take a child back from a social worker's post."""
    child = child_in_sight(request, pk, "children.unassign")
    try:
        actions.unassign_child(child, request.viewer, post=_post_of(post))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, gettext("Taken back: the post does not see the child any more."))
    return back_to(child)


@require_http_methods(FORM_METHODS)
@page(OPENS)
def invite_parent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a parent's post see the file of the own child."""
    child = child_in_sight(request, pk, "children.invite_parent")
    form = PostForm(child, Role.PARENT, sent(request))
    words = VerbPage(
        _("Invite a parent"),
        _("Invite"),
        _("The parent sees the file of the own child now."),
        _("The security administrator opens the parent's post; here you say whose child it is."),
    )
    return answer(
        request, child, form, words, lambda: actions.invite_parent(child, request.viewer, **form.cleaned_data)
    )


@require_http_methods(FORM_METHODS)
@page(OPENS)
def withdraw_parent(request: SignedInRequest, pk: int, post: int) -> HttpResponse:
    """Take the sight of the own child back from a parent's post."""
    child = child_in_sight(request, pk, "children.withdraw_parent")
    form = ReasonForm(sent(request))
    words = VerbPage(
        _("Take the child back from a parent"),
        _("Take back"),
        _("Taken back: the post does not see the child any more."),
        _of_whom(child, _post_of(post)),
        danger=True,
    )
    return answer(
        request,
        child,
        form,
        words,
        lambda: actions.withdraw_parent(child, request.viewer, post=_post_of(post), **form.cleaned_data),
    )


def _of_whom(child: Child, post: Post | None) -> str:
    """What the verb means, with the people at the post; a number that has nothing to do with the child names nobody."""
    people = gettext(", ").join(parents_at(child, post))
    words = gettext("From this moment on {people} sees nothing of the file. The reason stands in the trail.")
    return words.format(people=people or gettext("The parent's post"))


def _post_of(key: int) -> Post | None:
    """The post of the address; whether a number is any post's is not told to whoever guesses numbers."""
    return Post.objects.filter(pk=key).first()
