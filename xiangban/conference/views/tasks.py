"""Pages of tasks: the list with its filters, one task, what a unit owes, and the opening.

The verbs on one task are in task_verbs.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.tasks import open_task as open_a_task
from xiangban.conference.clock import Colour
from xiangban.conference.models import Task, TaskPost
from xiangban.conference.origins import offered_origins
from xiangban.conference.plain_text import owed_text
from xiangban.conference.queries import count_tasks, lines_of, owed
from xiangban.conference.task_forms import OpenTaskForm, TaskFilterForm
from xiangban.conference.task_page import chosen_children, page_of_task
from xiangban.conference.task_words import say_rule
from xiangban.conference.views.asking import Asked, asked, sent
from xiangban.figures.views.summary import own_place
from xiangban.territories.models import Agency
from xiangban.territories.place_names import place_names

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@page("conference.see")
def task_list(request: SignedInRequest) -> HttpResponse:
    """Tasks in sight, newest first, narrowed by colour, state, unit, level and origin."""
    today = register_day()
    form = TaskFilterForm(_units_with_tasks(request.viewer), request.GET)
    rows = _narrowed(Task.objects.visible_to(request.viewer), form)
    shown = page_of(rows, ("-pk",), request.GET)
    context = {
        "lines": lines_of(shown.rows, today),
        "page": shown,
        "form": form,
        "rule": say_rule(),
        "may_open": request.viewer.may("conference.open_task"),
    }
    return render(request, "conference/task_list.html", context)


@require_safe
@page("conference.see")
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """One task as this seat may see it."""
    found: Task = get_object_or_404(Task.objects.visible_to(request.viewer), pk=pk)
    shown = page_of_task(found, request.viewer, place_names(), register_day())
    return render(request, "conference/task.html", {"page": shown, "task": found})


@require_safe
@page("conference.see")
def owed_tasks(request: SignedInRequest) -> HttpResponse:
    """What the seat's unit owes, the nearest deadline first, with a text for the group."""
    today = register_day()
    lines = owed(request.viewer, today)
    unit = Agency.objects.filter(pk=request.viewer.agency_id or 0).first()
    head = unit.name if unit else request.viewer.post_title
    context = {
        "lines": lines,
        "counts": count_tasks(request.viewer, today),
        "unit": head,
        "text": owed_text(head, lines, today),
        "rule": say_rule(),
        "today": today,
    }
    return render(request, "conference/owed.html", context)


@require_http_methods(FORM_METHODS)
@page("conference.open_task")
def open_task(request: SignedInRequest) -> HttpResponse:
    """Open a task from a decision, an instruction or a work point of the own place."""
    offered = offered_origins(request.viewer)
    form = OpenTaskForm(request.viewer, offered, sent(request), initial=_begun(request, offered))
    lead = _("Several tasks may go back to one decision; each has one lead. Choose the origin first.")
    if not offered:
        lead = _("There is no decision, instruction or work point of your place yet. Enter one first.")
    chosen = chosen_children(str(form["children"].value() or ""), request.viewer, place_names())
    shown = Asked(_("Open a task"), _("Open"), reverse("conference:task_list"), lead, more={"chosen": chosen})

    def act(said: dict[str, Any]) -> HttpResponse:
        terms = form.terms()
        place = terms.lead_post.territory if terms.lead_post else own_place(request.viewer)
        made = open_a_task(place, request.viewer, origin=form.offered[said["origin"]].origin, terms=terms)
        messages.success(request, _("The task is open and waits for receipt."))
        return redirect("conference:task", pk=made.pk)

    return asked(request, shown, form, act)


def _begun(request: SignedInRequest, offered: Any) -> dict[str, Any]:
    """What the form begins with: the origin that the address names, and single children that another page named."""
    chosen = next((one for one in offered if one.value == request.GET.get("origin")), None)
    begun: dict[str, Any] = {"children": request.GET.get("children", "")}
    if chosen is not None:
        begun |= {"origin": chosen.value, "title": chosen.title, "deadline": chosen.deadline}
    return begun


def _narrowed(rows: Any, form: TaskFilterForm) -> Any:
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("state") in ("", None):
        rows = rows.open()
    elif said["state"] != "all":
        rows = rows.filter(state=said["state"])
    if said.get("colour"):
        rows = rows.in_colour(Colour(said["colour"]), register_day())
    if said.get("unit"):
        rows = rows.filter(pk__in=TaskPost.objects.filter(post__agency=said["unit"]).values("task_id"))
    if said.get("level"):
        rows = rows.filter(level=said["level"])
    return rows.filter(origin_kind=said["origin"]) if said.get("origin") else rows


def _units_with_tasks(viewer: Viewer) -> list[Agency]:
    tasks = Task.objects.visible_to(viewer).open().values("pk")
    posts = TaskPost.objects.filter(task__in=tasks, post__agency__isnull=False).values("post__agency")
    return list(Agency.objects.filter(pk__in=posts).order_by("place_code", "pk")[:200])
