"""Pages of accounts, and the page behind a one-time link."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiangban.access.actions import users as actions
from xiangban.access.acts import Refused
from xiangban.access.forms.seats import ReasonForm
from xiangban.access.forms.users import FirstPasswordForm, OpenAccountForm
from xiangban.access.models import Seat, User
from xiangban.access.pages import SignedInRequest, open_page, page
from xiangban.access.paging import page_of
from xiangban.access.queries import with_waiting_link
from xiangban.access.viewer import system_viewer
from xiangban.access.views.answers import ask
from xiangban.access.views.seats import where_posts_stand

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_GET
@page("users.see")
def user_list(request: SignedInRequest) -> HttpResponse:
    users = User.objects.all()
    if word := request.GET.get("q", "").strip():
        users = users.filter(Q(username__icontains=word) | Q(display_name__icontains=word))
    if request.GET.get("seats") == "none":
        users = users.exclude(seats__in=Seat.objects.standing(timezone.localdate()))
    if request.GET.get("link") == "waiting":
        users = with_waiting_link(users)
    shown = page_of(users, ("pk",), request.GET)
    seats = _with_places(Seat.objects.standing(timezone.localdate()).filter(user__in=shown.rows))
    rows = [(user, [held for held in seats if held[0].user_id == user.pk]) for user in shown.rows]
    return render(request, "access/user_list.html", {"page": shown, "rows": rows})


def _with_places(seats: QuerySet[Seat]) -> list[tuple[Seat, str]]:
    """Each seat with the whole name of its place."""
    found = list(seats.select_related("post"))
    places = where_posts_stand(seat.post for seat in found)
    return [(seat, places[seat.post.place_code]) for seat in found]


@require_GET
@page("users.see")
def user(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    link = person.invitations.filter(used_at=None, until__gt=timezone.now()).first()
    context = {
        "person": person,
        "person_seats": _with_places(person.seats.all()),
        "open_link": link,
        "link_waits": link is not None and link.waits_for_confirmation(timezone.localdate()),
    }
    return render(request, "access/user.html", context)


@require_http_methods(GET_AND_POST)
@page("users.open_account")
def open_account(request: SignedInRequest) -> HttpResponse:
    def act(answers: dict[str, Any]) -> HttpResponse:
        token = actions.open_account(None, request.viewer, **answers)
        return _show_link(request, token, answers["display_name"])

    context = {"title": _("Open an account"), "verb": _("Open the account"), "back": reverse("access:user_list")}
    return ask(request, "access/form.html", context, OpenAccountForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("users.renew_link")
def renew_link(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)

    def act(answers: dict[str, Any]) -> HttpResponse:
        return _show_link(request, actions.renew_link(person, request.viewer, **answers), person.display_name)

    context = {"title": _("New one-time link"), "verb": _("Make the link"), "subject": person, "back": _address(person)}
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_POST
@page("users.confirm_link")
def confirm_link(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    actions.confirm_link(person, request.viewer)
    messages.success(request, _("The link of {person} works now.").format(person=person))
    return redirect(_address(person))


@require_http_methods(GET_AND_POST)
@page("users.disable")
def disable(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)

    def act(answers: dict[str, Any]) -> str:
        actions.disable(person, request.viewer, **answers)
        messages.success(request, _("The account of {person} is disabled.").format(person=person))
        return _address(person)

    context = {"title": _("Disable the account"), "verb": _("Disable"), "subject": person, "back": _address(person)}
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("users.enable")
def enable(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)

    def act(answers: dict[str, Any]) -> str:
        actions.enable(person, request.viewer, **answers)
        messages.success(request, _("The account of {person} is enabled.").format(person=person))
        return _address(person)

    context = {"title": _("Enable the account"), "verb": _("Enable"), "subject": person, "back": _address(person)}
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@sensitive_post_parameters()
@require_http_methods(GET_AND_POST)
@open_page("a new person has no password yet; the link's token is the proof")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    invitation = actions.open_invitation(token)
    if invitation is None:
        raise Http404
    form = FirstPasswordForm(request.POST or None, user=invitation.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_first_password(
                invitation, system_viewer("one-time link"), password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Your password is set. Sign in with your user name and this password."))
            return redirect("account_login")
    context = {"form": form, "person": invitation.user}
    return render(request, "access/welcome.html", context, status=422 if form.errors else 200)


def _show_link(request: SignedInRequest, token: str, name: str) -> HttpResponse:
    """The link is shown on this answer only: the database keeps no more than its hash."""
    link = request.build_absolute_uri(reverse("access:welcome", args=[token]))
    waits = actions.waits(token)
    return render(
        request, "access/link.html", {"link": link, "name": name, "hours": actions.LINK_HOURS, "link_waits": waits}
    )


def _address(person: User) -> str:
    return reverse("access:user", args=[person.pk])
