"""An inspection as the origin of tasks of the conference: its words, its page, from which inspections tasks open.

What papers of the ladder are about stands in origins.py.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.conference.actions.tasks import Origin
from xiangban.conference.origins import Offered
from xiangban.conference.task_rules import OriginKind
from xiangban.supervision.models import Inspection
from xiangban.supervision.rules import InspectionState


def read_origin(key: str, viewer: Viewer) -> tuple[str, str] | None:
    """Words and address of an inspection in the viewer's sight; None out of it."""
    row = Inspection.objects.visible_to(viewer).filter(pk=key).first()
    if row is None:
        return None
    return _words(row), reverse("supervision:inspection", args=[row.pk])


def offered(viewer: Viewer) -> list[Offered]:
    """The inspections of the seat's own place that have begun and are not closed."""
    rows = Inspection.objects.visible_to(viewer).filter(place_code=viewer.interval.low, level=viewer.level)
    return [
        Offered(
            f"{OriginKind.INSPECTION}-{row.pk}",
            _words(row),
            Origin(OriginKind.INSPECTION, str(row.pk), row.starts_on),
            row.title,
        )
        for row in rows.filter(state__in=[InspectionState.UNDER_WAY, InspectionState.CONCLUDED])
    ]


def _words(row: Inspection) -> str:
    return _("Inspection: {title}").format(title=row.title)
