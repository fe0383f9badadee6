"""The list of children: who finds whom in it, how the name stands, what the filters and pages do."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.world import TOWNSHIP, VILLAGE, World, make_child
from xiangban.access.models import GivenSight, Seat
from xiangban.access.roles import Role
from xiangban.childfile.totals import counted
from xiangban.children.models import Child
from xiangban.children.rules import ChildState, PlaceBasis

AsSeat = Callable[[Seat], Client]
LIST = "/children/"


def names_in(client: Client, address: str = LIST) -> list[str]:
    body = client.get(address).content.decode()
    return re.findall(r'<th scope="row"[^>]*><a href="/children/\d+/">([^<]*)</a>', body)


def test_a_director_sees_the_children_of_the_own_village_by_name(world: World, as_seat: AsSeat) -> None:
    assert names_in(as_seat(world.seats[Role.VILLAGE_DIRECTOR])) == ["田小明"]


def test_a_supervisor_sees_the_whole_township_and_nothing_of_the_other_county(world: World, as_seat: AsSeat) -> None:
    assert names_in(as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])) == ["田小明", "田小红"]


@pytest.mark.parametrize("role", [Role.CITY_CLERK, Role.CITY_HEAD])
def test_the_city_sees_every_row_with_a_masked_name(world: World, as_seat: AsSeat, role: Role) -> None:
    assert names_in(as_seat(world.seats[role])) == ["田*明", "田*红", "石*兰"]


def test_the_city_is_told_neither_schooling_nor_carer_and_cannot_filter_by_them(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(schooling="primary", actual_carer="grandparents")
    body = as_seat(world.seats[Role.CITY_CLERK]).get(f"{LIST}?schooling=junior").content.decode()
    assert 'name="schooling"' not in body
    assert 'name="health"' not in body
    assert "田*明" in body, "a filter that is not offered must not narrow"


def test_a_school_sees_its_pupils_only(world: World, as_seat: AsSeat) -> None:
    assert names_in(as_seat(world.seats[Role.SCHOOL])) == ["田小明"]


@pytest.mark.parametrize("role", [Role.CONFERENCE_OFFICE, Role.LIAISON, Role.CONVENER, Role.POLICE, Role.COURT])
def test_who_only_counts_finds_an_empty_list(world: World, as_seat: AsSeat, role: Role) -> None:
    answer = as_seat(world.seats[role]).get(LIST)
    assert answer.status_code == 200
    assert "田" not in re.sub(r"<header.*?</header>", "", answer.content.decode(), flags=re.DOTALL)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])
def test_an_administrator_finds_no_such_page(world: World, as_seat: AsSeat, role: Role) -> None:
    assert as_seat(world.seats[role]).get(LIST).status_code == 404


def test_a_social_worker_sees_the_assigned_child_without_its_schooling(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(schooling="primary")
    client = as_seat(world.seats[Role.SOCIAL_WORKER])
    assert names_in(client) == ["田小明"]
    assert 'name="schooling"' not in client.get(LIST).content.decode()


def test_a_filter_does_not_tell_of_a_given_child_what_its_block_hides(world: World, as_seat: AsSeat) -> None:
    """A director to whom a neighbour's child was given for contact only learns nothing by filtering."""
    Child.objects.filter(pk=world.hong.pk).update(schooling="dropped_out")
    GivenSight.objects.create(
        post=world.seats[Role.VILLAGE_DIRECTOR].post,
        model=Child.sight_label(),
        key=str(world.hong.pk),
        field_set="contact_only",
        purpose="assigned",
        since=timezone.now(),
        given_by="children.assign",
    )
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert names_in(client) == ["田小明", "田小红"]
    assert names_in(client, f"{LIST}?schooling=dropped_out") == []
    row = re.search(r"<tr>(?:(?!</tr>).)*田小红.*?</tr>", client.get(LIST).content.decode(), re.DOTALL)
    assert row is not None
    assert "—" in row[0], "the hidden block shows as hidden, not as 未采集"


def test_an_exited_child_leaves_the_list_but_is_found_by_its_state(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(state=ChildState.EXITED, exit_reason="sixteen")
    client = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    assert names_in(client) == ["田小红"]
    assert names_in(client, f"{LIST}?state=exited") == ["田小明"]
    assert names_in(client, f"{LIST}?state=every") == ["田小明", "田小红"]


def test_the_list_narrows_down_the_tree_and_not_beyond_the_own_place(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[Role.COUNTY_CLERK])
    assert names_in(client, f"{LIST}?place=5-{VILLAGE}") == ["田小明"]
    assert names_in(client, f"{LIST}?place=4-{TOWNSHIP}") == ["田小明", "田小红"]
    assert names_in(client, f"{LIST}?place=3-990102000000") == ["田小明", "田小红"], "a foreign place asks for all"


def test_unclaimed_children_and_alerts_can_be_asked_for(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(responsible_code=TOWNSHIP, responsible_basis=PlaceBasis.UNCLAIMED)
    Child.objects.filter(pk=world.hong.pk).update(lives_alone="1")
    client = as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])
    assert names_in(client, f"{LIST}?attention=unclaimed") == ["田小明"]
    assert names_in(client, f"{LIST}?attention=alert") == ["田小红"]


def test_an_answer_that_is_no_choice_is_named_on_the_page(world: World, as_seat: AsSeat) -> None:
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).get(
        f"{LIST}?sex=7&after=x&before=9", headers={"accept-language": "en"}
    )
    assert answer.status_code == 200
    assert "no choice here" in answer.content.decode()


