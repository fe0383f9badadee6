"""Pages of posts and seats, and the choice of the seat one acts from."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiangban.access.actions import seats as actions
from xiangban.access.actions.notes import choose_seat as choose
from xiangban.access.forms.seats import BeginSeatForm, HandOverForm, OpenPostForm, ReasonForm
from xiangban.access.models import Post, Seat
from xiangban.access.models.people import PostQuerySet
from xiangban.access.pages import SignedInRequest, page, personal_page
from xiangban.access.paging import page_of
from xiangban.access.post_rules import may_hand_over
from xiangban.access.queries import given_to_the_person
from xiangban.access.roles import Role
from xiangban.access.session import SEAT_KEY
from xiangban.access.viewer import Viewer, viewer_from_seat
from xiangban.access.views.answers import ask
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@personal_page
def choose_seat(request: HttpRequest) -> HttpResponse:
    """Which of one's seats to act from."""
    seats: list[Seat] = request.seats  # type: ignore[attr-defined]  # set by the middleware
    if request.method != "POST":
        return render(request, "access/choose_seat.html", {"seats": seats})
    seat = next((seat for seat in seats if str(seat.pk) == request.POST.get("seat")), None)
    if seat is None:
        raise Http404
    if request.session.get(SEAT_KEY) != seat.pk:
        choose(seat, viewer_from_seat(seat))
        request.session[SEAT_KEY] = seat.pk
    return redirect("/")


@require_GET
@page("posts.see")
def post_list(request: SignedInRequest) -> HttpResponse:
    posts = posts_in_sight(request.viewer).select_related("territory", "agency")
    role, place = request.GET.get("role", ""), request.GET.get("place", "").strip()
    if role in Role.values:
        posts = posts.filter(role=role)
    if place:
        posts = posts.filter(territory__name__contains=place)
    if request.GET.get("holder") == "none":
        posts = posts.open().exclude(seats__in=Seat.objects.on(timezone.localdate()))
    shown = page_of(posts, ("place_code", "pk"), request.GET)
    holders = _holders(shown.rows)
    places = where_posts_stand(shown.rows)
    rows = [(post, places[post.place_code], holders.get(post.pk, [])) for post in shown.rows]
    context = {"page": shown, "rows": rows, "roles": Role.choices}
    return render(request, "access/post_list.html", context)


def where_posts_stand(posts: Iterable[Post]) -> dict[int, str]:
    """Code → county, township and village of each post's place: villages of one name are many."""
    return place_names().long_names((post.place_code for post in posts), below=Level.CITY)


def posts_in_sight(viewer: Viewer) -> PostQuerySet:
    """Posts inside the viewer's place; administrators see all of them."""
    return Post.objects.inside(viewer.interval)


def _holders(posts: list[Post]) -> dict[int, list[Seat]]:
    holders: dict[int, list[Seat]] = {}
    for seat in Seat.objects.standing(timezone.localdate()).filter(post__in=posts).select_related("user"):
        holders.setdefault(seat.post_id, []).append(seat)
    return holders


@require_GET
@page("posts.see")
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    seats = post.seats.select_related("user").order_by("-since", "-pk")
    place = where_posts_stand([post])[post.place_code]
    context = {"post": post, "place": place, "seats": _with_verbs(seats, post, request.viewer)}
    return render(request, "access/post.html", context)


def _with_verbs(seats: Any, post: Post, viewer: Viewer) -> list[dict[str, Any]]:
    today = timezone.localdate()
    below = viewer.role is not None and may_hand_over(
        viewer.role, Level(viewer.level), Role(post.role), Level(post.level)
    )
    rows = []
    for seat in seats:
        standing = seat.ended_at is None and (seat.until is None or seat.until >= today)
        foreign = standing and seat.user_id != viewer.user_id
        rows.append(
            {
                "seat": seat,
                "standing": standing,
                "may_end": foreign and viewer.may("seats.end"),
                "may_hand_over": foreign and below and viewer.may("seats.hand_over"),
            }
        )
    return rows


