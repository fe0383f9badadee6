"""A task of a special action as the origin of tasks of the conference: its words, its page, from which tasks open.

What a task is and who does it stands in conference/.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import CampaignTask
from xiangban.campaigns.rules import CampaignState
from xiangban.conference.actions.tasks import Origin
from xiangban.conference.origins import Offered
from xiangban.conference.task_rules import OriginKind


def read_origin(key: str, viewer: Viewer) -> tuple[str, str] | None:
    """Words and address of a task of a special action in the viewer's sight; None out of it."""
    row = CampaignTask.objects.visible_to(viewer).filter(pk=key).select_related("campaign").first()
    if row is None:
        return None
    return _words(row), reverse("campaigns:campaign", args=[row.campaign_id])


def offered(viewer: Viewer) -> list[Offered]:
    """The tasks of the running special actions of the seat's own place and of those above it."""
    rows = CampaignTask.objects.visible_to(viewer).filter(campaign__state=CampaignState.RUNNING)
    return [
        Offered(
            f"{OriginKind.CAMPAIGN_TASK}-{row.pk}",
            _words(row),
            Origin(OriginKind.CAMPAIGN_TASK, str(row.pk), row.campaign.starts_on),
            row.name,
            row.campaign.ends_on,
        )
        for row in rows.select_related("campaign").order_by("-campaign", "number")
    ]


def _words(row: CampaignTask) -> str:
    return _("Task {number} of {campaign}: {text}").format(number=row.number, campaign=row.campaign.name, text=row.name)
