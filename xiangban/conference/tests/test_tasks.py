"""A task from its opening to the strike-off: who may, what is refused and in which words, who then sees whom."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.world import CITY, COUNTY, OTHER_COUNTY, TOWNSHIP, VILLAGE, World, as_viewer
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.roles import Facet, Role
from xiangban.children.models import Child, FactChange, Source, SourceKind
from xiangban.conference.actions.progress import (
    Said,
    ask_extension,
    grant_extension,
    receive_task,
    refuse_extension,
    report_done,
    report_progress,
)
from xiangban.conference.actions.tasks import (
    Share,
    break_down_task,
    open_task,
    return_task,
    strike_off_task,
    verify_task,
    withdraw_task,
)
from xiangban.conference.models import Task, TaskMove, TaskTarget
from xiangban.conference.target_groups import TargetGroup
from xiangban.conference.targets import Targets
from xiangban.conference.task_rules import EvidenceKind, ExtensionState, Measure, TaskState
from xiangban.conference.tests.giving import ORIGIN, WHY, given, in_days, liaison_of, terms, unit_of

DONE = Said("已逐户核实", 12)


def test_a_task_that_names_a_child_of_its_list_is_refused_by_who_sees_the_child_and_tells_nothing_else(
    world: World,
) -> None:
    wang, title = liaison_of(world, "education", "教育局"), f"核实{world.ming.name}的监护"
    with pytest.raises(Refused, match=world.ming.name):
        given(world, wang, title=title, targets=Targets(children=(world.ming.pk,)))
    Child.objects.filter(pk=world.ming.pk).update(actual_carer="nobody")
    unattended = Targets(group=TargetGroup.UNATTENDED)
    counting = given(world, wang, by=world.viewer(Role.CONFERENCE_OFFICE), title=title, targets=unattended)
    assert TaskTarget.objects.filter(task=counting, child=world.ming).exists()


def test_a_task_goes_from_the_opening_to_the_strike_off_through_four_hands(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang)
    receive_task(task, as_viewer(wang))
    report_progress(task, as_viewer(wang), said=Said("已核实一半", 6))
    report_done(task, as_viewer(wang), said=DONE)
    verify_task(task, world.viewer(Role.COUNTY_HEAD))
    strike_off_task(task, world.viewer(Role.COUNTY_CLERK))
    task.refresh_from_db()
    moves = list(TaskMove.objects.filter(task=task).values_list("move", flat=True))
    assert moves == ["receive", "report_progress", "report_done", "verify", "strike_off"]
    assert (task.state, task.closed_on) == (TaskState.STRUCK_OFF, in_days(0))


def test_a_task_without_a_lead_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        given(world, world.seats[Role.POLICE], lead_post=None)
    assert refusal.value.field == "lead_post"


def test_a_closed_post_and_a_unit_that_is_no_more_lead_nothing(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    agency = wang.post.agency
    assert agency is not None
    agency.closed_on = date(2026, 1, 1)
    agency.save()
    with pytest.raises(Refused, match="教育局"):
        given(world, wang)
    police = world.seats[Role.POLICE]
    police.post.closed_on = date(2026, 1, 1)
    with pytest.raises(Refused, match="2026"):
        given(world, police)


def test_a_task_is_never_given_to_a_seat_that_cannot_open_it(world: World) -> None:
    for role in (Role.PARENT, Role.CONVENER, Role.AUDIT_ADMINISTRATOR):
        with pytest.raises(Refused):
            given(world, world.seats[role], by=world.viewer(Role.CITY_HEAD))


def test_a_county_gives_no_task_to_a_post_of_the_next_county(world: World) -> None:
    with pytest.raises(Refused):
        given(world, world.li)


def test_a_measure_without_unit_and_a_deadline_before_its_decision_are_refused(world: World) -> None:
    police = world.seats[Role.POLICE]
    with pytest.raises(Refused) as refusal:
        given(world, police, measure=Measure(120, ""))
    assert refusal.value.field == "measure_unit"
    with pytest.raises(Refused) as refusal:
        given(world, police, deadline=date(2026, 8, 19))
    assert refusal.value.field == "deadline"


def test_a_liaison_finds_the_tasks_of_the_own_unit_alone(world: World) -> None:
    wang, zhao = liaison_of(world, "education", "教育局"), liaison_of(world, "women_federation", "妇联")
    task = given(world, wang)
    assert list(Task.objects.visible_to(as_viewer(wang))) == [task]
    assert list(Task.objects.visible_to(as_viewer(zhao))) == []
    with pytest.raises(NotPermitted):
        receive_task(task, as_viewer(zhao))


def test_whoever_did_the_work_does_not_verify_it_as_post_or_as_person(world: World) -> None:
    clerk = world.seats[Role.COUNTY_CLERK]
    task = given(world, clerk)
    receive_task(task, as_viewer(clerk))
    report_done(task, as_viewer(clerk), said=DONE)
    with pytest.raises(Refused):
        verify_task(task, as_viewer(clerk))
    verify_task(task, world.viewer(Role.COUNTY_HEAD))


def test_of_two_who_close_a_task_one_succeeds_and_one_is_told(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang)
    receive_task(task, as_viewer(wang))
    report_done(task, as_viewer(wang), said=DONE)
    verify_task(task, world.viewer(Role.COUNTY_HEAD))
    first, second = Task.objects.get(pk=task.pk), Task.objects.get(pk=task.pk)
    strike_off_task(first, world.viewer(Role.COUNTY_HEAD))
    with pytest.raises(Refused):
        strike_off_task(second, world.viewer(Role.COUNTY_CLERK))
    assert TaskMove.objects.filter(task=task, move="strike_off").count() == 1


def test_the_county_does_not_verify_what_the_city_opened_for_it(world: World) -> None:
    task = open_task(
        world.places[COUNTY],
        world.viewer(Role.CONFERENCE_OFFICE),
        origin=ORIGIN,
        terms=terms(world.seats[Role.POLICE]),
    )
    receive_task(task, world.viewer(Role.POLICE))
    report_done(task, world.viewer(Role.POLICE), said=DONE)
    with pytest.raises(NotPermitted):
        verify_task(task, world.viewer(Role.COUNTY_HEAD))
    verify_task(task, world.viewer(Role.CONFERENCE_OFFICE))


def test_what_is_returned_is_reported_again(world: World) -> None:
    police = world.viewer(Role.POLICE)
    task = given(world, world.seats[Role.POLICE])
    receive_task(task, police)
    report_done(task, police, said=DONE)
    return_task(task, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    task.refresh_from_db()
    assert (task.state, task.reported_on) == (TaskState.UNDER_WAY, None)
    report_done(task, police, said=DONE)


def test_evidence_fixed_at_the_opening_is_asked_for_at_the_end(world: World) -> None:
    police = world.viewer(Role.POLICE)
    task = given(world, world.seats[Role.POLICE], evidence_kind=EvidenceKind.ATTACHMENT)
    receive_task(task, police)
    with pytest.raises(Refused) as refusal:
        report_done(task, police, said=DONE)
    assert refusal.value.field == "uploads"
    report_done(task, police, said=Said("附上核实表", 12, [SimpleUploadedFile("核实表.txt", "已核实".encode())]))


def test_files_of_the_list_brought_up_to_date_are_evidence(world: World) -> None:
    clerk = world.viewer(Role.COUNTY_HEAD)
    targets = Targets(children=(world.ming.pk,))
    task = given(world, world.seats[Role.POLICE], evidence_kind=EvidenceKind.FILES, targets=targets, by=clerk)
    police = world.viewer(Role.POLICE)
    receive_task(task, police)
    with pytest.raises(Refused):
        report_done(task, police, said=DONE)
    source = Source.objects.create(kind=SourceKind.VISIT, title="走访", received_on=in_days(0))
    FactChange.objects.create(child=world.ming, field="phone", recorded_at=timezone.now(), source=source)
    report_done(task, police, said=DONE)


def test_the_children_of_a_list_are_seen_by_the_unit_with_the_field_it_needs_until_the_end(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang, targets=Targets(children=(world.ming.pk,)))
    seen = Child.objects.visible_to(as_viewer(wang), Facet.SCHOOLING)
    assert list(seen) == [world.ming]
    assert not Child.objects.visible_to(as_viewer(wang), Facet.CONTACT).exists()
    withdraw_task(task, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    assert not Child.objects.visible_to(as_viewer(wang), Facet.ROSTER).exists()
    assert list(Task.objects.visible_to(as_viewer(wang))) == [task]


def test_a_child_of_two_tasks_stays_in_sight_until_both_have_ended(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    first = given(world, wang, targets=Targets(children=(world.ming.pk,)))
    second = given(world, wang, targets=Targets(children=(world.ming.pk, world.hong.pk)))
    withdraw_task(first, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    assert Child.objects.visible_to(as_viewer(wang)).count() == 2
    withdraw_task(second, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    assert Child.objects.visible_to(as_viewer(wang)).count() == 0


def test_the_office_takes_a_group_and_sees_none_of_its_children(world: World) -> None:
    Child.objects.filter(pk__in=[world.ming.pk, world.lan.pk]).update(lives_alone="1")
    office = world.viewer(Role.CONFERENCE_OFFICE)
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang, by=office, targets=Targets(group=TargetGroup.ALONE))
    assert TaskTarget.objects.filter(task=task).count() == 2
    assert not Child.objects.visible_to(office).exists()
    with pytest.raises(Refused):
        given(world, wang, by=office, targets=Targets(children=(world.ming.pk,)))


def test_a_group_of_a_county_holds_no_child_of_the_next(world: World) -> None:
    Child.objects.update(lives_alone="1")
    task = given(world, world.seats[Role.POLICE], targets=Targets(group=TargetGroup.ALONE))
    assert set(TaskTarget.objects.filter(task=task).values_list("child", flat=True)) == {world.ming.pk, world.hong.pk}


def test_a_task_is_broken_down_from_the_city_to_the_village_with_receipt_at_each_level(world: World) -> None:
    Child.objects.update(lives_alone="1")
    office, clerk = world.viewer(Role.CONFERENCE_OFFICE), world.viewer(Role.COUNTY_CLERK)
    supervisor, director = world.viewer(Role.TOWNSHIP_SUPERVISOR), world.viewer(Role.VILLAGE_DIRECTOR)
    whole = given(
        world,
        world.seats[Role.COUNTY_CLERK],
        by=office,
        targets=Targets(group=TargetGroup.ALONE),
        measure=Measure(3, "人"),
    )
    with pytest.raises(Refused):
        break_down_task(whole, clerk, shares=[Share(world.seats[Role.TOWNSHIP_SUPERVISOR].post, whole.deadline)])
    receive_task(whole, clerk)
    [part] = break_down_task(whole, clerk, shares=[Share(world.seats[Role.TOWNSHIP_SUPERVISOR].post, in_days(20))])
    receive_task(part, supervisor)
    [leaf] = break_down_task(part, supervisor, shares=[Share(world.seats[Role.VILLAGE_DIRECTOR].post, in_days(10))])
    assert [(one.place_code, one.level, one.measure_number) for one in (whole, part, leaf)] == [
        (CITY, 2, 3),
        (TOWNSHIP, 3, 2),
        (VILLAGE, 4, 1),
    ]
    receive_task(leaf, director)
    with pytest.raises(Refused, match="1"):
        report_done(part, supervisor, said=DONE)
    report_done(leaf, director, said=DONE)
    verify_task(leaf, supervisor)
    report_done(part, supervisor, said=DONE)
    verify_task(part, world.viewer(Role.COUNTY_HEAD))


def test_a_part_is_not_due_after_its_whole_and_goes_only_below(world: World) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    task = given(world, world.seats[Role.COUNTY_CLERK])
    receive_task(task, clerk)
    with pytest.raises(Refused) as refusal:
        break_down_task(task, clerk, shares=[Share(world.seats[Role.TOWNSHIP_SUPERVISOR].post, in_days(31))])
    assert refusal.value.field == "deadline"
    with pytest.raises(Refused) as refusal:
        break_down_task(task, clerk, shares=[Share(world.seats[Role.POLICE].post, in_days(20))])
    assert refusal.value.field == "posts"


def test_an_extension_moves_the_deadline_and_keeps_the_first(world: World) -> None:
    police, head = world.viewer(Role.POLICE), world.viewer(Role.COUNTY_HEAD)
    task = given(world, world.seats[Role.POLICE])
    asked = ask_extension(task, police, until=in_days(40), reason=WHY)
    with pytest.raises(Refused):
        ask_extension(task, police, until=in_days(50), reason=WHY)
    grant_extension(asked, head, answer="同意")
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline) == (in_days(40), in_days(30))
    again = ask_extension(task, police, until=in_days(50), reason=WHY)
    refuse_extension(again, head, answer="不同意, 按期办结")
    with pytest.raises(Refused):
        grant_extension(again, head, answer="")
    task.refresh_from_db()
    assert task.deadline == in_days(40)


def test_an_extension_ends_with_its_task(world: World) -> None:
    task = given(world, world.seats[Role.POLICE])
    asked = ask_extension(task, world.viewer(Role.POLICE), until=in_days(40), reason=WHY)
    withdraw_task(task, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    asked.refresh_from_db()
    assert asked.state == ExtensionState.LAPSED


def test_a_withdrawn_task_takes_its_open_parts_along(world: World) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    task = given(world, world.seats[Role.COUNTY_CLERK])
    receive_task(task, clerk)
    [part] = break_down_task(task, clerk, shares=[Share(world.seats[Role.TOWNSHIP_SUPERVISOR].post, in_days(20))])
    withdraw_task(task, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    part.refresh_from_db()
    assert part.state == TaskState.WITHDRAWN


def test_a_county_finds_no_task_of_the_next_county(world: World) -> None:
    given(world, world.seats[Role.POLICE])
    assert not Task.objects.visible_to(as_viewer(world.li)).exists()
    assert unit_of(OTHER_COUNTY, name="白石县教育局").pk
