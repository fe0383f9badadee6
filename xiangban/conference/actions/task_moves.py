"""The moves of a task along TASK_MOVES and of an extension along EXTENSION_MOVES; the only code that writes states.

What a move needs besides is checked by the verbs beside.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, tell
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.conference.models import Extension, Task, TaskMove
from xiangban.conference.task_rules import (
    EXTENSION_MOVES,
    TASK_MOVES,
    ExtensionState,
    TaskState,
)
from xiangban.conference.task_sight import end_children
from xiangban.lib.moves import MoveNotAllowed
from xiangban.web.templatetags.web import chinese_moment


def move_task(task: Task, verb: str, by: Viewer, reason: str = "") -> None:
    """Move the task one step, under the lock of its row. Raises Refused where somebody was faster."""
    locked = Task.objects.select_for_update().get(pk=task.pk)
    before = locked.state
    _move_task(task, locked, verb)
    move = TaskMove.objects.create(
        task=task,
        move=verb,
        state_before=before,
        state_after=task.state,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
        reason=reason,
    )
    tell(state=task.state, move=move.pk)
    if task.closed_on is not None:
        end_children(task)
        for waiting in task.extensions.filter(state=ExtensionState.ASKED):
            move_extension(waiting, "lapse", by, "")


def _move_task(task: Task, locked: Task, verb: str) -> None:
    try:
        task.state = TASK_MOVES.target(verb, locked.state)
    except MoveNotAllowed:
        raise Refused(_too_late(locked)) from None
    if verb == "report_done":
        task.reported_on = register_day()
    if verb == "return":
        task.reported_on = None
    if verb in ("strike_off", "withdraw"):
        task.closed_on = register_day()
    task.save(update_fields=["state", "reported_on", "closed_on"])


def _too_late(task: Task) -> str:
    last = TaskMove.objects.filter(task=task).order_by("-pk").first()
    state = TaskState(task.state).label
    if last is None:
        return _("This task stands at “{state}”, so this cannot be done now. Reload the page.").format(state=state)
    words = _("This task stands at “{state}” since {moment}, so this cannot be done any more. Reload the page.")
    return words.format(state=state, moment=chinese_moment(last.at))


def move_extension(extension: Extension, verb: str, by: Viewer, answer: str) -> None:
    """Answer an extension, or let it lapse with its task. Raises Refused where it was answered already."""
    locked = Extension.objects.select_for_update().get(pk=extension.pk)
    _move_extension(extension, locked, verb)
    extension.answer = answer
    extension.answered_at, extension.answered_by_id = timezone.now(), by.post_id
    extension.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _move_extension(extension: Extension, locked: Extension, verb: str) -> None:
    try:
        extension.state = EXTENSION_MOVES.target(verb, locked.state)
    except MoveNotAllowed:
        state = ExtensionState(locked.state).label
        raise Refused(_("This extension was answered already: {state}. Reload the page.").format(state=state)) from None
