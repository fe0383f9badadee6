"""The export of the list holds exactly what the list shows, and who decides on it reads what was asked."""

from collections.abc import Callable
from itertools import chain

import pytest
from django.test import Client

from tests.world import COUNTY, FOREIGN_TOWNSHIP, TOWNSHIP, VILLAGE, World, make_child
from xiangban.access.actions.exports import request_export
from xiangban.access.kinds import export_kind
from xiangban.access.models import Seat
from xiangban.access.roles import Role
from xiangban.childfile.apps import EXPORTED
from xiangban.childfile.exports import count_children, rows_of_children
from xiangban.childfile.filters import FILTERS
from xiangban.childfile.tests.test_list import LIST, names_in
from xiangban.children.models import Child
from xiangban.children.rules import ChildState

AsSeat = Callable[[Seat], Client]


@pytest.fixture
def mixed(world: World) -> World:
    """Beside the cast: an exited child and a draft, and a girl in primary school."""
    gone = make_child("田小离", VILLAGE, state=ChildState.DRAFT)
    Child.objects.filter(pk=gone.pk).update(state=ChildState.EXITED, exit_reason="moved")
    make_child("田小草", VILLAGE, state=ChildState.DRAFT)
    Child.objects.filter(pk=world.hong.pk).update(sex="2", schooling="primary")
    return world


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"state": "exited"},
        {"state": "every"},
        {"sex": "2"},
        {"schooling": "primary", "place": f"4-{TOWNSHIP}"},
        {"age": "6-13", "state": "draft"},
        {"place": f"5-{VILLAGE}"},
        {"attention": "alert"},
        {"place": f"3-{COUNTY}", "state": "registered"},
    ],
)
@pytest.mark.parametrize("role", [Role.COUNTY_CLERK, Role.CITY_CLERK])
def test_an_export_holds_the_rows_of_the_list_it_was_asked_from(
    mixed: World, as_seat: AsSeat, role: Role, parameters: dict[str, str]
) -> None:
    unreadable = role is Role.CITY_CLERK and {"schooling", "attention"} & parameters.keys()
    viewer = mixed.viewer(role)
    shown = names_in(as_seat(mixed.seats[role]), f"{LIST}?{'&'.join(f'{k}={v}' for k, v in parameters.items())}")
    given_away = [row[1] for row in list(rows_of_children(viewer, parameters))[1:]]
    assert given_away == ([] if unreadable else shown)
    assert count_children(viewer, parameters) == len(given_away)


@pytest.mark.parametrize("parameters", [{"place": f"4-{FOREIGN_TOWNSHIP}"}, {"place": "x"}, {"state": "nonsense"}])
def test_a_parameter_without_meaning_gives_nobody_away(mixed: World, parameters: dict[str, str]) -> None:
    assert count_children(mixed.viewer(Role.COUNTY_CLERK), parameters) == 0


def test_every_filter_of_the_list_reaches_the_export() -> None:
    assert tuple(EXPORTED) == (*(one.name for one in FILTERS), "place")
    assert export_kind("children").parameters == EXPORTED


def test_who_decides_reads_place_and_filters(mixed: World, as_seat: AsSeat) -> None:
    kind, clerk = export_kind("children"), mixed.viewer(Role.COUNTY_CLERK)
    export = request_export(kind, clerk, parameters={"sex": "2", "place": f"4-{TOWNSHIP}"}, reason="走访安排")
    page = as_seat(mixed.seats[Role.COUNTY_HEAD]).get(f"/exports/{export.pk}/").content.decode()
    assert all(word in page for word in chain(("柳溪镇", "未退出", "女"), (export.requested_post.title,)))
