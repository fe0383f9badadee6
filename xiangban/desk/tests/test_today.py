"""My day: every seat is told what waits for it, and of nobody outside its sight."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests.world import SIBLING_VILLAGE, VILLAGE, World, as_viewer, make_child
from xiangban.access.actions.users import renew_link
from xiangban.access.context import menu_of
from xiangban.access.models import Export, GivenSight, Post, Seat
from xiangban.access.roles import Role
from xiangban.children.models import Child, ChildMove, FactChange, Handover, Source, SourceKind
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.desk.day import Day, day_of
from xiangban.territories.place_names import place_names

AsSeat = Callable[[Seat], Client]


def day(seat: Seat) -> Day:
    return day_of(as_viewer(seat), place_names(), timezone.localdate())


def counted(seat: Seat) -> dict[str, int]:
    return {str(card.title): card.count for card in day(seat).cards}


def named(seat: Seat, title: str) -> list[str]:
    return next(([one.name for one in card.named] for card in day(seat).cards if str(card.title) == title), [])


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


@pytest.fixture(autouse=True)
def all_fresh(world: World) -> None:
    source = Source.objects.create(kind=SourceKind.FORM, title="登记表", received_on=timezone.localdate())
    for child in Child.objects.all():
        FactChange.objects.create(child=child, field="name", recorded_at=timezone.now(), source=source)


@pytest.mark.parametrize("role", list(Role))
def test_every_seat_has_a_day_of_at_most_seventeen_questions_to_the_database(
    world: World, as_seat: AsSeat, role: Role
) -> None:
    client = as_seat(world.seats[role])
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 17


def test_a_quiet_day_says_so_and_boasts_of_nothing(world: World) -> None:
    quiet = day(world.seats[Role.VILLAGE_DIRECTOR])
    assert quiet.cards == []
    assert "Drafts to finish" in {str(title) for title in quiet.quiet}


def test_a_director_reads_the_reason_of_a_returned_file(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(state=ChildState.DRAFT)
    seat = world.seats[Role.VILLAGE_DIRECTOR]
    assert named(seat, "Drafts to finish") == ["田小明"]
    ChildMove.objects.create(
        child=world.ming, move="return", state_after=ChildState.DRAFT, at=timezone.now(), reason="请核对户口簿"
    )
    assert named(seat, "Returned to you") == ["田小明"]
    assert "Drafts to finish" not in counted(seat)
    assert "请核对户口簿" in as_seat(seat).get("/").content.decode()


def test_each_level_is_told_of_its_own_step(world: World) -> None:
    Child.objects.filter(pk=world.ming.pk).update(state=ChildState.SUBMITTED)
    Child.objects.filter(pk=world.hong.pk).update(state=ChildState.REVIEWED)
    assert counted(world.seats[Role.TOWNSHIP_SUPERVISOR]) == {"To review": 1}
    assert counted(world.seats[Role.COUNTY_CLERK]) == {"To register": 1}
    assert counted(world.li) == {}


def test_a_child_about_to_turn_sixteen_and_one_not_updated_are_shown(world: World) -> None:
    soon = timezone.localdate() + timedelta(days=30)
    Child.objects.filter(pk=world.ming.pk).update(birth_date=soon.replace(year=soon.year - 16))
    make_child("久未更新", VILLAGE)
    assert counted(world.seats[Role.VILLAGE_DIRECTOR]) == {"Turn 16 within 60 days": 1, "To be updated": 1}


def test_nobody_is_counted_who_is_outside_the_place(world: World) -> None:
    Child.objects.update(lives_alone="1")
    assert counted(world.seats[Role.VILLAGE_DIRECTOR]) == {"Alerts": 1}
    assert counted(world.seats[Role.COUNTY_CLERK]) == {"Alerts": 2}


def test_both_sides_see_a_handover_and_the_receiver_is_told_to_act(world: World) -> None:
    Handover.objects.create(child=world.hong, from_code=SIBLING_VILLAGE, to_code=VILLAGE, proposed_at=timezone.now())
    director = world.seats[Role.VILLAGE_DIRECTOR]
    assert day(director).handovers == []
    GivenSight.objects.create(
        post=director.post,
        model=Child.sight_label(),
        key=str(world.hong.pk),
        field_set="village_file",
        purpose="handover",
        since=timezone.now(),
        given_by="children.propose_handover",
    )
    assert [one.incoming for one in day(director).handovers] == [True]
    Child.objects.filter(pk=world.hong.pk).update(state=ChildState.DRAFT)
    assert counted(director) == {}, "until receipt the other place finishes the draft"
    assert [one.incoming for one in day(world.seats[Role.TOWNSHIP_SUPERVISOR]).handovers] == [False]


def test_the_city_counts_by_county_with_shares_and_a_total(world: World) -> None:
    Child.objects.filter(pk=world.ming.pk).update(responsible_basis=PlaceBasis.UNCLAIMED)
    counties = day(world.seats[Role.CITY_CLERK])
    assert [(row.name, row.on_register, row.unclaimed_share) for row in counties.counties] == [
        ("青禾县", 2, 50.0),
        ("白石县", 1, 0.0),
    ]
    assert (counties.total.on_register, counties.total.unclaimed) == (3, 1)


def test_a_head_is_told_of_exports_of_others_but_not_of_an_own_one(world: World) -> None:
    clerk, head = world.seats[Role.COUNTY_CLERK], world.seats[Role.COUNTY_HEAD]
    for seat in (clerk, head, world.li):
        Export.objects.create(
            kind="children",
            reason="",
            row_count=1,
            requested_by=seat.user,
            requested_post=seat.post,
            requested_seat_id=seat.pk,
            requested_at=timezone.now(),
        )
    assert counted(head) == {"Exports to approve": 1}
    assert counted(clerk) == {}


def test_a_school_is_told_whose_schooling_is_missing(world: World) -> None:
    assert named(world.seats[Role.SCHOOL], "Schooling to confirm") == ["田小明"]
    Child.objects.filter(pk=world.ming.pk).update(schooling="primary", enrolment="4", grade="三", boarding="0")
    assert counted(world.seats[Role.SCHOOL]) == {"Suspended or dropped out": 1}


@pytest.mark.parametrize("role", [Role.CONFERENCE_OFFICE, Role.LIAISON, Role.CONVENER, Role.POLICE, Role.HOSPITAL])
def test_who_only_counts_reads_figures_and_no_name(world: World, as_seat: AsSeat, role: Role) -> None:
    figures = day(world.seats[role]).figures
    assert figures is not None
    assert figures.whole == (3 if world.seats[role].post.level == 2 else 2)
    assert all(sum(line.count for line in table.lines) == figures.whole for table in figures.tables)
    assert "小明" not in as_seat(world.seats[role]).get("/").content.decode()


def test_a_social_worker_and_a_parent_see_the_children_given_to_them(world: World) -> None:
    for role in (Role.SOCIAL_WORKER, Role.PARENT):
        given = day(world.seats[role]).given
        assert given is not None
        assert [one.name for one in given] == ["田小明"]


def test_administrators_see_their_own_work_and_no_child(world: World, as_seat: AsSeat) -> None:
    Post.objects.create(
        role=Role.VILLAGE_DIRECTOR,
        title="下湾村儿童主任",
        territory=world.places[SIBLING_VILLAGE],
        place_code=SIBLING_VILLAGE,
        level=5,
        opened_on=timezone.localdate(),
    )
    renew_link(world.li.user, world.viewer(Role.SYSTEM_ADMINISTRATOR), reason="forgotten")
    assert counted(world.seats[Role.SECURITY_ADMINISTRATOR]) == {
        "Links waiting for your confirmation": 1,
        "Posts without a holder": 1,
    }
    Seat.objects.filter(pk=world.li.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert counted(world.seats[Role.SYSTEM_ADMINISTRATOR]) == {"Accounts without a seat": 1}
    assert next(note.label for note in day(world.seats[Role.AUDIT_ADMINISTRATOR]).notes) == "Last row of the trail"
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR):
        assert "小明" not in as_seat(world.seats[role]).get("/").content.decode()


def test_a_card_names_five_and_says_how_many_more_there_are(world: World) -> None:
    for number in range(7):
        make_child(f"孩子{number}", VILLAGE, state=ChildState.DRAFT)
    drafts = next(
        card for card in day(world.seats[Role.VILLAGE_DIRECTOR]).cards if str(card.title) == "Drafts to finish"
    )
    assert (drafts.count, len(drafts.named), drafts.unnamed) == (7, 5, 2)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.PARENT, {"/"}),
        (Role.CONVENER, {"/", "/network/coverage/"}),
        (Role.TOWNSHIP_SUPERVISOR, set()),
    ],
)
def test_a_menu_offers_what_the_seat_comes_for(world: World, as_seat: AsSeat, role: Role, offered: set[str]) -> None:
    shown = {link.url for section in menu_of(role, "en", "/") for link in section.items}
    outside = {"/children/", "/children/search/", "/jobs/"}
    assert shown >= (offered or outside)
    assert not offered or not shown & outside
    searched = 'role="search"' in as_seat(world.seats[role]).get("/").content.decode()
    assert searched is (not offered)


def test_a_parent_still_reaches_what_is_off_the_menu(world: World, as_seat: AsSeat) -> None:
    assert as_seat(world.seats[Role.PARENT]).get("/network/coverage/").status_code == 200