def _post(request: SignedInRequest, pk: int) -> Post:
    return get_object_or_404(posts_in_sight(request.viewer).select_related("territory", "agency"), pk=pk)


def _seat(request: SignedInRequest, pk: int) -> Seat:
    return get_object_or_404(
        Seat.objects.filter(post__in=posts_in_sight(request.viewer)).select_related("user", "post__territory"), pk=pk
    )


@require_http_methods(GET_AND_POST)
@page("posts.open")
def open_post(request: SignedInRequest) -> HttpResponse:
    def act(answers: dict[str, Any]) -> str:
        post = actions.open_post(answers.pop("place"), request.viewer, **answers)
        messages.success(request, _("The post {post} is open; now put somebody on it.").format(post=post))
        return _address(post)

    context = {"title": _("Open a post"), "verb": _("Open the post"), "back": reverse("access:post_list")}
    return ask(request, "access/form.html", context, OpenPostForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("posts.close")
def close_post(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)

    def act(answers: dict[str, Any]) -> str:
        actions.close_post(post, request.viewer, **answers)
        messages.success(request, _("The post {post} is closed.").format(post=post))
        return _address(post)

    context = {
        "title": _("Close the post"),
        "verb": _("Close the post"),
        "subject": _subject(post),
        "back": _address(post),
    }
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("seats.begin")
def begin_seat(request: SignedInRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)

    def act(answers: dict[str, Any]) -> str:
        user = answers.pop("user")
        seat = actions.begin_seat(post, request.viewer, user=user, term=actions.Term(**answers))
        messages.success(request, _("{person} now holds {post}.").format(person=seat.user, post=post))
        return _address(post)

    context = {
        "title": _("Put somebody on the post"),
        "verb": _("Begin"),
        "subject": _subject(post),
        "back": _address(post),
    }
    return ask(request, "access/form.html", context, BeginSeatForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("seats.end")
def end_seat(request: SignedInRequest, pk: int) -> HttpResponse:
    seat = _seat(request, pk)

    def act(answers: dict[str, Any]) -> str:
        actions.end_seat(seat, request.viewer, **answers)
        messages.success(request, _("The seat of {person} has ended.").format(person=seat.user))
        return _address(seat.post)

    context = {
        "title": _("End the seat"),
        "verb": _("End now"),
        "subject": _subject(seat.post, seat),
        "lead": _what_ends(seat.post),
        "back": _address(seat.post),
    }
    return ask(request, "access/form.html", context, ReasonForm(request.POST or None), act)


@require_http_methods(GET_AND_POST)
@page("seats.hand_over")
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    seat = _seat(request, pk)

    def act(answers: dict[str, Any]) -> str:
        following = actions.hand_over(seat, request.viewer, **answers)
        messages.success(
            request, _("{post} was handed over to {person}.").format(post=seat.post, person=following.user)
        )
        return _address(seat.post)

    context = {
        "title": _("Hand the post over"),
        "verb": _("Hand over"),
        "subject": _subject(seat.post, seat),
        "lead": _what_ends(seat.post),
        "back": _address(seat.post),
    }
    return ask(request, "access/form.html", context, HandOverForm(request.POST or None), act)


def _subject(post: Post, seat: Seat | None = None) -> str:
    """Who or which post a verb is about, with the whole name of its place."""
    return f"{seat or post} · {where_posts_stand([post])[post.place_code]}"


def _what_ends(post: Post) -> str:
    """What ends with the seat and must be given anew; "" where all stays with the post."""
    number = given_to_the_person(post)
    words = _(
        "The {number} children given to this post were given to its person: they do not pass on. Assign them anew."
    )
    return words.format(number=number) if number else ""


def _address(post: Post) -> str:
    return reverse("access:post", args=[post.pk])
