"""A child of a task's list whose file becomes one with another: sight given for the task ends when the task ends."""

from tests.world import World, as_viewer
from xiangban.access.models import GivenSight
from xiangban.access.roles import Role
from xiangban.children.actions import merge_children, part_children, propose_merge
from xiangban.children.merging import Choice
from xiangban.children.models import Child, Merge
from xiangban.conference.actions.tasks import withdraw_task
from xiangban.conference.models import TaskTarget
from xiangban.conference.targets import Targets
from xiangban.conference.tests.giving import WHY, given, liaison_of


def merged(world: World) -> Merge:
    """Ming's file goes into Hong's."""
    clerk = world.viewer(Role.COUNTY_CLERK)
    merge = propose_merge(world.hong, clerk, other=world.ming, reason=WHY)
    merge_children(merge, clerk, choice=Choice(world.hong.pk, frozenset()), reason=WHY)
    merge.refresh_from_db()
    return merge


def test_a_merge_hands_the_place_on_a_list_on_and_the_end_of_the_task_ends_the_sight(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    task = given(world, wang, targets=Targets(children=(world.ming.pk,)))
    merged(world)
    assert list(Child.objects.visible_to(as_viewer(wang))) == [world.hong]
    assert list(TaskTarget.objects.filter(task=task).values_list("child", flat=True)) == [world.hong.pk]
    withdraw_task(task, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    assert not Child.objects.visible_to(as_viewer(wang)).exists()
    assert not GivenSight.objects.filter(purpose="task", withdrawn_at=None).exists()


def test_one_list_of_two_ends_and_the_child_stays_in_sight_for_the_other(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    first = given(world, wang, targets=Targets(children=(world.hong.pk,)))
    given(world, wang, targets=Targets(children=(world.ming.pk,)))
    merged(world)
    withdraw_task(first, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    assert list(Child.objects.visible_to(as_viewer(wang))) == [world.hong]


def test_taking_a_merge_apart_gives_no_sight_back_for_a_task_that_has_ended(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    ended = given(world, wang, targets=Targets(children=(world.ming.pk,)))
    merge = merged(world)
    withdraw_task(ended, world.viewer(Role.COUNTY_HEAD), reason=WHY)
    part_children(merge, world.viewer(Role.COUNTY_CLERK), reason=WHY)
    assert list(TaskTarget.objects.values_list("child", flat=True)) == [world.ming.pk]
    assert not Child.objects.visible_to(as_viewer(wang)).exists()


def test_a_merge_taken_apart_leaves_the_list_of_an_open_task_as_it_was(world: World) -> None:
    wang = liaison_of(world, "education", "教育局")
    given(world, wang, targets=Targets(children=(world.ming.pk,)))
    part_children(merged(world), world.viewer(Role.COUNTY_CLERK), reason=WHY)
    assert list(Child.objects.visible_to(as_viewer(wang))) == [world.ming]
