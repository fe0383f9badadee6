"""A special action: opened with its tasks, begun with a frozen list, its curve told by history, closed with figures."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tests.world import CITY, COUNTY, OTHER_COUNTY, TOWNSHIP, World, sign_in
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import TrailRow
from xiangban.access.roles import Role
from xiangban.campaigns.actions.campaigns import begin_campaign, close_campaign, open_campaign
from xiangban.campaigns.actions.progress import add_child, fill_figure, set_target
from xiangban.campaigns.history import steps_of
from xiangban.campaigns.jobs import draw_all_curves
from xiangban.campaigns.models import Campaign, CampaignIndicator, FilledFigure, ListedChild
from xiangban.campaigns.progress_lines import closing_of
from xiangban.campaigns.queries import curve_of, progress_of
from xiangban.campaigns.shipped import shipped
from xiangban.campaigns.views.campaigns import _frozen
from xiangban.children.actions.found import Edit, amend_child
from xiangban.children.models import Child, ChildMove, Source, SourceKind
from xiangban.conference.actions.tasks import TaskTerms, open_task
from xiangban.conference.origins import offered_origins, show_origin
from xiangban.lib.moves import MoveNotAllowed
from xiangban.territories.models import Agency, AgencyKind, Territory

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 9, 1), date(2026, 12, 31))


def _says(world: World, child: Child, carer: str) -> None:
    """The county's clerk writes down, after a visit, who cares for the child."""
    child.refresh_from_db()
    if not child.moves.exists():
        ChildMove.objects.create(child=child, move="register", state_after=child.state, at=timezone.now())
    source = Source(kind=SourceKind.VISIT, title="入户走访", received_on=timezone.localdate())
    edit = Edit(child.version, {"actual_carer": carer})
    amend_child(child, world.viewer(Role.COUNTY_CLERK), edit=edit, source=source)


@pytest.fixture
def campaign(world: World) -> Campaign:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    return open_campaign(Territory.objects.get(code=CITY), office, plan=shipped()[0], days=DAYS)


def _unattended(campaign: Campaign) -> CampaignIndicator:
    found: CampaignIndicator = campaign.indicators.get(key="unattended@2016")
    return found


def test_the_shipped_action_has_six_tasks_and_three_stages_over_its_days(campaign: Campaign) -> None:
    assert campaign.tasks.count() == 6
    stages = list(campaign.stages.all())
    assert (stages[0].since, stages[-1].until) == DAYS
    assert all(later.since - earlier.until == timedelta(days=1) for earlier, later in pairwise(stages))


def test_the_frozen_list_holds_whom_the_definition_counts_and_no_one_later(world: World, campaign: Campaign) -> None:
    _says(world, world.ming, "nobody")
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    _says(world, world.hong, "nobody")
    listed = ListedChild.objects.filter(indicator=_unattended(campaign)).values_list("child", flat=True)
    assert list(listed) == [world.ming.pk]
    with pytest.raises(MoveNotAllowed):
        begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))


def test_the_curve_is_told_by_history_and_says_the_same_when_computed_again(world: World, campaign: Campaign) -> None:
    _says(world, world.ming, "nobody")
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    measured, city = _unattended(campaign), Territory.objects.get(code=CITY)
    before = steps_of(measured, timezone.now())
    _says(world, world.ming, "grandparents")
    draw_all_curves()
    (point,) = curve_of(measured, world.viewer(Role.CITY_CLERK), city)
    assert (point.listed, point.open, point.resolved) == (1, 0, 1)
    past = timezone.now() - timedelta(days=1)
    assert steps_of(measured, past) == {}
    assert before == {(TOWNSHIP, timezone.localdate()): (1, 1)}


def test_a_child_found_later_is_added_with_a_reason_and_only_where_the_file_says_so(
    world: World, campaign: Campaign
) -> None:
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    measured, director = _unattended(campaign), world.viewer(Role.VILLAGE_DIRECTOR)
    with pytest.raises(Refused):
        add_child(world.ming, director, measured=measured, reason="入户发现")
    _says(world, world.ming, "nobody")
    listed = add_child(world.ming, director, measured=measured, reason="入户发现")
    assert listed.added
    with pytest.raises(Refused):
        add_child(world.ming, director, measured=measured, reason="再次")
    with pytest.raises(NotPermitted):
        add_child(world.lan, director, measured=measured, reason="外县")


def test_a_county_reads_the_citys_action_but_neither_begins_nor_closes_it(world: World, campaign: Campaign) -> None:
    county = world.viewer(Role.COUNTY_CLERK)
    assert Campaign.objects.visible_to(county).filter(pk=campaign.pk).exists()
    with pytest.raises(NotPermitted):
        begin_campaign(campaign, county)
    with pytest.raises(NotPermitted):
        close_campaign(campaign, county, place=Territory.objects.get(code=CITY), reason="完成")


