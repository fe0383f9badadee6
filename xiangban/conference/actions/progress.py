"""Verbs of a task's doers: received, progress and end reported with evidence, extensions asked; and their answers.

What the owner does besides is in tasks.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access import sealed_files
from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.attachments import keep_upload
from xiangban.access.models import Attachment
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.task_moves import move_extension, move_task
from xiangban.conference.evidence import refuse_without_evidence
from xiangban.conference.models import Extension, Task, TaskProgress
from xiangban.conference.parties import demand_doer, demand_owner, leads
from xiangban.conference.refusals import need, refuse_far
from xiangban.conference.task_rules import RUNNING, ExtensionState, TaskState
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class Said:
    """What a doer writes of the work: in words, the number reached so far, and papers or pictures that show it."""

    text: str
    number: int | None = None
    uploads: Sequence[UploadedFile[bytes]] = ()


@action("conference.receive_task")
def receive_task(task: Task, by: Viewer) -> None:
    """The unit has received the task (签收); from now on nobody can say it never came."""
    demand_doer(task, by, "conference.receive_task")
    move_task(task, "receive", by)


@action("conference.report_progress")
def report_progress(task: Task, by: Viewer, *, said: Said) -> TaskProgress:
    """Say how far the work is."""
    demand_doer(task, by, "conference.report_progress")
    move_task(task, "report_progress", by)
    return _note(task, by, said, done=False)


@action("conference.report_done")
def report_done(task: Task, by: Viewer, *, said: Said) -> TaskProgress:
    """The leading unit reports the task done, with the evidence that was fixed at its opening. Raises Refused."""
    demand_doer(task, by, "conference.report_done")
    if not leads(task, by):
        raise Refused(_("The leading unit reports a task done. Report your own part as progress."))
    _refuse_open_parts(task)
    refuse_without_evidence(task, said.uploads)
    move_task(task, "report_done", by)
    return _note(task, by, said, done=True)


@action("conference.ask_extension")
def ask_extension(task: Task, by: Viewer, *, until: date, reason: str) -> Extension:
    """Ask for a later deadline before the work is reported done; one question at a time."""
    demand_doer(task, by, "conference.ask_extension")
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state not in RUNNING:
        raise Refused(_("This task does not run any more, so its deadline is not moved. Reload the page."))
    refuse_far(until, "until")
    if until <= task.deadline:
        words = _("Asked until: {day} is not later than the deadline, {deadline}.")
        days = {"day": chinese_date(until), "deadline": chinese_date(task.deadline)}
        raise Refused(words.format(**days), "until")
    if Extension.objects.filter(task=task, state=ExtensionState.ASKED).exists():
        raise Refused(_("An extension is asked for already and waits for its answer."))
    extension = Extension.objects.create(
        task=task, asked_until=until, reason=need(reason, "reason"), asked_at=timezone.now(), asked_by_id=by.post_id
    )
    tell(until=until.isoformat())
    return extension


@action("conference.answer_extension")
def grant_extension(extension: Extension, by: Viewer, *, answer: str) -> None:
    """The deadline moves; the first one stays readable on the task."""
    task = _asked_of(extension, by)
    if task.parent is not None and extension.asked_until > task.parent.deadline:
        words = _("The whole task is due on {day}. Ask for its own extension first.")
        raise Refused(words.format(day=chinese_date(task.parent.deadline)))
    move_extension(extension, "grant", by, answer.strip())
    task.deadline = extension.asked_until
    task.save(update_fields=["deadline"])
    tell(until=task.deadline.isoformat())


@action("conference.answer_extension")
def refuse_extension(extension: Extension, by: Viewer, *, answer: str) -> None:
    """The deadline stays, and the answer says why."""
    _asked_of(extension, by)
    move_extension(extension, "refuse", by, need(answer, "answer"))


@action("conference.open_evidence")
def open_evidence(progress: TaskProgress, by: Viewer, *, attachment: Attachment) -> Iterator[bytes]:
    """A paper or picture laid with a report; that it was opened is in the trail."""
    if (attachment.owner_model, attachment.owner_key) != (progress.sight_label(), str(progress.pk)):
        raise NotPermitted("conference.open_evidence", by, progress, seen=False)
    tell(attachment=attachment.pk)
    return sealed_files.open_file(attachment.stored_as)


def _asked_of(extension: Extension, by: Viewer) -> Task:
    demand_owner(extension.task, by, "conference.answer_extension")
    return Task.objects.select_for_update(of=("self",)).select_related("parent").get(pk=extension.task_id)


def _note(task: Task, by: Viewer, said: Said, *, done: bool) -> TaskProgress:
    progress = TaskProgress.objects.create(
        task=task,
        number_done=said.number,
        text=need(said.text, "text"),
        done=done,
        at=timezone.now(),
        by_id=by.user_id,
        by_post_id=by.post_id,
    )
    owner = (TaskProgress.sight_label(), str(progress.pk))
    kept = [keep_upload(owner, upload, by).pk for upload in said.uploads]
    tell(progress=progress.pk, attachments=kept)
    return progress


def _refuse_open_parts(task: Task) -> None:
    open_parts = task.parts.filter(state__in=[*RUNNING, TaskState.REPORTED]).count()
    if open_parts:
        words = _("{number} parts of this task are still open. Verify them or take them back first.")
        raise Refused(words.format(number=open_parts))