def test_pages_follow_each_other_without_losing_or_repeating_a_child(world: World, as_seat: AsSeat) -> None:
    for number in range(120):
        make_child(f"孩子{number:03d}", VILLAGE if number % 2 else TOWNSHIP)
    client = as_seat(world.seats[Role.COUNTY_CLERK])
    seen: list[str] = []
    address = LIST
    for _page in range(3):
        body = client.get(address).content.decode()
        seen += names_in(client, address)
        following = re.search(r'rel="next" href="([^"]+)"', body)
        address = LIST + following[1].replace("&amp;", "&") if following else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 122
    back = re.search(r'rel="prev" href="([^"]+)"', body)
    assert back is not None
    assert names_in(client, LIST + back[1].replace("&amp;", "&")) == seen[50:100]


def test_given_children_stand_in_their_order_among_the_own(world: World, as_seat: AsSeat) -> None:
    GivenSight.objects.create(
        post=world.seats[Role.TOWNSHIP_SUPERVISOR].post,
        model=Child.sight_label(),
        key=str(world.lan.pk),
        field_set="township_file",
        purpose="handover",
        since=timezone.now(),
        given_by="children.propose_handover",
    )
    assert names_in(as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR])) == ["田小明", "田小红", "石小兰"]


def test_htmx_gets_only_the_table(world: World, as_seat: AsSeat) -> None:
    answer = as_seat(world.seats[Role.COUNTY_CLERK]).get(LIST, headers={"HX-Request": "true"})
    body = answer.content.decode().strip()
    assert body.startswith('<div id="child-list">')
    assert "<html" not in body


def test_the_list_asks_the_database_at_most_twelve_times(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[Role.COUNTY_CLERK])
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?place=4-{TOWNSHIP}&attention=alert")
    assert len(queries) <= 12


def test_the_list_says_how_many_children_it_holds_and_counts_at_most_once_a_minute(
    world: World, as_seat: AsSeat
) -> None:
    counted.cache_clear()
    for number in range(60):
        make_child(f"众{number}", VILLAGE)
    clerk = as_seat(world.seats[Role.COUNTY_CLERK])
    assert "共62人" in clerk.get(LIST).content.decode()
    with CaptureQueriesContext(connection) as queries:
        clerk.get(LIST)
    assert not [query for query in queries if "COUNT(" in query["sql"]]
    assert "共61人" in clerk.get(f"{LIST}?place=5-{VILLAGE}").content.decode()
    assert "共1人" in as_seat(world.seats[Role.PARENT]).get(LIST).content.decode()


def test_a_child_given_beside_the_own_place_is_counted_once(world: World, as_seat: AsSeat) -> None:
    counted.cache_clear()
    for number in range(60):
        make_child(f"众{number}", VILLAGE)
    for child in (world.hong, world.ming):
        GivenSight.objects.create(
            post=world.seats[Role.VILLAGE_DIRECTOR].post,
            model=Child.sight_label(),
            key=str(child.pk),
            field_set="village_file",
            purpose="handover",
            since=timezone.now(),
            given_by="children.propose_handover",
        )
    director = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    assert "共62人" in director.get(LIST).content.decode()
    Child.objects.update(guardianship_kind="good")
    assert "共62人" in director.get(f"{LIST}?guardianship_kind=good").content.decode()


def test_a_hostile_name_is_shown_as_text(world: World, as_seat: AsSeat) -> None:
    Child.objects.filter(pk=world.ming.pk).update(name="<script>x</script>")
    body = as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get(LIST).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in body


def test_the_menu_leads_to_list_and_search(world: World, as_seat: AsSeat) -> None:
    body = as_seat(world.seats[Role.COUNTY_CLERK]).get(reverse("desk:today")).content.decode()
    assert 'href="/children/"' in body
    assert 'href="/children/search/"' in body


def test_a_file_opened_with_a_reason_shows_its_name_in_the_city_s_list_and_adds_no_column_or_filter(
    world: World, as_seat: AsSeat
) -> None:
    Child.objects.update(schooling="primary")
    client = as_seat(world.seats[Role.CITY_CLERK])
    client.post(f"/children/{world.ming.pk}/open_with_reason/", {"reason": "两县争议"})
    rows = ["田小明", "田*红", "石*兰"]
    assert names_in(client) == rows
    assert names_in(client, f"{LIST}?schooling=junior") == rows, "a filter that is not offered must not narrow"
    body = client.get(LIST, headers={"accept-language": "en"}).content.decode()
    assert 'name="schooling"' not in body
    assert "Actual carer" not in body


def test_who_may_export_finds_the_way_from_the_list_with_every_filter_and_place_kept(
    world: World, as_seat: AsSeat
) -> None:
    question = f"state=registered&sex=1&place=4-{TOWNSHIP}"
    body = as_seat(world.seats[Role.COUNTY_CLERK]).get(f"{LIST}?{question}").content.decode()
    assert f'href="/exports/request/children/?{question.replace("&", "&amp;")}"' in body
    assert "/exports/request/" not in as_seat(world.seats[Role.VILLAGE_DIRECTOR]).get(LIST).content.decode()


def test_every_age_band_finds_who_is_in_it_and_each_child_is_in_one(world: World, as_seat: AsSeat) -> None:
    today = timezone.localdate()
    ages = {"0-5": 5, "6-13": 13, "14-15": 15, "16-": 16}
    for age in ages.values():
        child = make_child(f"龄{age}", VILLAGE)
        Child.objects.filter(pk=child.pk).update(birth_date=today.replace(year=today.year - age, day=1))
    client = as_seat(world.seats[Role.VILLAGE_DIRECTOR])
    found = {band: [name for name in names_in(client, f"{LIST}?age={band}") if "龄" in name] for band in ages}
    assert found == {band: [f"龄{age}"] for band, age in ages.items()}