def test_targets_of_a_place_are_read_there_and_not_in_the_next_county(world: World, campaign: Campaign) -> None:
    measured, city = _unattended(campaign), world.viewer(Role.CITY_CLERK)
    county, other = Territory.objects.get(code=COUNTY), Territory.objects.get(code=OTHER_COUNTY)
    set_target(county, city, measured=measured, number=7)
    set_target(county, city, measured=measured, number=9)
    assert progress_of(measured, world.viewer(Role.COUNTY_CLERK), county)[0].target == 9
    assert progress_of(measured, world.viewer(Role.COUNTY_CLERK), other)[0].target is None


def test_a_city_reads_a_countys_own_action_and_sets_and_fills_in_nothing_of_it(world: World) -> None:
    county, city = Territory.objects.get(code=COUNTY), world.viewer(Role.CITY_CLERK)
    own = open_campaign(county, world.viewer(Role.COUNTY_CLERK), plan=shipped()[0], days=DAYS)
    by_hand = own.indicators.filter(key="").first()
    assert by_hand is not None
    assert Campaign.objects.visible_to(city).filter(pk=own.pk).exists()
    with pytest.raises(NotPermitted):
        set_target(county, city, measured=by_hand, number=7)
    with pytest.raises(NotPermitted):
        fill_figure(own, city, measured=by_hand, place=county, said=(DAYS[0], 3, "台账"))


@pytest.mark.parametrize(("role", "told"), [(Role.CITY_CLERK, True), (Role.CONFERENCE_OFFICE, False)])
def test_a_total_below_five_is_told_to_who_reads_lists_alone(world: World, role: Role, told: bool) -> None:
    with override("en"):
        assert ("3 entries" in _frozen(3, world.viewer(role))) is told
        assert "5 entries" in _frozen(5, world.viewer(role))


def test_a_county_fills_in_its_own_figure_and_not_the_next_countys_or_the_citys(
    world: World, campaign: Campaign
) -> None:
    county, clerk = Territory.objects.get(code=COUNTY), world.viewer(Role.COUNTY_CLERK)
    by_hand = campaign.indicators.filter(key="").first()
    assert by_hand is not None
    fill_figure(campaign, clerk, measured=by_hand, place=county, said=(DAYS[0], 3, "县公安局接处警台账"))
    assert progress_of(by_hand, clerk, county)[0].filled == 3
    for place in (CITY, OTHER_COUNTY):
        with pytest.raises(NotPermitted):
            elsewhere = Territory.objects.get(code=place)
            fill_figure(campaign, clerk, measured=by_hand, place=elsewhere, said=(DAYS[0], 3, "台账"))


def test_what_was_filled_in_is_never_changed(world: World, campaign: Campaign) -> None:
    city, clerk = Territory.objects.get(code=CITY), world.viewer(Role.CITY_CLERK)
    by_hand = campaign.indicators.filter(key="").first()
    assert by_hand is not None
    filled = fill_figure(campaign, clerk, measured=by_hand, place=city, said=(DAYS[0], 3, "市公安局接处警台账"))
    with pytest.raises(Refused):
        fill_figure(campaign, clerk, measured=_unattended(campaign), place=city, said=(DAYS[0], 3, "台账"))
    with pytest.raises(Refused):
        fill_figure(campaign, clerk, measured=by_hand, place=city, said=(date(2026, 8, 31), 3, "台账"))
    with pytest.raises(DatabaseError), transaction.atomic():
        FilledFigure.objects.filter(pk=filled.pk).update(number=4)


def test_closing_keeps_the_figures_as_they_are(world: World, campaign: Campaign) -> None:
    _says(world, world.ming, "nobody")
    office, city = world.viewer(Role.CITY_CLERK), Territory.objects.get(code=CITY)
    begin_campaign(campaign, office)
    draw_all_curves()
    closing = close_campaign(campaign, office, place=city, reason="到期")
    _says(world, world.ming, "grandparents")
    assert next(row for row in closing.figures if row["key"] == "unattended@2016")["open"] == 1
    with pytest.raises(Refused):
        set_target(city, office, measured=_unattended(campaign), number=1)
    assert TrailRow.objects.filter(verb="campaigns.close").exists()


