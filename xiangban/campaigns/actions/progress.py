"""Verbs while a special action runs: targets set, figures filled in, children added to a list, the curve drawn.

How an action begins and closes is in campaigns.py.
"""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell, tell_given
from xiangban.access.installation import register_day
from xiangban.access.models import GivenSight
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.campaigns.actions.campaigns import GIVEN_FOR
from xiangban.campaigns.history import Steps
from xiangban.campaigns.keeping import fills, takes_part
from xiangban.campaigns.models import Campaign, CampaignIndicator, CurveStep, FilledFigure, ListedChild, TargetNumber
from xiangban.campaigns.queries import found_now
from xiangban.campaigns.rules import CampaignState
from xiangban.children.models import Child
from xiangban.figures.registry import indicator as indicator_of
from xiangban.territories.models import Agency, Territory


@action("campaigns.set_target")
def set_target(
    place: Territory, by: Viewer, *, measured: CampaignIndicator, number: int, unit: Agency | None = None
) -> TargetNumber:
    """Set how many a place, or a unit of it, has to put right; what was set before stays in the row below."""
    if not takes_part(measured.campaign, by):
        raise NotPermitted("campaigns.set_target", by, measured.campaign, seen=True)
    _refuse_closed(measured.campaign)
    _refuse_outside(measured.campaign, place)
    target = TargetNumber.objects.create(
        indicator=measured,
        place_code=place.code,
        level=place.level,
        agency=unit,
        number=number,
        set_at=timezone.now(),
        set_by_id=by.post_id,
    )
    if unit is not None:
        _show(target, unit.pk)
    tell(subject=target, indicator=measured.pk, number=number)
    return target


@action("campaigns.fill")
def fill_figure(
    campaign: Campaign, by: Viewer, *, measured: CampaignIndicator, place: Territory, said: tuple[date, int, str]
) -> FilledFigure:
    """Fill in a figure no room of the house counts: day, number and its evidence in words. Raises Refused."""
    day, number, evidence = said
    if not (by.system or by.interval.holds(place.code)) or not fills(measured, by):
        raise NotPermitted("campaigns.fill", by, campaign, seen=True)
    _refuse_not_filled_in(measured, campaign, day)
    filled = FilledFigure.objects.create(
        indicator=measured,
        place_code=place.code,
        level=place.level,
        agency_id=by.agency_id,
        day=day,
        number=number,
        evidence=evidence,
        filled_at=timezone.now(),
        filled_by_id=by.post_id,
    )
    if by.agency_id is not None:
        _show(filled, by.agency_id)
    tell(subject=filled, indicator=measured.pk, number=number, day=day.isoformat())
    return filled


@action("campaigns.add_child", facet=Facet.ROSTER)
def add_child(child: Child, by: Viewer, *, measured: CampaignIndicator, reason: str) -> ListedChild:
    """Add a child found later to an indicator's list; refused when the definition does not count it now."""
    campaign = measured.campaign
    campaign.refresh_from_db(fields=["state"])
    if campaign.state != CampaignState.RUNNING or measured.filled_in:
        raise Refused(_("Children are added while the special action runs."))
    if not campaign_holds(campaign, child.responsible_code):
        raise Refused(_("The child's place does not belong to this special action."))
    if ListedChild.objects.filter(indicator=measured, child=child).exists():
        raise Refused(_("This child is on the list already. Reload the page."))
    if not found_now(Child.objects.filter(pk=child.pk), indicator_of(measured.key)):
        raise Refused(_("By the file, “{indicator}” does not hold for this child.").format(indicator=measured.label))
    listed = ListedChild.objects.create(
        indicator=measured,
        child=child,
        place_code=child.responsible_code,
        listed_at=timezone.now(),
        added=True,
        reason=reason,
        post_id=by.post_id,
    )
    tell(subject=child, indicator=measured.pk)
    return listed


@action("campaigns.draw_curve")
def lay_curve(campaign: Campaign, by: Viewer, *, steps: Mapping[int, Steps]) -> None:
    """Lay down the curve of every indicator as history tells it, in place of what was drawn before; the job's verb."""
    CurveStep.objects.filter(indicator__campaign=campaign).delete()
    rows = [
        CurveStep(indicator_id=indicator, place_code=place, day=day, listed=listed, open=opened)
        for indicator, drawn in steps.items()
        for (place, day), (listed, opened) in sorted(drawn.items())
    ]
    CurveStep.objects.bulk_create(rows, batch_size=500)
    campaign.drawn_at = timezone.now()
    campaign.save(update_fields=["drawn_at"])
    tell(steps=len(rows))


def _show(row: TargetNumber | FilledFigure, unit: int) -> None:
    """The unit reads its own targets and what it filled in, also where its seat reads by what is given."""
    given = {"field_set": "papers", "purpose": GIVEN_FOR, "since": timezone.now(), "given_by": "campaigns.open"}
    tell_given(GivenSight.objects.create(agency_id=unit, model=row.sight_label(), key=str(row.pk), **given))


def campaign_holds(campaign: Campaign, code: int) -> bool:
    """Whether a place lies in the place of the special action."""
    return Territory(code=campaign.place_code, level=campaign.level).interval.holds(code)


def _refuse_outside(campaign: Campaign, place: Territory) -> None:
    if not campaign_holds(campaign, place.code):
        raise Refused(_("{place} does not belong to this special action.").format(place=place.name), "place")


def _refuse_closed(campaign: Campaign) -> None:
    campaign.refresh_from_db(fields=["state"])  # it may have been closed since the page was opened
    if campaign.state == CampaignState.CLOSED:
        raise Refused(_("The special action is closed: its figures stand."))


def _refuse_not_filled_in(measured: CampaignIndicator, campaign: Campaign, day: date) -> None:
    _refuse_closed(campaign)
    if measured.campaign_id != campaign.pk or not measured.filled_in:
        raise Refused(
            _("“{indicator}” is counted from the register; it is not filled in.").format(indicator=measured.label)
        )
    if not campaign.starts_on <= day <= register_day():
        words = _("As of: {day} does not lie between the first day of the special action and today.")
        raise Refused(words.format(day=day), "day")
