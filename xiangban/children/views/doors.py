"""What these pages share: the door before a form, the child in sight, and the page of one verb.

The gate itself is in access/.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from xiangban.access.acts import Refused, demand, permits
from xiangban.access.gate import facets_of, in_sight
from xiangban.access.pages import SignedInRequest
from xiangban.access.roles import Facet
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.web.phrases import StrOrPromise

FORM_METHODS = ["GET", "HEAD", "POST"]
OPENS = "children.open"  # every verb on a file is behind the right to open files


@dataclass(frozen=True)
class VerbPage:
    """The words of the page of one verb: heading, button, what is said once it is done, what it means."""

    title: StrOrPromise
    button: StrOrPromise
    done: StrOrPromise
    note: StrOrPromise = ""
    danger: bool = False
    villages: Sequence[str] = ()  # offered while a place is written


def open_door(request: SignedInRequest, permission: str, subject: object, facet: Facet | None = None) -> None:
    """Before a form is read: a POST is refused into the trail, a form nobody may send is not found."""
    if not in_sight(subject, request.viewer, facet):
        raise Http404
    if request.method == "POST":
        demand(permission, subject, request.viewer)
    elif not permits(permission, subject, request.viewer):
        raise Http404


def child_in_sight(request: SignedInRequest, pk: int, permission: str, facet: Facet = Facet.FILE) -> Child:
    """The child of the address, behind the door of the verb."""
    child: Child = get_object_or_404(Child.objects.visible_to(request.viewer, facet), pk=pk)
    open_door(request, permission, child, facet)
    return child


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form was sent, also when that is nothing; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def name_shown(child: Child, request: SignedInRequest) -> str:
    """The child's name as the viewer may see it."""
    return name_for(child.name, facets_of(child, request.viewer))


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every sentence of a refusal beside the field it speaks of, or above the form."""
    faults = getattr(refusal, "faults", None) or [refusal]
    for fault in faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.sentence)


def back_to(child: Child) -> HttpResponse:
    """The file's page; the room above keeps its address stable."""
    return redirect("childfile:file", pk=child.pk)


def answer(
    request: SignedInRequest, child: Child, form: forms.Form, words: VerbPage, act: Callable[[], Any]
) -> HttpResponse:
    """The page of one verb on one child: show the form, act on it, or say what the rules object to."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, str(words.done))
            return _after(request, child)
    shown = {"form": form, "words": words, "child": child, "name": name_shown(child, request)}
    return render(request, "children/verb.html", shown, status=422 if form.errors else 200)


def _after(request: SignedInRequest, child: Child) -> HttpResponse:
    """The file, if the seat still sees it after the verb; else the list."""
    still = Child.objects.visible_to(request.viewer, Facet.FILE).filter(pk=child.pk).exists()
    return back_to(child) if still else redirect("childfile:list")
