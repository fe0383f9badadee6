"""Whether a report brings the evidence that was fixed when the task was opened.

Which kinds there are is in task_rules.py.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.models import Attachment
from xiangban.children.models import FactChange
from xiangban.conference.models import Task, TaskProgress
from xiangban.conference.task_rules import EvidenceKind
from xiangban.conference.task_sight import children_of


def touched_children(task: Task) -> set[int]:
    """Children of the list whose file was changed since the task was opened."""
    changed = FactChange._base_manager.filter(child__in=children_of(task), recorded_at__gte=task.opened_at)
    return set(changed.values_list("child_id", flat=True))


def attachments_of_task(task: Task) -> dict[int, list[Attachment]]:
    """The attachments laid with the reports of a task, by the key of the report."""
    keys = [str(pk) for pk in TaskProgress.objects.filter(task=task).values_list("pk", flat=True)]
    rows = Attachment.objects.filter(owner_model=TaskProgress.sight_label(), owner_key__in=keys, withdrawn_at=None)
    found: dict[int, list[Attachment]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(int(row.owner_key), []).append(row)
    return found


def refuse_without_evidence(task: Task, uploads: Sequence[object]) -> None:
    """Raises Refused where the paper is missing, or where no file of the list was touched since the opening."""
    if task.evidence_kind == EvidenceKind.ATTACHMENT and not uploads and not attachments_of_task(task):
        raise Refused(
            _("Evidence: attach the paper or picture that was asked for when the task was opened."), "uploads"
        )
    if task.evidence_kind == EvidenceKind.FILES and not touched_children(task):
        words = _("Evidence: no file of the target children was brought up to date since the task was opened.")
        raise Refused(words, "text")
