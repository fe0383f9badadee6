"""The gate's question, asked of the cast."""

from tests.world import World, as_viewer
from xiangban.access.roles import Facet, Role
from xiangban.children.models import Child


def names(world: World, role: Role, facet: Facet | None = None) -> set[str]:
    return set(Child.objects.visible_to(world.viewer(role), facet).values_list("name", flat=True))


def test_a_village_director_sees_the_children_of_the_village(world: World) -> None:
    assert names(world, Role.VILLAGE_DIRECTOR) == {"田小明"}


def test_a_township_supervisor_sees_both_villages_and_not_the_other_county(world: World) -> None:
    assert names(world, Role.TOWNSHIP_SUPERVISOR) == {"田小明", "田小红"}


def test_a_clerk_of_another_county_sees_only_that_county(world: World) -> None:
    assert set(Child.objects.visible_to(as_viewer(world.li)).values_list("name", flat=True)) == {"石小兰"}


def test_the_city_clerk_sees_rows_of_all_and_the_file_of_none(world: World) -> None:
    assert names(world, Role.CITY_CLERK) == {"田小明", "田小红", "石小兰"}
    assert names(world, Role.CITY_CLERK, Facet.FILE) == set()


def test_a_school_sees_its_own_pupils(world: World) -> None:
    assert names(world, Role.SCHOOL) == {"田小明"}


def test_an_assigned_social_worker_sees_contact_and_not_care(world: World) -> None:
    assert names(world, Role.SOCIAL_WORKER, Facet.CONTACT) == {"田小明"}
    assert names(world, Role.SOCIAL_WORKER, Facet.CARE) == set()


def test_administrators_and_leaders_see_no_child(world: World) -> None:
    for role in (
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
        Role.CONVENER,
        Role.CONFERENCE_OFFICE,
        Role.LIAISON,
        Role.HOSPITAL,
        Role.POLICE,
        Role.COURT,
    ):
        assert names(world, role) == set(), role


def test_a_convener_counts_the_city_without_seeing_a_child(world: World) -> None:
    assert Child.objects.counted_for(world.viewer(Role.CONVENER)).count() == 3
    assert Child.objects.counted_for(world.viewer(Role.SCHOOL)).count() == 0
