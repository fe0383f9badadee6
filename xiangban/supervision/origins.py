"""On what a paper of the ladder is issued: a task of the conference, a problem of an inspection, or another matter.

Kept as kind and key; the row is looked up here under the reader's own sight.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.gate import ScopedModel
from xiangban.access.viewer import Viewer
from xiangban.conference.models import Task
from xiangban.supervision.models import Finding
from xiangban.supervision.rules import OrderOrigin

LONGEST_KEY = 18  # digits that a column holds
MODELS: dict[str, type[ScopedModel]] = {OrderOrigin.TASK.value: Task, OrderOrigin.FINDING.value: Finding}
PAGES = {OrderOrigin.TASK.value: "conference:task", OrderOrigin.FINDING.value: "supervision:finding"}


@dataclass(frozen=True)
class OriginShown:
    """The matter as a page links it: its words, its page, its deadline."""

    words: str
    url_name: str
    key: int
    deadline: date | None


def origin_shown(kind: str, key: str, viewer: Viewer) -> OriginShown | None:
    """The row a paper is about, if the viewer sees it."""
    model = MODELS.get(kind)
    if model is None or not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return None
    row = model.objects.visible_to(viewer).filter(pk=int(key)).first()
    if row is None:
        return None
    if isinstance(row, Finding):
        return OriginShown(row.text, PAGES[kind], row.pk, row.deadline)
    return OriginShown(row.title, PAGES[kind], row.pk, row.deadline) if isinstance(row, Task) else None


def refuse_foreign_origin(kind: str, key: str, viewer: Viewer) -> None:
    """Raises Refused where the matter named does not exist in the viewer's sight."""
    if kind != OrderOrigin.OTHER.value and origin_shown(kind, key, viewer) is None:
        raise Refused(_("The task or problem this paper is about does not exist here."), "origin")
