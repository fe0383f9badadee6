"""The weekly digest as its post reads it: what became due, was done and stands red, and as a text.

The rows are written by the job of Monday, see actions/feeds.py.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.conference.models import Digest, Task
from xiangban.conference.queries import TaskLine, lines_of
from xiangban.web.templatetags.web import chinese_date

WEEKS_SHOWN = 26


@dataclass(frozen=True)
class DigestPart:
    """One heading of a digest with its tasks, as they stand today."""

    title: str
    lines: list[TaskLine]


@dataclass(frozen=True)
class DigestShown:
    """One week of one post."""

    digest: Digest
    until: date
    parts: list[DigestPart]
    text: str


def digests_of(viewer: Viewer) -> list[Digest]:
    """The weeks written for the viewer's own post, newest first."""
    return list(Digest.objects.filter(post=viewer.post_id).order_by("-monday")[:WEEKS_SHOWN])


def digest_of(digest: Digest, viewer: Viewer, today: date) -> DigestShown:
    """The week with its tasks, as far as they are in sight today."""
    keys = {*digest.due, *digest.done, *digest.red}
    rows = Task.objects.visible_to(viewer).filter(pk__in=keys).order_by("deadline", "pk")
    lines = {line.task.pk: line for line in lines_of(rows, today)}
    named = ((_("Became due"), digest.due), (_("Reported done"), digest.done), (_("Overdue"), digest.red))
    parts = [DigestPart(title, [lines[key] for key in found if key in lines]) for title, found in named]
    until = digest.monday + timedelta(days=6)
    return DigestShown(digest, until, parts, _text(digest.monday, until, parts))


def _text(monday: date, sunday: date, parts: list[DigestPart]) -> str:
    head = _("Week from {monday} to {sunday}").format(monday=chinese_date(monday), sunday=chinese_date(sunday))
    rows = [head]
    for part in parts:
        rows.append(_("{title}: {number}").format(title=part.title, number=len(part.lines)))
        rows.extend(
            _("- {task}, by {deadline}").format(task=line.task.title, deadline=chinese_date(line.task.deadline))
            for line in part.lines
        )
    return "\n".join(rows)
