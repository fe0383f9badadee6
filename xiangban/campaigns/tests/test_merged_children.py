"""A child of a frozen list whose file becomes one with another: the list follows, and goes back when it is parted."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests.world import CITY, TOWNSHIP, World
from xiangban.access.roles import Role
from xiangban.campaigns.actions.campaigns import begin_campaign, open_campaign
from xiangban.campaigns.history import steps_of
from xiangban.campaigns.models import Campaign, CampaignIndicator, ListedChild
from xiangban.campaigns.shipped import shipped
from xiangban.campaigns.tests.test_campaign import DAYS
from xiangban.children.actions import merge_children, part_children, propose_merge
from xiangban.children.merging import Choice
from xiangban.children.models import Child, Merge
from xiangban.territories.models import Territory

pytestmark = pytest.mark.django_db
WHY = "同一儿童建了两份档案"
FULL = {"actual_carer": "nobody"}


def running(world: World, *children: Child) -> CampaignIndicator:
    """The shipped action with these children on its list of the unattended."""
    Child.objects.filter(pk__in=[child.pk for child in children]).update(**FULL)
    office = world.viewer(Role.CONFERENCE_OFFICE)
    campaign: Campaign = open_campaign(Territory.objects.get(code=CITY), office, plan=shipped()[0], days=DAYS)
    begin_campaign(campaign, office)
    found: CampaignIndicator = campaign.indicators.get(key="unattended@2016")
    return found


def merged(world: World) -> Merge:
    """Ming's file goes into Hong's."""
    clerk = world.viewer(Role.COUNTY_CLERK)
    merge = propose_merge(world.hong, clerk, other=world.ming, reason=WHY)
    merge_children(merge, clerk, choice=Choice(world.hong.pk, frozenset()), reason=WHY)
    merge.refresh_from_db()
    return merge


def on_list(measured: CampaignIndicator) -> list[int]:
    return list(ListedChild._base_manager.filter(indicator=measured).order_by("pk").values_list("child_id", flat=True))


def test_the_file_that_stays_takes_the_place_on_the_list_and_gives_it_back(world: World) -> None:
    measured = running(world, world.ming)
    merge = merged(world)
    assert on_list(measured) == [world.hong.pk]
    part_children(merge, world.viewer(Role.COUNTY_CLERK), reason=WHY)
    assert on_list(measured) == [world.ming.pk]


def test_a_child_listed_with_two_files_is_counted_once_and_twice_again_when_they_are_parted(world: World) -> None:
    measured = running(world, world.ming, world.hong)
    now = timezone.now()
    assert _listed(measured, now) == 2
    merge = merged(world)
    assert on_list(measured) == [world.ming.pk, world.hong.pk]
    assert _listed(measured, now) == 1
    part_children(merge, world.viewer(Role.COUNTY_CLERK), reason=WHY)
    assert _listed(measured, now) == 2


def _listed(measured: CampaignIndicator, until: datetime) -> int:
    steps = steps_of(measured, until)
    return sum(listed for (place, _day), (listed, _open) in steps.items() if place == TOWNSHIP)
