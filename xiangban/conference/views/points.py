"""Pages of written instructions and of work points.

Duties are in duties.py.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xiangban.access.acts import NotPermitted
from xiangban.access.installation import register_day
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.conference.actions import points as actions
from xiangban.conference.models import Instruction, WorkPlan, WorkPoint
from xiangban.conference.parties import sets_out
from xiangban.conference.point_forms import InstructionForm, PlanForm, PointForm
from xiangban.conference.queries import tasks_of_origin
from xiangban.conference.task_forms import TaskReasonForm
from xiangban.conference.task_rules import OriginKind
from xiangban.conference.views.asking import Asked, asked, sent
from xiangban.conference.work_plan import rows_of_plan
from xiangban.figures.views.summary import own_place

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@page("conference.see")
def instruction_list(request: SignedInRequest) -> HttpResponse:
    """Written instructions in sight, newest first."""
    shown = page_of(Instruction.objects.visible_to(request.viewer), ("-pk",), request.GET)
    may = request.viewer.may("conference.record_instruction")
    return render(request, "conference/instruction_list.html", {"page": shown, "may_record": may})


@require_safe
@page("conference.see")
def instruction(request: SignedInRequest, pk: int) -> HttpResponse:
    """One instruction with the tasks that go back to it."""
    found: Instruction = get_object_or_404(Instruction.objects.visible_to(request.viewer), pk=pk)
    lines = tasks_of_origin(OriginKind.INSTRUCTION, [found.pk], request.viewer, register_day())
    may = request.viewer.may("conference.open_task") and sets_out(found, request.viewer)
    return render(request, "conference/instruction.html", {"instruction": found, "lines": lines, "may_open": may})


@require_http_methods(FORM_METHODS)
@page("conference.record_instruction")
def record_instruction(request: SignedInRequest) -> HttpResponse:
    """Keep a leader's written instruction."""
    form = InstructionForm(sent(request), initial={"given_on": register_day()})
    lead = _("In the leader's own words, without a child's name. Tasks are opened from its page.")
    shown = Asked(_("Record an instruction"), _("Record"), reverse("conference:instruction_list"), lead)

    def act(_said: dict[str, Any]) -> HttpResponse:
        made = actions.record_instruction(own_place(request.viewer), request.viewer, words=form.words())
        messages.success(request, _("The instruction is recorded."))
        return redirect("conference:instruction", pk=made.pk)

    return asked(request, shown, form, act)


@require_safe
@page("conference.see")
def work_points(request: SignedInRequest) -> HttpResponse:
    """Plans in sight: of the own place, of those below, and what the places above set out."""
    plans = WorkPlan.objects.visible_to(request.viewer).order_by("-year", "place_code", "pk")
    may = request.viewer.may("conference.edit_work_points")
    return render(request, "conference/work_points.html", {"plans": list(plans[:200]), "may_edit": may})


@require_safe
@page("conference.see")
def work_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """One plan as the table officials know: item, measures, lead, units, deadline, progress."""
    plan: WorkPlan = get_object_or_404(WorkPlan.objects.visible_to(request.viewer), pk=pk)
    own = sets_out(plan, request.viewer)
    context = {
        "plan": plan,
        "aspects": rows_of_plan(plan, request.viewer, register_day()),
        "may_edit": own and request.viewer.may("conference.edit_work_points"),
        "may_open": own and request.viewer.may("conference.open_task"),
    }
    return render(request, "conference/work_plan.html", context)


@require_http_methods(FORM_METHODS)
@page("conference.edit_work_points")
def lay_plan(request: SignedInRequest) -> HttpResponse:
    """Begin the work points of a year."""
    form = PlanForm(sent(request), initial={"year": register_day().year, "adopted_on": register_day()})
    shown = Asked(_("Begin the work points of a year"), _("Begin the plan"), reverse("conference:work_points"))

    def act(said: dict[str, Any]) -> HttpResponse:
        plan = actions.lay_plan(own_place(request.viewer), request.viewer, **said)
        return redirect("conference:work_plan", pk=plan.pk)

    return asked(request, shown, form, act)


@require_http_methods(FORM_METHODS)
@page("conference.edit_work_points")
def add_point(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add an item to a plan of the own place."""
    plan: WorkPlan = get_object_or_404(WorkPlan.objects.visible_to(request.viewer), pk=pk)
    if not sets_out(plan, request.viewer):
        raise NotPermitted("conference.edit_work_points", request.viewer, plan, seen=True)
    last = WorkPoint.objects.visible_to(request.viewer).filter(plan=plan).order_by("number").last()
    begun = {"number": last.number + 1, "aspect": last.aspect, "aspect_number": last.aspect_number} if last else {}
    form = PointForm(request.viewer, sent(request), initial=begun or {"number": 1, "aspect_number": 1})
    back = reverse("conference:work_plan", args=[plan.pk])

    def act(_said: dict[str, Any]) -> HttpResponse:
        actions.add_point(plan, request.viewer, terms=form.terms())
        return redirect(back)

    return asked(request, Asked(_("Add an item"), _("Add"), back, plan.title), form, act)


@require_http_methods(FORM_METHODS)
@page("conference.edit_work_points")
def strike_out_point(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an item off the plan."""
    rows = WorkPoint.objects.visible_to(request.viewer).select_related("plan")
    point: WorkPoint = get_object_or_404(rows, pk=pk)
    if not sets_out(point.plan, request.viewer):
        raise NotPermitted("conference.edit_work_points", request.viewer, point, seen=True)
    back = reverse("conference:work_plan", args=[point.plan_id])
    lead = _("{item}. Tasks it opened go on until they are withdrawn themselves.").format(item=point.text)

    def act(said: dict[str, Any]) -> HttpResponse:
        actions.strike_out_point(point, request.viewer, **said)
        return redirect(back)

    shown = Asked(_("Strike an item out"), _("Strike out"), back, lead, danger=True)
    return asked(request, shown, TaskReasonForm(sent(request)), act)
