"""The verbs on one task, each at an address of its own: received, reported, extended, broken down, judged.

What each needs is checked in actions/.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiangban.access.acts import NotPermitted
from xiangban.access.models import Attachment
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.views.attachments import download
from xiangban.conference.actions import progress as doing
from xiangban.conference.actions import tasks as judging
from xiangban.conference.models import Extension, Task, TaskProgress
from xiangban.conference.parties import does, owns
from xiangban.conference.task_forms import AnswerForm, BreakDownForm, ExtensionForm, ProgressForm, TaskReasonForm
from xiangban.conference.views.asking import Asked, asked, pressed, sent
from xiangban.web.phrases import StrOrPromise

FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Step:
    """The page of one verb: its heading, which is the word on the button too, and what stands below it."""

    head: StrOrPromise
    lead: str = ""


@require_POST
@page("conference.receive_task")
def receive_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """The unit has received it."""
    task = _given(request, pk, "receive_task")
    return _press(request, task, lambda: doing.receive_task(task, request.viewer), _("Received."))


@require_http_methods(FORM_METHODS)
@page("conference.report_progress")
def report_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say how far the work is."""
    task = _given(request, pk, "report_progress")
    form = ProgressForm(task, *_sent_files(request))

    def act(_said: dict[str, Any]) -> None:
        doing.report_progress(task, request.viewer, said=form.said())

    return _ask(request, task, form, Step(_("Report progress")), act)


@require_http_methods(FORM_METHODS)
@page("conference.report_done")
def report_done(request: SignedInRequest, pk: int) -> HttpResponse:
    """Report it done, with the evidence."""
    task = _given(request, pk, "report_done")
    form = ProgressForm(task, *_sent_files(request))
    lead = _("Evidence that was asked for: {evidence}.").format(evidence=task.get_evidence_kind_display())

    def act(_said: dict[str, Any]) -> None:
        doing.report_done(task, request.viewer, said=form.said())

    return _ask(request, task, form, Step(_("Report done"), lead), act)


@require_http_methods(FORM_METHODS)
@page("conference.ask_extension")
def ask_extension(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a later deadline."""
    task = _given(request, pk, "ask_extension")
    form = ExtensionForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        doing.ask_extension(task, request.viewer, **said)

    lead = _("The deadline stays until the answer; the first one stays readable afterwards.")
    return _ask(request, task, form, Step(_("Ask for an extension"), lead), act)


@require_http_methods(FORM_METHODS)
@page("conference.break_down_task")
def break_down_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pass parts of it on to posts below."""
    task = _given(request, pk, "break_down_task")
    form = BreakDownForm(task, request.viewer, sent(request), initial={"deadline": task.deadline})

    def act(_said: dict[str, Any]) -> None:
        judging.break_down_task(task, request.viewer, shares=form.shares())

    lead = _("Each post receives its own part; you verify the parts and answer for the whole.")
    return _ask(request, task, form, Step(_("Break down"), lead), act)


@require_POST
@page("conference.verify_task")
def verify_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was reported is so."""
    task = _owned(request, pk, "verify_task")
    return _press(request, task, lambda: judging.verify_task(task, request.viewer), _("Verified."))


@require_http_methods(FORM_METHODS)
@page("conference.return_task")
def return_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the doers."""
    task = _owned(request, pk, "return_task")
    form = TaskReasonForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        judging.return_task(task, request.viewer, **said)

    return _ask(request, task, form, Step(_("Return"), _("The doers read the reason and report again.")), act)


@require_POST
@page("conference.strike_off_task")
def strike_off_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Off the list."""
    task = _owned(request, pk, "strike_off_task")
    return _press(request, task, lambda: judging.strike_off_task(task, request.viewer), _("Struck off."))


@require_http_methods(FORM_METHODS)
@page("conference.withdraw_task")
def withdraw_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Taken back, with its open parts."""
    task = _owned(request, pk, "withdraw_task")
    form = TaskReasonForm(sent(request))

    def act(said: dict[str, Any]) -> None:
        judging.withdraw_task(task, request.viewer, **said)

    return _ask(request, task, form, Step(_("Withdraw"), _("Its open parts are withdrawn too.")), act)


@require_http_methods(FORM_METHODS)
@page("conference.answer_extension")
def grant_extension(request: SignedInRequest, pk: int) -> HttpResponse:
    """The deadline moves."""
    extension = _extension(request, pk)

    def act(said: dict[str, Any]) -> None:
        doing.grant_extension(extension, request.viewer, **said)

    return _ask(request, extension.task, AnswerForm(sent(request)), Step(_("Grant the extension")), act)


@require_http_methods(FORM_METHODS)
@page("conference.answer_extension")
def refuse_extension(request: SignedInRequest, pk: int) -> HttpResponse:
    """The deadline stays."""
    extension = _extension(request, pk)

    def act(said: dict[str, Any]) -> None:
        doing.refuse_extension(extension, request.viewer, **said)

    return _ask(request, extension.task, AnswerForm(sent(request)), Step(_("Refuse the extension")), act)


@require_POST
@page("conference.open_evidence")
def open_evidence(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A paper or picture laid with a report."""
    label = TaskProgress.sight_label()
    attachment = get_object_or_404(Attachment, pk=pk, owner_model=label, withdrawn_at=None)
    progress = get_object_or_404(TaskProgress.objects.visible_to(request.viewer), pk=attachment.owner_key)
    return download(attachment, doing.open_evidence(progress, request.viewer, attachment=attachment))


def _given(request: SignedInRequest, pk: int, verb: str) -> Task:
    """A task in sight that was given to the seat; one that was not is refused."""
    task: Task = get_object_or_404(Task.objects.visible_to(request.viewer), pk=pk)
    if not does(task, request.viewer):
        raise NotPermitted(f"conference.{verb}", request.viewer, task, seen=True)
    return task


def _owned(request: SignedInRequest, pk: int, verb: str) -> Task:
    """A task in sight that the seat's level opened; one of another level is refused."""
    task: Task = get_object_or_404(Task.objects.visible_to(request.viewer), pk=pk)
    if not owns(task, request.viewer):
        raise NotPermitted(f"conference.{verb}", request.viewer, task, seen=True)
    return task


def _extension(request: SignedInRequest, pk: int) -> Extension:
    rows = Extension.objects.visible_to(request.viewer).select_related("task")
    extension: Extension = get_object_or_404(rows, pk=pk)
    if not owns(extension.task, request.viewer):
        raise NotPermitted("conference.answer_extension", request.viewer, extension, seen=True)
    return extension


def _sent_files(request: SignedInRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _ask(
    request: SignedInRequest, task: Task, form: Form, step: Step, act: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    back = reverse("conference:task", args=[task.pk])

    def done(said: dict[str, Any]) -> HttpResponse:
        act(said)
        messages.success(request, _("Done: {step}.").format(step=step.head))
        return redirect(back)

    lead = f"{task.title}. {step.lead}" if step.lead else task.title
    return asked(request, Asked(step.head, step.head, back, lead), form, done)


def _press(request: SignedInRequest, task: Task, act: Callable[[], object], done: str) -> HttpResponse:
    return pressed(request, redirect("conference:task", pk=task.pk), act, done)
