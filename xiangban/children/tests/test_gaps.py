"""An almost empty file never goes through without a word: what is not collected is named on the way to the register."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.world import World
from xiangban.access.models import Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.children.codes import ActualCarer, Health
from xiangban.children.gaps import gaps_of
from xiangban.children.models import Child
from xiangban.children.tests.stage import amend, found

AsSeat = Callable[[Seat], Client]
STEPS = (
    ("submit", Role.VILLAGE_DIRECTOR),
    ("review", Role.TOWNSHIP_SUPERVISOR),
    ("register", Role.COUNTY_CLERK),
)


def names(child: Child) -> list[str]:
    child.refresh_from_db()
    return [gap.name for gap in gaps_of(child)]


def test_page_message_and_trail_name_what_is_missing_at_every_step(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    for verb, role in STEPS:
        client = as_seat(world.seats[role])
        before = client.get(reverse("childfile:file", args=[child.pk])).content.decode()
        assert "尚未采集" in before, verb
        assert "监护类型" in before, verb
        answer = client.post(reverse(f"children:{verb}", args=[child.pk]))
        [said] = [str(message) for message in get_messages(answer.wsgi_request)]
        assert "未采集" in said, verb
        assert "民族" in said, verb
        assert "ethnicity" in TrailRow.objects.latest("seq").detail["not_collected"], verb


def test_a_file_on_the_register_is_not_warned_of_any_more(world: World, as_seat: AsSeat) -> None:
    page = as_seat(world.seats[Role.COUNTY_CLERK]).get(reverse("childfile:file", args=[world.ming.pk]))
    assert "尚未采集" not in page.content.decode()


def test_what_is_asked_of_some_children_only_is_a_gap_only_with_them(world: World) -> None:
    child, director = found(world), world.viewer(Role.VILLAGE_DIRECTOR)
    assert not {"disability_kinds", "boarding", "institution_name"} & set(names(child))
    amend(child, director, health=Health.DISABLED, schooling="primary", actual_carer=ActualCarer.INSTITUTION)
    assert {"disability_kinds", "boarding", "institution_name"} <= set(names(child))


def test_parents_nobody_wrote_down_and_an_entrusted_carer_without_a_person_are_gaps(world: World) -> None:
    child = found(world)
    assert {"father", "mother"} <= set(names(child))
    amend(child, world.viewer(Role.VILLAGE_DIRECTOR), has_entrusted_carer="1")
    assert "carer" not in names(child)
    child.kin.update(carer=False)
    assert "carer" in names(child)