def test_who_only_counts_reads_no_small_number_and_no_line_below(world: World, campaign: Campaign) -> None:
    _says(world, world.ming, "nobody")
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    draw_all_curves()
    address = reverse("campaigns:indicator", args=[_unattended(campaign).pk])
    office = sign_in(world.seats[Role.CONFERENCE_OFFICE]).get(address).content.decode()
    clerk = sign_in(world.seats[Role.CITY_CLERK]).get(address).content.decode()
    assert "青禾县" in clerk
    assert "青禾县" not in office
    assert "<svg" not in office.split("campaign-curve")[0] or "campaign-curve" not in office
    assert "campaign-curve" in clerk


def test_a_task_of_the_running_action_is_offered_as_an_origin_and_the_page_shows_what_was_opened(
    world: World, campaign: Campaign
) -> None:
    office = world.viewer(Role.CONFERENCE_OFFICE)
    assert not offered_origins(office)
    begin_campaign(campaign, office)
    offered = offered_origins(office)
    assert len(offered) == campaign.tasks.count()
    terms = TaskTerms("逐户核查", world.seats[Role.COUNTY_CLERK].post, DAYS[1])
    task = open_task(Territory.objects.get(code=CITY), office, origin=offered[0].origin, terms=terms)
    assert show_origin(task, office).address == reverse("campaigns:campaign", args=[campaign.pk])
    page = reverse("campaigns:campaign", args=[campaign.pk])
    assert "逐户核查" in sign_in(world.seats[Role.CONFERENCE_OFFICE]).get(page).content.decode()
    assert "逐户核查" not in sign_in(world.seats[Role.POLICE]).get(page).content.decode()


def test_a_unit_fills_in_the_figures_of_the_task_it_leads_and_of_no_other_unit_s(world: World) -> None:
    by_hand = next(one for plan in shipped() for task in plan.tasks for one in task.indicators if not one.key)
    plan = next(plan for plan in shipped() if any(by_hand in task.indicators for task in plan.tasks))
    owner = next(task.lead for task in plan.tasks if by_hand in task.indicators)
    other = next(task.lead for task in plan.tasks if task.lead != owner)
    units = {kind: _unit(kind) for kind in (owner, other)}
    office, city = world.viewer(Role.CONFERENCE_OFFICE), Territory.objects.get(code=CITY)
    campaign = open_campaign(city, office, plan=plan, days=DAYS)
    measured = campaign.indicators.get(label=by_hand.label, key="")
    liaison = replace(world.viewer(Role.LIAISON), interval=city.interval, level=city.level)
    said = (DAYS[0], 3, "接处警台账")
    with pytest.raises(NotPermitted):
        foreign = replace(liaison, agency_id=units[other].pk)
        fill_figure(campaign, foreign, measured=measured, place=city, said=said)
    own = replace(liaison, agency_id=units[owner].pk, _given={})
    assert fill_figure(campaign, own, measured=measured, place=city, said=said).number == 3


def _unit(kind: str) -> Agency:
    found: Agency = Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT, unit_kind=kind, name=f"溪宁市{kind}", place_code=CITY, level=2,
        opened_on=date(2019, 1, 1),
    )  # fmt: skip
    return found


def test_no_target_is_set_from_a_page_that_was_opened_before_the_action_was_closed(
    world: World, campaign: Campaign
) -> None:
    office, city = world.viewer(Role.CITY_CLERK), Territory.objects.get(code=CITY)
    begin_campaign(campaign, office)
    before = _unattended(Campaign.objects.get(pk=campaign.pk))
    assert before.campaign.state == "running"
    close_campaign(campaign, office, place=city, reason="到期")
    with pytest.raises(Refused):
        set_target(city, office, measured=before, number=1)


def test_no_child_is_added_to_a_figure_that_is_filled_in(world: World, campaign: Campaign) -> None:
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    by_hand = campaign.indicators.filter(key="").first()
    assert by_hand is not None
    with pytest.raises(Refused):
        add_child(world.ming, world.viewer(Role.VILLAGE_DIRECTOR), measured=by_hand, reason="入户发现")


def test_who_only_counts_reads_no_small_number_of_the_closing_figures(world: World, campaign: Campaign) -> None:
    _says(world, world.ming, "nobody")
    begin_campaign(campaign, world.viewer(Role.CONFERENCE_OFFICE))
    draw_all_curves()
    close_campaign(campaign, world.viewer(Role.CITY_CLERK), place=Territory.objects.get(code=CITY), reason="到期")
    closed = Campaign.objects.get(pk=campaign.pk)
    for role, said in ((Role.CONFERENCE_OFFICE, "*"), (Role.CITY_CLERK, 1)):
        row = next(row for row in closing_of(closed, world.viewer(role)) if row["key"] == "unattended@2016")
        assert row["listed"] == said
