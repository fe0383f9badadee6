"""A special action written for tests: begun, with a target, a filled figure, a curve, a list and closing figures.

It is opened by the product's own verb, as the system; how the verbs refuse is tested in campaigns/.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from xiangban.access.viewer import system_viewer
from xiangban.campaigns.actions.campaigns import open_campaign
from xiangban.campaigns.actions.progress import fill_figure, set_target
from xiangban.campaigns.models import (
    Campaign,
    CampaignIndicator,
    CampaignMove,
    ClosingFigures,
    CurveStep,
    ListedChild,
)
from xiangban.campaigns.rules import CampaignState
from xiangban.campaigns.shipped import shipped
from xiangban.children.models import Child
from xiangban.territories.models import Territory

SYSTEM = "the special actions of a test"
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


@dataclass(frozen=True)
class Campaigned:
    """One special action, one of its indicators counted from the register and one filled in."""

    campaign: Campaign
    counted: CampaignIndicator
    filled: CampaignIndicator


def lay_campaign(place: Territory, state: CampaignState = CampaignState.RUNNING) -> Campaigned:
    """A special action of the place in whatever state the test begins, with nothing on its lists."""
    since = FIRST + timedelta(days=Campaign._base_manager.count())  # one place opens it once on one day
    campaign = open_campaign(place, system_viewer(SYSTEM), plan=shipped()[0], days=(since, LAST))
    Campaign.objects.filter(pk=campaign.pk).update(state=state)
    campaign.refresh_from_db()
    counted = campaign.indicators.get(key="dropped_out@2016")
    return Campaigned(campaign, counted, campaign.indicators.filter(key="")[0])


def lay_whole_campaign(place: Territory, children: Iterable[Child]) -> Campaigned:
    """A special action with a row in each of its tables and these children on its list; an earlier one is closed."""
    laid, by, now = lay_campaign(place), system_viewer(SYSTEM), timezone.now()
    CampaignMove.objects.create(
        campaign=laid.campaign, move="begin", state_before="planned", state_after="running", at=now
    )
    set_target(place, by, measured=laid.counted, number=3)
    said = (timezone.localdate(), 5, "学校台账")
    fill_figure(laid.campaign, by, measured=laid.filled, place=place, said=said)
    CurveStep.objects.create(indicator=laid.counted, place_code=place.code, day=timezone.localdate(), listed=1, open=1)
    ListedChild.objects.bulk_create(
        ListedChild(indicator=laid.counted, child=child, place_code=child.responsible_code, listed_at=now)
        for child in children
    )
    over = lay_campaign(place, CampaignState.CLOSED).campaign
    ClosingFigures.objects.create(campaign=over, place_code=place.code, closed_at=now, figures=[])
    return laid
