"""Verbs of a special action: opened from what is shipped, begun with a frozen list, closed with its figures.

Targets, filled figures and later additions are in progress.py.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_given
from xiangban.access.jobs import start_job
from xiangban.access.models import GivenSight
from xiangban.access.viewer import Viewer
from xiangban.campaigns.indicators import VERSION
from xiangban.campaigns.keeping import demand_runner
from xiangban.campaigns.models import (
    Campaign,
    CampaignIndicator,
    CampaignMove,
    CampaignStage,
    CampaignTask,
    ClosingFigures,
    ListedChild,
)
from xiangban.campaigns.queries import found_now, progress_of
from xiangban.campaigns.rules import CAMPAIGN_MOVES, stages_between
from xiangban.campaigns.shipped import PlannedCampaign, PlannedTask
from xiangban.children.models import Child
from xiangban.figures.registry import indicator as indicator_of
from xiangban.territories.models import Agency, AgencyKind, Territory

DRAW_JOB, GIVEN_FOR = "campaigns.draw_curve", "campaign"
LONGEST = 10 * 366  # days


@action("campaigns.open")
def open_campaign(place: Territory, by: Viewer, *, plan: PlannedCampaign, days: tuple[date, date]) -> Campaign:
    """Open a special action of a place: stages over its days, tasks with their leads, indicators. Raises Refused."""
    since, until = days
    _refuse_days(since, until)
    if Campaign.objects.filter(place_code=place.code, level=place.level, code=plan.code, starts_on=since).exists():
        raise Refused(_("“{name}” beginning on {day} is open here already.").format(name=plan.name, day=since))
    campaign = Campaign.objects.create(
        place_code=place.code,
        level=place.level,
        code=plan.code,
        name=plan.name,
        legal_basis=plan.legal_basis,
        goal=plan.goal,
        groups=plan.groups,
        starts_on=since,
        ends_on=until,
    )
    spans = stages_between(since, until, plan.stage_shares)
    for number, (name, span) in enumerate(zip(plan.stages, spans, strict=True), start=1):
        CampaignStage.objects.create(campaign=campaign, number=number, name=name, since=span.since, until=span.until)
    for number, task in enumerate(plan.tasks, start=1):
        _lay_task(campaign, number, task, place)
    tell(subject=campaign, place=place.code, tasks=len(plan.tasks))
    return campaign


@action("campaigns.begin")
def begin_campaign(campaign: Campaign, by: Viewer) -> int:
    """Freeze the list of every indicator counted from the register and begin; the number of children listed."""
    demand_runner(campaign, by, "campaigns.begin")
    _move_campaign(campaign, by, "begin")
    listed = sum(_freeze(measured, campaign, by) for measured in campaign.indicators.exclude(key=""))
    campaign.frozen_at = timezone.now()
    campaign.save(update_fields=["frozen_at"])
    start_job(DRAW_JOB, by, campaign=campaign.pk)
    tell(children=listed)
    return listed


@action("campaigns.close")
def close_campaign(campaign: Campaign, by: Viewer, *, place: Territory, reason: str) -> ClosingFigures:
    """Close a special action: every indicator's figures stand from now on as they are."""
    demand_runner(campaign, by, "campaigns.close")
    _move_campaign(campaign, by, "close", reason)
    figures = [_closing(measured, by, place) for measured in campaign.indicators.select_related("task")]
    closing = ClosingFigures.objects.create(
        campaign=campaign,
        place_code=campaign.place_code,
        closed_at=timezone.now(),
        closed_by_id=by.post_id,
        figures=figures,
    )
    tell(indicators=len(figures))
    return closing


def _refuse_days(since: date, until: date) -> None:
    if until < since:
        raise Refused(_("Ends on: {day} lies before the first day.").format(day=until), "ends_on")
    if (until - since).days > LONGEST:
        raise Refused(_("Ends on: {day} is more than ten years after the first day.").format(day=until), "ends_on")


def _lay_task(campaign: Campaign, number: int, planned: PlannedTask, place: Territory) -> None:
    units = Agency.objects.open().of_kind(AgencyKind.MEMBER_UNIT)
    lead = units.filter(place_code=place.code, level=place.level, unit_kind=planned.lead).first()
    task = CampaignTask.objects.create(campaign=campaign, number=number, name=planned.name, lead=lead)
    for order, one in enumerate(planned.indicators, start=1):
        key = f"{one.key}@{VERSION}" if one.key else ""
        CampaignIndicator.objects.create(
            campaign=campaign, task=task, number=100 * number + order, label=one.label, unit=one.unit, key=key
        )
    if lead is not None:
        _give(campaign, lead)


def _give(campaign: Campaign, unit: Agency) -> None:
    """The unit that leads a task reads the action and fills in its figures."""
    kept = {"agency": unit, "model": Campaign.sight_label(), "key": str(campaign.pk), "purpose": GIVEN_FOR}
    if not GivenSight.objects.filter(**kept, withdrawn_at=None).exists():
        given = {"field_set": "papers", "since": timezone.now(), "given_by": "campaigns.open"}
        tell_given(GivenSight.objects.create(**kept, **given))


def _freeze(measured: CampaignIndicator, campaign: Campaign, by: Viewer) -> int:
    """The list behind an indicator as the register stands now, of the whole place."""
    inside = Territory(code=campaign.place_code, level=campaign.level).interval
    children = Child.objects.counted_for(by).filter(responsible_code__gte=inside.low, responsible_code__lt=inside.high)
    found = found_now(children, indicator_of(measured.key))
    moment = timezone.now()
    rows = [
        ListedChild(indicator=measured, child_id=child, place_code=place, listed_at=moment, post_id=by.post_id)
        for child, place in found
    ]
    ListedChild.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _closing(measured: CampaignIndicator, by: Viewer, place: Territory) -> dict[str, object]:
    whole, _rows = progress_of(measured, by, place)
    return {
        "task": measured.task.name,
        "label": measured.label,
        "unit": measured.unit,
        "key": measured.key,
        "listed": whole.listed,
        "open": whole.open,
        "target": whole.target,
        "filled": whole.filled,
    }


def _move_campaign(campaign: Campaign, by: Viewer, verb: str, reason: str = "") -> None:
    """The only place that writes a special action's state."""
    before = Campaign.objects.select_for_update().get(pk=campaign.pk).state
    campaign.state = CAMPAIGN_MOVES.target(verb, before)
    campaign.save(update_fields=["state"])
    CampaignMove.objects.create(
        campaign=campaign,
        move=verb,
        state_before=before,
        state_after=campaign.state,
        at=timezone.now(),
        by_id=by.user_id,
        post_id=by.post_id,
        reason=reason,
    )
    tell(state=campaign.state)
