"""Forms that rename, merge and split places: first what would change, then the change itself.

The preview is a GET and writes nothing; its button sends the same answers as a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xiangban.access.acts import Refused
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.viewer import Viewer
from xiangban.network import queries
from xiangban.network.actions import places as actions
from xiangban.network.forms import MergeForm, PlaceForm, RenameForm, SplitForm
from xiangban.network.plans import Plan, plan_merge, plan_rename, plan_split
from xiangban.network.tables import PREVIEW
from xiangban.network.views.doors import open_door, show_refusal
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level
from xiangban.web.phrases import StrOrPromise

MOST_SHOWN = 200


@dataclass(frozen=True)
class PlaceVerb:
    """One verb as its page needs it: form, plan for the preview, action for the change."""

    name: str
    title: StrOrPromise
    hint: StrOrPromise
    form: type[PlaceForm]
    plan: Callable[[Territory, Any], Plan]
    act: Callable[[Territory, Viewer, Any], Territory]
    highest: Level = Level.COUNTY


RENAME = PlaceVerb(
    "rename_place",
    gettext_lazy("Rename {place}"),
    gettext_lazy("The old name stays on record; papers from before keep it."),
    RenameForm,
    lambda place, form: plan_rename(place, form.new_place(), form.cleaned_data["on"]),
    lambda place, by, form: actions.rename_place(place, by, new=form.new_place(), on=form.cleaned_data["on"]),
    Level.PROVINCE,
)
MERGE = PlaceVerb(
    "merge_places",
    gettext_lazy("Merge places into {place}"),
    gettext_lazy("The places chosen end; all below them, with children, posts and agencies, comes to this place."),
    MergeForm,
    lambda place, form: plan_merge(place, list(form.cleaned_data["others"]), form.new_place(), form.cleaned_data["on"]),
    lambda place, by, form: actions.merge_places(
        place, by, others=list(form.cleaned_data["others"]), new=form.new_place(), on=form.cleaned_data["on"]
    ),
)
SPLIT = PlaceVerb(
    "split_place",
    gettext_lazy("Split {place}"),
    gettext_lazy("A new place is founded beside this one and takes what you choose; this one goes on with the rest."),
    SplitForm,
    lambda place, form: plan_split(place, form.going(), form.new_place(), form.cleaned_data["on"]),
    lambda place, by, form: actions.split_place(
        place, by, going=form.going(), new=form.new_place(), on=form.cleaned_data["on"]
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@page("network.see")
def rename_place(request: SignedInRequest, code: int) -> HttpResponse:
    return _answer(request, code, RENAME)


@require_http_methods(["GET", "HEAD", "POST"])
@page("network.see")
def merge_places(request: SignedInRequest, code: int) -> HttpResponse:
    return _answer(request, code, MERGE)


@require_http_methods(["GET", "HEAD", "POST"])
@page("network.see")
def split_place(request: SignedInRequest, code: int) -> HttpResponse:
    return _answer(request, code, SPLIT)


def _answer(request: SignedInRequest, code: int, verb: PlaceVerb) -> HttpResponse:
    place = queries.current_place(code)
    if place is None or place.valid_to is not None or place.level < verb.highest:
        raise Http404
    open_door(request, f"network.{verb.name}", place)
    if request.method == "POST":
        return _change(request, place, verb)
    return _form_or_preview(request, place, verb)


def _change(request: SignedInRequest, place: Territory, verb: PlaceVerb) -> HttpResponse:
    form = verb.form(place, request.POST)
    if form.is_valid():
        try:
            result = verb.act(place, request.viewer, form)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Done: {place}, code {code}.").format(place=result.name, code=result.code))
            return redirect("network:place", result.code)
    return _show(request, place, verb, {"form": form}, 422)


def _form_or_preview(request: SignedInRequest, place: Territory, verb: PlaceVerb) -> HttpResponse:
    if "on" not in request.GET:
        return _show(request, place, verb, {"form": verb.form(place)})
    form = verb.form(place, request.GET)
    if form.is_valid():
        try:
            lines = queries.preview_of(verb.plan(place, form), request.viewer)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return _show(request, place, verb, {"form": form, **_preview(lines)})
    return _show(request, place, verb, {"form": form})


def _preview(lines: list[queries.PreviewLine]) -> dict[str, Any]:
    cells = [
        (
            line.old.name,
            line.old.code,
            line.name,
            line.code,
            line.kind,
            line.children,
            line.posts,
            line.agencies,
        )
        for line in lines
    ]
    return {
        "table": PREVIEW,
        "lines": PREVIEW.render(cells[:MOST_SHOWN]),
        "hidden_lines": max(0, len(cells) - MOST_SHOWN),
        "places": len(lines),
        "children": sum(line.children for line in lines),
        "posts": sum(line.posts for line in lines),
        "agencies": sum(line.agencies for line in lines),
    }


def _show(
    request: SignedInRequest, place: Territory, verb: PlaceVerb, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    words: dict[str, Any] = {"title": str(verb.title).format(place=place.name), "hint": verb.hint}
    words |= {"verb": f"network:{verb.name}", "place": place, "above": queries.ancestors_of(place)}
    return render(request, "network/change_place.html", words | context, status=status)
