"""Who runs a special action: the offices of its own place; those above and inside it read.

Which roles hold the verbs stands in access/permissions.py.
"""

from xiangban.access.acts import NotPermitted
from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import Campaign, CampaignIndicator


def runs(campaign: Campaign, viewer: Viewer) -> bool:
    """Whether the action is one of the viewer's own place: a city reads a county's and neither begins nor closes it."""
    return bool(viewer.system) or (campaign.place_code, campaign.level) == (viewer.interval.low, viewer.level)


def demand_runner(campaign: Campaign, by: Viewer, verb: str) -> None:
    """Raises NotPermitted for a seat of another place, though it may read the action."""
    if not runs(campaign, by):
        raise NotPermitted(verb, by, campaign, seen=True)


def takes_part(campaign: Campaign, viewer: Viewer) -> bool:
    """Whether the viewer's place is the action's own or lies inside it: those above read its figures and write none."""
    return bool(viewer.system) or viewer.level >= campaign.level


def fills(measured: CampaignIndicator, viewer: Viewer) -> bool:
    """Whether a figure is the viewer's to fill in: an office's for its own place, else the unit's that leads the task.

    Where a place lies is asked by the verb.
    """
    if viewer.system or viewer.sight.papers is Reach.PLACE:
        return takes_part(measured.campaign, viewer)
    return viewer.agency_id is not None and measured.task.lead_id == viewer.agency_id
